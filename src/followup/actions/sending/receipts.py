"""What a server's receipt does to a letter's row."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from followup.actions.refresh import refresh
from followup.actions.suppress import suppress
from followup.core.kinds import Kind
from followup.core.mail import message_key
from followup.models import Fact, Letter, Suppression, Workspace
from followup.outbox.receipt import Receipt

#: RFC 5321 4.5.4.1 asks for at least half an hour between tries.
FIRST_PAUSE = timedelta(minutes=30)
GIVE_UP_AFTER = timedelta(days=2)


def accepted(letter: Letter, owner: str, receipt: Receipt, now: datetime) -> bool:
    """Write down at once that the server said yes; `book` does the rest."""
    return Letter.claims.accept(letter.pk, owner, _answer(receipt), now)


@transaction.atomic
def not_sent(letter: Letter, owner: str, receipt: Receipt, now: datetime) -> None:
    """Refused, later or unsure: the row says so in a sentence, and nobody holds it any more."""
    mine = Letter.claims.held_by(owner).filter(pk=letter.pk)
    columns: dict[str, Any] = {
        "receipt": _answer(receipt),
        "trouble": receipt.sentence,
        "claimed_by": "",
        "lease_until": None,
    }
    match receipt.outcome:
        case "refused":
            columns |= {"state": Letter.State.REFUSED}
        case "unsure":
            columns |= {"state": Letter.State.UNSURE, "unsure_since": now}
        case _:
            columns |= _again(letter, receipt, now)
    if mine.update(**columns) and receipt.blames_address:
        _blame_address(letter, receipt, now)
    Workspace.objects.filter(pk=letter.workspace_id).update(changes=F("changes") + 1)


def _again(letter: Letter, receipt: Receipt, now: datetime) -> dict[str, Any]:
    pause = FIRST_PAUSE * 2 ** max(letter.attempts - 1, 0)
    if letter.approved_at and now + pause - letter.approved_at > GIVE_UP_AFTER:
        sentence = f"Tried for two days without success; it was not sent. {receipt.sentence}"
        return {"state": Letter.State.REFUSED, "trouble": sentence}
    return {"state": Letter.State.APPROVED, "send_after": now + pause, "phase": Letter.Phase.FROZEN}


def _blame_address(letter: Letter, receipt: Receipt, now: datetime) -> None:
    suppress(letter.workspace, letter.address, Suppression.Reason.BOUNCED, now, receipt.sentence)
    Fact.objects.bulk_create(
        [
            Fact(
                workspace_id=letter.workspace_id,
                contact_id=letter.contact_id,
                opportunity_id=letter.opportunity_id,
                kind=Kind.BOUNCED,
                read_as=Kind.BOUNCED,
                at=now,
                says=receipt.sentence,
                by_machine=True,
                details={"hard": "yes", "address": letter.address},
                source="outbox",
                source_key=f"{message_key(letter.message_id)}:refused",
                recorded_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    refresh(letter.workspace, {letter.contact_id})


def _answer(receipt: Receipt) -> str:
    return f"{receipt.code} {receipt.text}".strip() if receipt.code else ""
