"""Which ranker to use: the default, unless the user's own past shows by more than chance that another is better."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from .back_test import TELLING, Measured, auc, back_test, gain, telling_looks, top_share
from .looking import Look
from .pasts import Past
from .rankers import LEARNT, RANK_AVERAGE, RANKERS, Ranker
from .sampling import sample
from .timing import usual_gap
from .trials import Trial, best_first, trial

#: Customers from whom on the back-test looks at a part of them, drawn by their ids.
ENOUGH = 20_000
#: How often chance alone may make one of the rivals look better than the default.
_CHANCE = 0.025


@dataclass(frozen=True, slots=True)
class Choice:
    """The ranker to use, why in words, and how each did, the best first."""

    ranker: Ranker
    sentence: str
    trials: tuple[Trial, ...] = ()


def choose(known: Look, rankers: tuple[Ranker, ...] = RANKERS) -> Choice:
    """The ranker for these customers, by what each would have foretold of their own past."""
    part = sample(known, ENOUGH)
    looks = telling_looks(part)
    if not looks:
        return Choice(RANK_AVERAGE, _untold(known))
    tried = tuple(each for each in rankers if each.customers <= len(known))
    measured = back_test(looks, tried, customers=part.seen.customer)
    chosen = best(measured)
    sentence = _because(chosen, looks, default=_named(measured, RANK_AVERAGE)) + _of_how_many(part, known)
    trials = best_first([trial(each, customers=len(part)) for each in measured])
    return Choice(chosen.ranker, sentence, trials)


def best(measured: tuple[Measured, ...]) -> Measured:
    """The one to use; the default is among them.

    Of those that did better than the default by more than chance, and the more surely the more rivals there are, the best.
    Where there is none, what orders teach takes the default's place if it did better at all: it knows what the default knows.
    """
    default = _named(measured, RANK_AVERAGE)
    gains = [(gain(each, over=default), each) for each in measured if each is not default]
    surely = NormalDist().inv_cdf(1 - _CHANCE / max(len(gains), 1))
    better = [(found.of, each) for found, each in gains if found.of > surely * found.error]
    if not better:
        better = [(found.of, each) for found, each in gains if each.ranker is LEARNT and found.of > 0]
    return max(better, key=lambda pair: pair[0])[1] if better else default


def _named(measured: tuple[Measured, ...], ranker: Ranker) -> Measured:
    return next(each for each in measured if each.ranker is ranker)


def _because(chosen: Measured, looks: tuple[Past, ...], *, default: Measured) -> str:
    """Why this one, in figures that a shop owner can follow."""
    dates = "one earlier date" if len(looks) == 1 else f"{len(looks)} earlier dates"
    measured = f"Tried on your own orders from {dates}, {_days(looks[0].known.days)} ahead each time"
    by_default = default.ranker.goes_by
    if chosen is default:
        return (
            f"Customers are ranked by {by_default}. {measured}, no other way did better by more than chance."
        )
    return (
        f"Customers are ranked by {chosen.ranker.goes_by}. {measured}, this put one who then ordered before one who did not "
        f"in {_hundredths(auc(chosen).of)} of 100 cases (by {by_default}: {_hundredths(auc(default).of)}), and its first fifth "
        f"placed {_hundredths(top_share(chosen).of)} % of the orders ({_hundredths(top_share(default).of)} %)."
    )


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def _hundredths(share: float) -> str:
    return f"{100 * share:.1f}"


def _of_how_many(part: Look, known: Look) -> str:
    if len(part) == len(known):
        return ""
    return f" {len(part):,} of the {len(known):,} customers were looked at for this."


def _untold(known: Look) -> str:
    """Why the orders cannot tell, and what is done until they can."""
    if not len(known):
        return "There are no orders yet."
    return f"{_why_untold(known)} Until the orders can tell, those who ordered often and lately come first."


def _why_untold(known: Look) -> str:
    if len(known) < 2 * TELLING:
        return f"{len(known):,} customers are too few to find out which way of ranking is best."
    if known.bought.day.min() == known.bought.day.max():
        return "All orders are of one day, so nobody can be seen to come back."
    if np.isnan(usual_gap(known)):
        return "No customer has ordered on a second day yet."
    return "The orders reach back too short a time, or too few customers came back, to find out which way of ranking is best."
