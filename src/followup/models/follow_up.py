"""The agenda's cache: derived from facts, refreshed with them, rebuildable at any time."""

from django.db import models

from .contact import Contact
from .fact import Fact
from .follow_up_queries import FollowUpQuerySet
from .opportunity import Opportunity
from .workspace import Workspace


class FollowUp(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    #: core.follow_ups.follow_up_key: stays the same however often the row is derived.
    key = models.CharField(max_length=20)
    step = models.CharField(max_length=60)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="follow_ups")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.SET_NULL, null=True, blank=True)
    because = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="calls_for")
    because_kind = models.CharField(max_length=24)
    because_at = models.DateTimeField()
    due = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    lapses = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    rank = models.PositiveIntegerField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="owed_once")]
        indexes = [
            # Alive first: what lapsed long ago outnumbers what is owed. It holds all that a day is sorted by.
            models.Index(fields=["workspace", "lapses", "due", "rank"], name="follow_up_alive"),
            models.Index(fields=["workspace", "waiting_since"], name="follow_up_waiting"),
        ]
