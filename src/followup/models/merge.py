"""Merges of two contacts, with what moved, so that each can be undone for ever."""

from django.db import models

from .contact import Contact
from .workspace import Workspace


class Merge(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    kept = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    #: Row ids by table name, and the kept contact's fields before the merge.
    moved = models.JSONField(default=dict)
