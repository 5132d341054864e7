"""What a folder holds where the server names its entries by address: calendars, address books, feeds, JMAP mail."""

from django.db import models

from .account_folder import Folder


class Collection(models.Model):
    """How far such a folder was read, in its server's own words."""

    folder = models.OneToOneField(Folder, on_delete=models.CASCADE, related_name="collection")
    #: Where it is on its server.
    address = models.TextField(blank=True)
    #: What the server is asked for changes by: a sync token (RFC 6578), a state (RFC 8620).
    token = models.TextField(blank=True)
    #: What changes whenever anything in it does: a ctag, an ETag.
    tag = models.TextField(blank=True)


class FolderEntry(models.Model):
    """One entry of a folder in the version that was read."""

    class State(models.TextChoices):
        READ = "read"
        #: Kept raw and named under Sources.
        ODD = "odd"
        #: Junk, drafts and deleted mail: not wanted, unless that changes.
        LEFT_OUT = "left_out"
        #: No longer on the server, together with too many others to be believed.
        MISSING = "missing"
        #: No longer on the server; what follows from that is yet to be worked out.
        GONE = "gone"

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="entries")
    href = models.CharField(max_length=1000)
    tag = models.CharField(max_length=200, blank=True)
    #: The UID of a calendar entry.
    uid = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READ)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folder", "href"], name="folder_entry_once")]
        indexes = [models.Index(fields=["uid"], name="folder_entry_uid")]
