"""Mentions: every Message-ID that a conversation has named, known or not."""

from django.db import models

from .workspace import Workspace


class Mention(models.Model):
    """A message (by its key) that belongs to a conversation; `at` is empty while only others speak of it.

    Two answers to a letter that never reached us meet here.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    key = models.CharField(max_length=40)
    thread = models.CharField(max_length=40)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="mention_once")]
        indexes = [models.Index(fields=["workspace", "thread"], name="mention_thread")]
