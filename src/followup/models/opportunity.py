"""Opportunities: what it is about."""

from django.db import models

from .organisation import Organisation
from .workspace import Workspace


class Opportunity(models.Model):
    """An application, a sale, an enquiry, an order or an introduction."""

    class Sort(models.TextChoices):
        APPLICATION = "application"
        SALE = "sale"
        ENQUIRY = "enquiry"
        ORDER = "order"
        INTRODUCTION = "introduction"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=Sort)
    #: Sort, firm, title and reference folded for matching.
    key = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="opportunity_once")]
        verbose_name_plural = "opportunities"

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
