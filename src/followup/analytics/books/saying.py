"""Why a book is ranked as it is, in a sentence."""

from followup.analytics.back_test import TELLING, Measured, auc, top_share
from followup.analytics.rankers import RANK_AVERAGE, Ranker

from .judging import Judged, Population


def because(chosen: Ranker, judged: Judged, everybody: Population) -> str:
    """Why this ranker, in figures that a shop owner can follow; or why the book cannot tell."""
    if not judged.measured:
        return (
            f"{_untold(everybody)} Until the orders can tell, those who ordered often and lately come first."
        )
    dates = "one earlier date" if judged.looks == 1 else f"{judged.looks} earlier dates"
    tried = f"Tried on all orders of the book from {dates}, {judged.days} days ahead each time"
    if chosen is RANK_AVERAGE:
        return (
            f"Customers are ranked by {chosen.goes_by}. {tried}, no other way did better by more than chance."
        )
    this, default = _of(chosen, judged), _of(RANK_AVERAGE, judged)
    return (
        f"Customers are ranked by {chosen.goes_by}. {tried}, this put one who then ordered before one who did not in "
        f"{100 * auc(this).of:.1f} of 100 cases (by {RANK_AVERAGE.goes_by}: {100 * auc(default).of:.1f}), and its first "
        f"fifth placed {100 * top_share(this).of:.1f} % of the orders ({100 * top_share(default).of:.1f} %)."
    )


def _of(ranker: Ranker, judged: Judged) -> Measured:
    return next(each for each in judged.measured if each.ranker is ranker)


def _untold(everybody: Population) -> str:
    if everybody.customers == 1:
        return "One customer is too few to find out which way of ranking is best."
    if everybody.customers < 2 * TELLING:
        return f"{everybody.customers:,} customers are too few to find out which way of ranking is best."
    if not everybody.repeats:
        return "No customer has ordered on a second day yet."
    return "The orders reach back too short a time, or too few customers came back, to find out which way of ranking is best."
