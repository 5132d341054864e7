"""Letters whose sender died under way: taken up again where that is safe, in doubt where it is not."""

from datetime import datetime

from django.db.models import Q

from followup.models import Letter
from followup.models.letter_claims import LetterClaims
from followup.outbox.owner import is_gone

from .book import book

IN_DOUBT = "The program stopped just when the letter left; it may have arrived."


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
    freed = {"claimed_by": "", "lease_until": None}
    count += held.filter(phase=Letter.Phase.DOT_SENT).update(
        state=Letter.State.UNSURE, unsure_since=now, trouble=IN_DOUBT, **freed
    )
    before_the_dot = held.exclude(phase__in=[Letter.Phase.DOT_SENT, Letter.Phase.ACCEPTED])
    return count + before_the_dot.update(state=Letter.State.APPROVED, **freed)
