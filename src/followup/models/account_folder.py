"""The folders of a mailbox: which are read, how far, and whether all of it is here."""

from django.db import models

from .account import Account
from .workspace import Workspace

#: The folders that are read unless the person says otherwise.
READ_BY_ITSELF = ("inbox", "sent", "archive")


class Folder(models.Model):
    """A folder of an IMAP account: what its server says of it, and what of that is here."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=500)
    role = models.CharField(max_length=10)  # inbox | sent | archive | other
    #: What the person chose; None leaves it to the role.
    is_chosen = models.BooleanField(null=True, blank=True)
    #: What the server said when all of it had been read: anything else means that there is something to look for.
    uid_validity = models.PositiveBigIntegerField(default=0)
    uid_next = models.PositiveBigIntegerField(default=0)
    modseq = models.PositiveBigIntegerField(default=0)
    on_server = models.PositiveBigIntegerField(default=0)
    #: The highest UID that was read.
    last_uid = models.PositiveBigIntegerField(default=0)
    #: Of the messages on the server: how many were read, not understood, and left out (drafts, deleted ones).
    here = models.PositiveBigIntegerField(default=0)
    not_understood = models.PositiveBigIntegerField(default=0)
    left_out = models.PositiveBigIntegerField(default=0)
    #: Kept here, though no longer in this folder on the server.
    gone = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    #: When every message of the server's list was last looked for here.
    compared_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="folder_once")]

    @property
    def is_read(self) -> bool:
        """Whether its mail is wanted."""
        return self.role in READ_BY_ITSELF if self.is_chosen is None else self.is_chosen

    @property
    def unexplained(self) -> int:
        """Messages that the server counts and that are neither here nor accounted for."""
        return abs(self.on_server - self.here - self.not_understood - self.left_out)


class FolderMail(models.Model):
    """One message in one folder of a server, as its number there: that it was read, or why not."""

    class State(models.TextChoices):
        READ = "read"
        #: Kept raw and named under Sources.
        ODD = "odd"
        #: Listed by the server but not handed over; asked for again with each comparison.
        WITHHELD = "withheld"
        #: A draft or marked as deleted: not wanted, unless that changes.
        LEFT_OUT = "left_out"

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="mails")
    uid = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State)
    #: The key of the message; "" where it was not read.
    key = models.CharField(max_length=40, blank=True)
    #: Gmail's own number of the message, the same under all of its labels.
    gmail_id = models.BigIntegerField(null=True, blank=True)
    #: When the server was first found not to have it in this folder any more.
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folder", "uid"], name="folder_mail_once")]
        indexes = [
            models.Index(
                fields=["gmail_id"], name="folder_mail_gmail", condition=models.Q(gmail_id__isnull=False)
            )
        ]
