"""Claims on letters: each a single conditional sentence that the database can refuse."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from .account import Account

if TYPE_CHECKING:
    from .letter import Letter  # noqa: F401 # named in quotes below

#: A draft again: it needs a new approval, and the new approval new bytes.
OUT_OF_THE_OUTBOX: dict[str, Any] = {
    "state": "draft",
    "is_automatic": False,
    "approved_at": None,
    "approved_by": "",
    "approved_hash": "",
    "send_after": None,
    "claimed_by": "",
    "lease_until": None,
    "phase": "",
    "message_id": "",
    "frozen": None,
    "attempts": 0,
}


# Said for every letter: plain sentences cost a twentieth of a queryset.
_FREEZE = (
    "UPDATE followup_letter SET phase = 'frozen', account_id = %s, message_id = %s, frozen = %s WHERE id = %s"
)
_PHASE = (
    "UPDATE followup_letter SET phase = %s, lease_until = %s "
    "WHERE id = %s AND claimed_by = %s AND state = 'sending'"
)
_YES = (
    "UPDATE followup_letter SET phase = 'accepted', receipt = %s, sent_at = %s "
    "WHERE id = %s AND claimed_by = %s AND state = 'sending'"
)


class LetterClaims(models.QuerySet["Letter"]):
    """Who may send a letter, and how far that has come."""

    def owed(self, now: datetime) -> "LetterClaims":
        """Approved letters whose time has come and that have a server to leave by, oldest approval first."""
        ready = Account.objects.filter(
            Q(next_try_at=None) | Q(next_try_at__lte=now),
            workspace=OuterRef("workspace"),
            kind="smtp",
            paused_at=None,
        )
        return (
            self.filter(Q(send_after=None) | Q(send_after__lte=now), Exists(ready), state="approved")
            .exclude(address="")
            .order_by("approved_at", "pk")
        )

    def owed_but_for_undo(self, undo: timedelta) -> "LetterClaims":
        """Approved letters that wait for nothing but the end of their undo window."""
        untouched = self.filter(state="approved", attempts=0, phase="").exclude(address="")
        return untouched.filter(send_after__lte=F("approved_at") + undo).order_by("approved_at", "pk")

    def claim(self, numbers: Iterable[int], owner: str, until: datetime) -> int:
        """Make approved letters the owner's until then; how many were still to be had."""
        return self.filter(pk__in=list(numbers), state="approved").update(
            state="sending",
            claimed_by=owner,
            lease_until=until,
            attempts=F("attempts") + 1,
            phase="",
            trouble="",
        )

    def back_to_draft(self, sentence: str, owner: str = "") -> int:
        """Take approved letters (or those an owner is sending) out of the outbox, saying why."""
        mine = self.held_by(owner) if owner else self.filter(state="approved")
        return mine.update(**OUT_OF_THE_OUTBOX, trouble=sentence)

    def postpone(self, until: datetime, sentence: str) -> int:
        """Give claimed letters back to be claimed again from then on, saying why; it was no try."""
        return self.update(
            state="approved",
            send_after=until,
            trouble=sentence,
            claimed_by="",
            lease_until=None,
            attempts=F("attempts") - 1,
        )

    def held_by(self, owner: str) -> "LetterClaims":
        """The letters that the owner is sending."""
        return self.filter(state="sending", claimed_by=owner)

    def freeze(self, account: int, bytes_: Iterable[tuple[int, str, bytes]]) -> None:
        """Store the bytes of letters, each with its Message-ID, that are about to leave by an account."""
        with connection.cursor() as cursor:
            rows = [(account, message_id, frozen, number) for number, message_id, frozen in bytes_]
            cursor.executemany(_FREEZE, rows)

    def journal(self, number: int, owner: str, phase: str, until: datetime) -> bool:
        """Write down the next phase; False when the claim has gone to somebody else."""
        return _run(_PHASE, [phase, _time(until), number, owner])

    def accept(self, number: int, owner: str, receipt: str, at: datetime) -> bool:
        """Write down that the server said yes; False when the claim has gone to somebody else."""
        return _run(_YES, [receipt, _time(at), number, owner])

    def being_sent(self) -> "LetterClaims":
        """Letters under a claim, living or left behind."""
        return self.filter(state="sending")

    def in_doubt(self, now: datetime) -> "LetterClaims":
        """Letters of which nobody knows whether they left, and that are to be looked for again."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=now), state="unsure").order_by("pk")

    def look_for(self, number: int, now: datetime, until: datetime) -> bool:
        """Take a letter in doubt for one search; the next search is not before `until`."""
        return bool(self.in_doubt(now).filter(pk=number).update(lease_until=until))

    def without_copy(self, sent_after: datetime, sent_before: datetime) -> "LetterClaims":
        """Sent letters whose copy has not been seen in the Sent folder yet."""
        return self.filter(
            state="sent", copy_at=None, sent_at__gt=sent_after, sent_at__lte=sent_before
        ).exclude(message_id="")

    def left_by(self, account: int, since: datetime) -> list[datetime]:
        """When letters left, or may have left, by an account since then, in order."""
        left = self.annotate(left_at=Coalesce("sent_at", "unsure_since"))
        return list(
            left.filter(Q(account=account), left_at__gt=since)
            .order_by("left_at")
            .values_list("left_at", flat=True)
        )


def _run(sentence: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sentence, values)
        return cursor.rowcount == 1


def _time(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
