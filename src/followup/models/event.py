"""Calendar entries as last heard of: newer versions replace older ones, never the other way round."""

from django.db import models

from .imports import Import
from .workspace import Workspace


class CalendarEvent(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    origin = models.ForeignKey(Import, on_delete=models.SET_NULL, null=True, blank=True)
    uid = models.CharField(max_length=500)
    recurrence = models.CharField(max_length=40, blank=True)
    sequence = models.IntegerField(default=0)
    stamp = models.DateTimeField(null=True, blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    status = models.CharField(max_length=10)
    summary = models.TextField(blank=True)
    location = models.TextField(blank=True)
    organizer = models.CharField(max_length=320, blank=True)
    #: [[name, address], …]
    attendees = models.JSONField(default=list)
    #: When it was found to be gone from the calendar it was in; one that comes back is newer than that.
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "uid", "recurrence"], name="event_once")]
