"""Small bases: samples of the public customers, as medians over 50 draws."""

from dataclasses import dataclass

import numpy as np

from benchmarks.buying.histories import cdnow
from benchmarks.buying.rankings import by_rate, placed
from followup.analytics.looking import Look, look
from followup.analytics.models import mbg_nbd
from followup.analytics.models.fitting import CannotTell
from followup.analytics.places import places
from followup.analytics.purchases import WEEK, Floats, Purchases
from followup.analytics.quality import quality
from followup.analytics.rankers import rank_average
from followup.analytics.ranking import rank

SEEN, DAYS, DRAWS = 272, 273, 50


@dataclass(frozen=True, slots=True)
class Small:
    """Medians for one size: AUC of the default, of the chosen one, and of a model's expectation; the share of draws in which
    no forecast was made; how far the totals were off, by the model and by the plain rate."""

    customers: int
    default: float
    chosen: float
    model: float
    refused: float
    off: float
    off_by_rate: float


def small(customers: int) -> Small:
    """The figures for samples of so many."""
    bought = cdnow()
    everybody = np.unique(bought.customer)
    drawn = [
        _draw(
            bought, np.random.default_rng(1000 * customers + each).choice(everybody, customers, replace=False)
        )
        for each in range(DRAWS)
    ]
    default, chosen, model, off, off_by_rate = np.array(drawn).T
    return Small(
        customers,
        float(np.median(default)),
        float(np.median(chosen)),
        _median(model),
        float(np.isnan(model).mean()),
        _median(off),
        float(np.median(off_by_rate)),
    )


def _draw(bought: Purchases, who: np.ndarray) -> tuple[float, float, float, float, float]:
    is_drawn = np.isin(bought.customer, who)
    part = Purchases(bought.customer[is_drawn], bought.day[is_drawn], bought.amount[is_drawn])
    day = int(bought.day.min()) + SEEN
    known = look(part, day=day, days=DAYS)
    orders = placed(part, known)
    model = mbg_nbd.fit(known.seen)
    expected = None if isinstance(model, CannotTell) else model.expected(known.seen, DAYS / WEEK)
    return (
        quality(rank_average(known), orders).auc,
        quality(_scores_of_ranking(part, known), orders).auc,
        np.nan if expected is None else quality(expected, orders).auc,
        np.nan if expected is None else abs(expected.sum() / orders.sum() - 1),
        abs(by_rate(known) / orders.sum() - 1),
    )


def _scores_of_ranking(bought: Purchases, known: Look) -> Floats:
    """The places of a ranking as scores in the order of the customers."""
    ranked = rank(bought.until(known.day), day=known.day, days=known.days)
    return -places(np.argsort(ranked.customer).astype(np.float64))


def _median(values: np.ndarray) -> float:
    return float(np.nanmedian(values)) if not np.isnan(values).all() else float("nan")
