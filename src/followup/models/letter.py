"""Letters, from the draft to the receipt."""

from django.db import models
from django.db.models import Q

from .account import Account
from .contact import Contact
from .fact import Fact
from .letter_claims import LetterClaims
from .opportunity import Opportunity
from .workspace import Workspace


class Letter(models.Model):
    """Text to one contact. Approving freezes recipient, subject and body; sending is journalled in `phase`.

    A claim is a lease: `claimed_by` owns the row until `lease_until`, and only a conditional UPDATE on the
    state (and owner) that the worker believes in may change it.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        SENDING = "sending"
        SENT = "sent"
        REFUSED = "refused"
        UNSURE = "unsure"

    class Phase(models.TextChoices):
        """How far the submission came; from DATA_STARTED on the server may have the letter after a crash,
        from DOT_SENT on it must be presumed to have it."""

        NONE = ""
        FROZEN = "frozen"
        CONNECTED = "connected"
        RECIPIENT_ACCEPTED = "recipient_accepted"
        DATA_STARTED = "data_started"
        DOT_SENT = "dot_sent"
        #: The server said yes; what follows from that is about to be written down.
        ACCEPTED = "accepted"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.SET_NULL, null=True, blank=True)
    because = models.ForeignKey(Fact, on_delete=models.SET_NULL, null=True, blank=True)
    step = models.CharField(max_length=60, blank=True)
    #: The follow-up's key, so that a page finds its letter without deriving anything.
    follow_up_key = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=320, blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)
    #: Message-ID of the letter it answers, without brackets; "" for a new conversation.
    in_reply_to = models.CharField(max_length=998, blank=True)
    references = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    #: Approved by the playbook and not by a person: it says so in its headers (Auto-Submitted, RFC 3834).
    is_automatic = models.BooleanField(default=False)
    #: The person changed the text: facts never compose over it again.
    is_edited = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    #: Hash of subject, body, address and the record it was last checked against.
    checked_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    #: Not before this (undo window, quiet hours, caps, back-off).
    send_after = models.DateTimeField(null=True, blank=True)

    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    phase = models.CharField(max_length=20, choices=Phase, blank=True, default=Phase.NONE)
    message_id = models.CharField(max_length=255, blank=True)
    frozen = models.BinaryField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    receipt = models.TextField(blank=True)
    #: One sentence for the person: why it waits, was refused or is in doubt.
    trouble = models.TextField(blank=True)
    unsure_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: Message-ID that the provider gave it instead of ours (Exchange rewrites it).
    alias_id = models.CharField(max_length=255, blank=True)
    #: When its copy was seen in the Sent folder, or put there.
    copy_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager["Letter"]()
    claims = LetterClaims.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "contact", "because", "step"], name="written_once", condition=~Q(step="")
            ),
            models.UniqueConstraint(
                fields=["workspace", "message_id"], name="letter_message_id_once", condition=~Q(message_id="")
            ),
        ]
        indexes = [
            models.Index(fields=["state", "send_after"], name="letter_state"),
            models.Index(fields=["workspace", "follow_up_key"], name="letter_follow_up"),
        ]
