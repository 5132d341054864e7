"""Guesses: messages that look like answers and whose headers lead nowhere, and what they seem to answer."""

from django.db import models

from .message import Message
from .workspace import Workspace


class Guess(models.Model):
    """The first message of a strand, if it looks like an answer; `parent` is empty while no message fits.

    It is a function of the messages that are there: whatever comes or goes, it is made anew.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    message = models.OneToOneField(Message, on_delete=models.CASCADE)
    #: The topics that the parent's subject may have: its own, and the former one that it names.
    topic = models.CharField(max_length=16, blank=True)
    former_topic = models.CharField(max_length=16, blank=True)
    parent = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(default=0.0)
    by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "topic"], name="guess_topic"),
            models.Index(
                fields=["workspace", "former_topic"],
                name="guess_former_topic",
                condition=~models.Q(former_topic=""),
            ),
            models.Index(fields=["workspace", "parent"], name="guess_parent"),
        ]

    @property
    def words(self) -> str:
        """What is said of a conversation that this guess ties together."""
        return f"{self.confidence:.0%} sure, by {self.by}".replace("%", " %") if self.parent else ""


class Trace(models.Model):
    """A number made of seven words in a row: of what a message says, or of what a message with a guess quotes."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE)
    mark = models.BigIntegerField()
    is_quoted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["workspace", "mark"], name="trace_mark")]
