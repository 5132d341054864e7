"""How well each ranker would have done on the user's own past, looked at from several earlier days."""

from dataclasses import dataclass

import numpy as np

from .looking import Look
from .pasts import PART, Past, pasts
from .purchases import Floats
from .quality import quality
from .rankers import Ranker
from .timing import usual_gap

#: Customers who ordered, and who did not, below whose number a look tells nothing.
TELLING = 10
#: Usual gaps between orders that must have passed before the first look.
GAPS = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """What a ranker reached: `figures` (2, looks) are its AUC and its top share, NaN at looks where it could not be used;
    `pulls` (2, looks, customers) say how far each customer moves them."""

    ranker: Ranker
    figures: Floats
    pulls: Floats

    @property
    def looks(self) -> int:
        """At how many looks it could be used."""
        return int((~np.isnan(self.figures[0])).sum())


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its standard error; one customer's several looks are not taken for several customers."""

    of: float
    error: float


def telling_looks(known: Look) -> tuple[Past, ...]:
    """Earlier looks with enough history before them, after which enough customers ordered and enough did not."""
    gap = usual_gap(known)
    if np.isnan(gap):
        return ()
    span = int(np.ptp(known.bought.day)) + 1
    looks = pasts(known, after=max(GAPS * gap, span / PART))
    return tuple(each for each in looks if _tells(each))


def back_test(
    looks: tuple[Past, ...], rankers: tuple[Ranker, ...], *, customers: np.ndarray
) -> tuple[Measured, ...]:
    """Each ranker that could be used at all, measured at the same looks; `customers` are all whom they show."""
    measured = tuple(_measured(each, looks, customers) for each in rankers)
    return tuple(each for each in measured if not np.isnan(each.figures).all())


def auc(measured: Measured) -> Estimate:
    """The AUC over all looks at which the ranker could be used."""
    return _mean(measured.figures[:1], measured.pulls[:1])


def top_share(measured: Measured) -> Estimate:
    """The share of orders that the best-ranked fifth placed, over all looks."""
    return _mean(measured.figures[1:], measured.pulls[1:])


def gain(measured: Measured, over: Measured) -> Estimate:
    """How much better one ranker did than another, in AUC and top share together, at the looks where both could be used."""
    return _mean(measured.figures - over.figures, measured.pulls - over.pulls)


def _tells(past: Past) -> bool:
    ordered = int((past.orders > 0).sum())
    return min(ordered, len(past.orders) - ordered) >= TELLING


def _measured(ranker: Ranker, looks: tuple[Past, ...], customers: np.ndarray) -> Measured:
    figures = np.full((2, len(looks)), np.nan)
    pulls = np.zeros((2, len(looks), len(customers)))
    for place, past in enumerate(looks):
        scores = ranker.scores(past.known)
        if scores is None:
            continue
        reached = quality(scores, past.orders)
        figures[:, place] = reached.auc, reached.top_share
        who = np.searchsorted(customers, past.known.seen.customer)
        pulls[0, place, who] = reached.auc_pull
        pulls[1, place, who] = reached.top_pull
    return Measured(ranker, figures, pulls)


def _mean(figures: Floats, pulls: Floats) -> Estimate:
    """The mean over the looks that have a figure, of figures added up."""
    summed = figures.sum(axis=0)
    told = ~np.isnan(summed)
    if not told.any():
        return Estimate(float("nan"), float("nan"))
    pull = pulls.sum(axis=0)[told].mean(axis=0)
    return Estimate(float(summed[told].mean()), float(np.sqrt(pull @ pull)))
