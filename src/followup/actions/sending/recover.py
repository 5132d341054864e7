"""Letters whose sender died under way: taken up again where that is safe, in doubt where it is not."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from followup.models import Letter
from followup.models.letter_claims import LetterClaims
from followup.outbox.owner import fell_with_the_machine, is_gone

from .book import book

IN_THE_DARK = "The machine stopped when this letter was about to leave; it may have arrived."
IN_DOUBT = "The program stopped just when the letter left; it may have arrived."

FREED: dict[str, Any] = {"claimed_by": "", "lease_until": None}


def recover(now: datetime) -> int:
    """Free every abandoned claim; how many there were.

    Before the last dot the server has nothing, so the same bytes may go again. After it nobody can know.
    """
    held = Letter.claims.being_sent()
    owners = set(held.values_list("claimed_by", flat=True))
    if not owners:
        return 0
    gone = [owner for owner in owners if is_gone(owner)]
    return let_go(held.filter(Q(lease_until__lte=now) | Q(lease_until=None) | Q(claimed_by__in=gone)), now)


def let_go(held: LetterClaims, now: datetime) -> int:
    """End these claims, each as its phase allows."""
    accepted = held.filter(phase=Letter.Phase.ACCEPTED)
    count = book(list(accepted.values_list("pk", flat=True)), now)
    count += _doubt(held.filter(phase=Letter.Phase.DOT_SENT), IN_DOUBT, now)
    owners = held.exclude(phase=Letter.Phase.ACCEPTED).values_list("claimed_by", flat=True)
    fallen = [owner for owner in set(owners) if fell_with_the_machine(owner)]
    # From where the heap's next letters were known to the disk as such, no later step need be there.
    next_on_the_line = [Letter.Phase.CONNECTED, Letter.Phase.DATA_STARTED]
    count += _doubt(held.filter(phase__in=next_on_the_line, claimed_by__in=fallen), IN_THE_DARK, now)
    safe = held.exclude(phase__in=[Letter.Phase.DOT_SENT, Letter.Phase.ACCEPTED])
    return count + safe.update(state=Letter.State.APPROVED, **FREED)


def _doubt(held: LetterClaims, sentence: str, now: datetime) -> int:
    return held.update(state=Letter.State.UNSURE, unsure_since=now, trouble=sentence, **FREED)
