"""Messages: headers, plain text, and what was learnt from them. Attachments are not stored."""

from django.db import models

from .contact import Contact
from .imports import Import
from .workspace import Workspace


class Message(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    #: Hash of the Message-ID (or of the whole message where it has none): the same mail read by IMAP,
    #: Maildir and mbox has one key.
    key = models.CharField(max_length=40)
    message_id = models.CharField(max_length=998)
    #: The conversation: the key of its first known message.
    thread = models.CharField(max_length=40)
    #: How a conversation was guessed that its headers do not name (“98 % sure, by …”); empty where they do.
    joined_by = models.CharField(max_length=120, blank=True)
    #: The short name of its subject without “Re:”, by which answers without headers find it.
    topic = models.CharField(max_length=16, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True)
    origin = models.ForeignKey(Import, on_delete=models.CASCADE, null=True, blank=True)
    is_ours = models.BooleanField(default=False)
    sender_name = models.CharField(max_length=320, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    #: "Name <address>, …" of To and Cc.
    recipients = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    at = models.DateTimeField()
    headers = models.JSONField(default=list)
    text = models.TextField(blank=True)
    #: The ids this message answers, newest first (In-Reply-To, then References backwards).
    answers = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="message_once")]
        indexes = [
            models.Index(fields=["workspace", "thread"], name="message_thread"),
            models.Index(fields=["workspace", "contact", "-at"], name="message_contact"),
            models.Index(
                fields=["workspace", "topic", "at"], name="message_topic", condition=~models.Q(topic="")
            ),
        ]
