"""Accounts: a mailbox, a calendar or an address book that is read, a server that letters leave by."""

from django.db import models

from .sign_in import Grant
from .workspace import Workspace


class Account(models.Model):
    class Sort(models.TextChoices):
        IMAP = "imap"
        SMTP = "smtp"
        JMAP = "jmap"
        CALDAV = "caldav"
        CARDDAV = "carddav"
        FEED = "feed"
        #: A folder of this machine whose new files are imported; `path` names it.
        FOLDER = "folder"

    class Security(models.TextChoices):
        TLS = "tls"
        STARTTLS = "starttls"
        #: Loopback servers only.
        NONE = "none"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Sort)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10, choices=Security, default=Security.TLS)
    username = models.CharField(max_length=320, blank=True)
    #: Where it is on a web server; for a feed, whose address is as good as a password, only what tells it from others.
    path = models.TextField(blank=True)
    #: Whether its host was on this machine or the network around it when the owner connected it.
    is_near = models.BooleanField(default=False)
    #: AES-GCM with a key outside the database (followup.conf.vault).
    secret = models.BinaryField(default=bytes)
    #: The sign-in that takes the place of a password.
    grant = models.ForeignKey(
        Grant, on_delete=models.SET_NULL, null=True, blank=True, related_name="accounts"
    )
    created_at = models.DateTimeField()
    #: When it last worked, when to try next, and the sentence of its trouble.
    worked_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    #: Who listens for new mail on an open connection, and until when it is known to.
    watched_by = models.CharField(max_length=80, blank=True)
    watched_until = models.DateTimeField(null=True, blank=True)
    #: Sending limits.
    cap_per_day = models.PositiveIntegerField(default=50)
    seconds_apart = models.PositiveIntegerField(default=30)
    #: When a brake stopped the sending (`trouble` says why), and when a person last let it go on.
    paused_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "host", "port", "username", "path"], name="account_once"
            )
        ]

    def __str__(self) -> str:
        if self.kind == self.Sort.FOLDER:
            return self.path
        return f"{self.username} at {self.host}" if self.username else self.host
