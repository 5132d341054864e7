"""When background work last ran, so that a page can say so."""

from django.db import models


class Heartbeat(models.Model):
    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()
    says = models.TextField(blank=True)
