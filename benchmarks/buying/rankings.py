"""Each ranker on each history: what it reached on what came, and which one the back-test chose without seeing that."""

from dataclasses import dataclass

import numpy as np

from benchmarks.buying.histories import History
from followup.analytics.looking import Look, look
from followup.analytics.purchases import Floats, Purchases
from followup.analytics.quality import quality
from followup.analytics.rankers import RANKERS
from followup.analytics.ranking import Interval, Ranked, rank


@dataclass(frozen=True, slots=True)
class Reached:
    """AUC and top share on what came."""

    auc: float
    top_share: float


@dataclass(frozen=True, slots=True)
class Table:
    """What the rankers reached, by name, the one that was chosen, and orders of all: expected, by the plain rate, and placed."""

    history: History
    customers: int
    came_back: float
    reached: dict[str, Reached]
    ranked: Ranked
    by_rate: float
    placed: int

    @property
    def chosen(self) -> Reached:
        """What the chosen ranker reached."""
        return self.reached[self.ranked.ranker]

    @property
    def total(self) -> Interval | None:
        """The orders that were expected of all."""
        return self.ranked.total


def table(history: History) -> Table:
    """The rankers on one history."""
    bought = history.bought()
    day = int(bought.day.min()) + history.seen
    known = look(bought, day=day, days=history.days)
    orders = placed(bought, known)
    scores = {each.name: each.scores(known) for each in RANKERS if each.customers <= len(known)}
    return Table(
        history=history,
        customers=len(known),
        came_back=float((orders > 0).mean()),
        reached={name: _reached(each, orders) for name, each in scores.items() if each is not None},
        ranked=rank(bought.until(day), day=day, days=history.days),
        by_rate=by_rate(known),
        placed=int(orders.sum()),
    )


def placed(bought: Purchases, known: Look) -> Floats:
    """On how many days each customer of a look then ordered."""
    then = bought.between(known.day, known.day + known.days)
    who = then.customer[np.isin(then.customer, known.seen.customer)]
    place = np.searchsorted(known.seen.customer, who)
    return np.bincount(place, minlength=len(known)).astype(np.float64)


def by_rate(known: Look) -> float:
    """The orders of all if each went on as before: repeat orders by the days since the first."""
    age = np.maximum(known.day - known.first_day, 1)
    return float((known.seen.repeats / age).sum() * known.days)


def _reached(scores: Floats, orders: Floats) -> Reached:
    found = quality(scores, orders)
    return Reached(found.auc, found.top_share)
