"""Who buys again: every customer in order of how likely they are to, with what is expected of them and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .choosing import choose
from .forecasting import forecast
from .looking import Look, look
from .purchases import Floats, Ints, Purchases
from .rankers import rank_average
from .timing import habits
from .trials import Trial

__all__ = ["Interval", "Ranked", "Trial", "rank"]

#: The share of customers who are called likely to buy again.
LIKELY = 0.2


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the bounds that hold it in 8 of 10 cases."""

    of: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """All customers, most likely to order again first; columns are (n,), days count from 1970-01-01.

    orders: days with orders. gap: median days between them, NaN before two gaps and where they are no habit;
    next_day: last_day and a gap later.
    expected and worth: orders within `days` and their money, with 80 % intervals, NaN where the data cannot tell.
    """

    customer: Ints
    orders: Ints
    first_day: Ints
    last_day: Ints
    gap: Floats
    next_day: Floats
    expected: Floats
    expected_low: Floats
    expected_high: Floats
    worth: Floats
    worth_low: Floats
    worth_high: Floats
    is_likely: NDArray[np.bool_]
    ranker: str
    sentence: str
    trials: tuple[Trial, ...] = ()
    total: Interval | None = None
    model: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.customer)


def rank(bought: Purchases, *, day: int, days: int = 90) -> Ranked:
    """The customers as they look at the end of a day, those most likely to order within the `days` after it first."""
    known = look(bought, day=day, days=days)
    choice = choose(known)
    scores = choice.ranker.scores(known)
    order = _order(known, rank_average(known) if scores is None else scores)
    ahead, usual = forecast(known), habits(known)
    return Ranked(
        customer=known.seen.customer[order],
        orders=known.orders[order],
        first_day=known.first_day[order],
        last_day=known.last_day[order],
        gap=usual.gap[order],
        next_day=usual.next_day[order],
        expected=ahead.orders.of[order],
        expected_low=ahead.orders.low[order],
        expected_high=ahead.orders.high[order],
        worth=ahead.worth.of[order],
        worth_low=ahead.worth.low[order],
        worth_high=ahead.worth.high[order],
        is_likely=np.arange(len(known)) < np.ceil(LIKELY * len(known)),
        ranker=choice.ranker.name,
        sentence=f"{choice.sentence} {ahead.sentence}".strip(),
        trials=choice.trials,
        total=Interval(ahead.total.of, ahead.total.low, ahead.total.high) if ahead.total else None,
        model=ahead.model,
        parameters=ahead.parameters,
    )


def _order(known: Look, scores: Floats) -> Ints:
    """Places of the customers, best score first; equals by the later order, by more orders, by the smaller id."""
    return np.lexsort((known.seen.customer, -known.orders, -known.last_day, -scores))
