"""One-time links that open the web pages without a password."""

from django.conf import settings
from django.db import models


class LoginLink(models.Model):
    """Only the hash of the link's token is kept; it works once and for a short while."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
