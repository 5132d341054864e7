"""Contacts and what is known of them, detail by detail with who said so."""

from django.db import models

from .organisation import Organisation
from .workspace import Workspace


class Contact(models.Model):
    """A person (or a firm's general desk) we deal with."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    honorific = models.CharField(max_length=60, blank=True)
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True)
    timezone = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    #: No human being reads what is written there (noreply@, an applicant-tracking system).
    is_machine = models.BooleanField(default=False)
    #: The name was corrected or typed by the person: no source may change it.
    is_named_by_hand = models.BooleanField(default=False)
    #: Set while this contact is merged into another; its facts and details went there.
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True)
    last_fact_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "name"], name="contact_name"),
            models.Index(fields=["workspace", "-last_fact_at"], name="contact_recent"),
        ]

    def __str__(self) -> str:
        return self.name


class Detail(models.Model):
    """One thing known of a contact, and where from: `kind` is mobile, landline, phone, fax, postal, url, title, firm,
    birthday, note, category, uid (a card's own name), name (as a mail writes it) or card (as a card does)."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="details")
    kind = models.CharField(max_length=20)
    value = models.TextField()
    source = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "kind", "value"], name="detail_once")]
        indexes = [models.Index(fields=["workspace", "kind", "value"], name="detail_value")]
