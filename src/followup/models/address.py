"""Mail addresses."""

from django.db import models
from django.db.models.functions import StrIndex, Substr

from .contact import Contact
from .workspace import Workspace


class Address(models.Model):
    """A mail address, normalised for matching; it belongs to one contact of a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="addresses")
    #: Lower case, IDNA domain, no display name.
    address = models.CharField(max_length=320)
    #: What follows the @: people of one firm are found by it.
    domain = models.GeneratedField(
        expression=Substr("address", StrIndex("address", models.Value("@")) + 1),
        output_field=models.CharField(max_length=320),
        db_persist=True,
    )
    as_written = models.CharField(max_length=320)
    source = models.CharField(max_length=200)
    seen_at = models.DateTimeField()
    #: A hard bounce came back: letters to it are held.
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "address"], name="address_once")]
        indexes = [models.Index(fields=["workspace", "domain"], name="address_domain")]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.address
