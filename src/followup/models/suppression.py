"""Whom we must not write to. Rows outlive the contact: only a hash of the address is kept."""

from hashlib import sha256

from django.db import models

from .workspace import Workspace


def address_hash(address: str) -> str:
    """The hash under which a normalised address is suppressed."""
    return sha256(address.strip().lower().encode()).hexdigest()


class Suppression(models.Model):
    class Reason(models.TextChoices):
        OPTED_OUT = "opted_out"
        BOUNCED = "bounced"
        REPORTED = "reported"
        STOPPED = "stopped"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    address_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason)
    at = models.DateTimeField()
    says = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "address_hash"], name="suppressed_once")]
