"""Rankers: each gives every customer of a look a score, higher for those more likely to order again.

The chance of being “alive” is no ranker: who ordered once, long ago, comes out as surely alive (AUC .32 on public orders).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import features
from .forecasting import fitted
from .learning import learnt_scores
from .looking import Look
from .models.fitting import CannotTell
from .places import mean_place
from .purchases import WEEK, Floats
from .timing import even_gap


@dataclass(frozen=True, slots=True)
class Ranker:
    """A way to rank: its name, what it goes by in the user's words, its scores (None where it cannot tell), and from how
    many customers on it is tried."""

    name: str
    goes_by: str
    scores: Callable[[Look], Floats | None]
    customers: int = 1


def frequency(known: Look) -> Floats:
    """How often they came back."""
    return known.seen.repeats.astype(np.float64)


def recency(known: Look) -> Floats:
    """How late their last order is."""
    return known.last_day.astype(np.float64)


def rank_average(known: Look) -> Floats:
    """The mean of their places by frequency and by recency, between 0 and 1."""
    return mean_place(frequency(known), recency(known))


def own_interval(known: Look) -> Floats:
    """How soon by their own gap, less for each gap that has passed beyond the first without an order."""
    gap = even_gap(known)
    since = known.day - known.last_day
    return -np.log(gap) - np.maximum(since / gap - 1, 0)


def expected_orders(known: Look) -> Floats | None:
    """The orders that a model of the customers leads to expect."""
    model = fitted(known)
    return None if isinstance(model, CannotTell) else model.expected(known.seen, known.days / WEEK)


def expected_and_recency(known: Look) -> Floats | None:
    """The mean of their places by the orders to be expected and by recency."""
    expected = expected_orders(known)
    return None if expected is None else mean_place(expected, recency(known))


def learnt(known: Look) -> Floats | None:
    """What earlier looks teach about how often, how lately, how long and for how much they ordered."""
    return learnt_scores(known, features.plain)


def learnt_rhythm(known: Look) -> Floats | None:
    """What earlier looks teach about how often and how lately they ordered, and about their own gaps."""
    return learnt_scores(known, features.rhythm)


RANK_AVERAGE = Ranker("rank-average", "how often and how lately they ordered", rank_average)
LEARNT = Ranker("learnt", "what your earlier orders teach about who comes back", learnt, customers=1000)
RANKERS = (
    RANK_AVERAGE,
    Ranker("frequency", "how often they ordered", frequency),
    Ranker("recency", "how lately they ordered", recency),
    Ranker("own-interval", "each customer's own rhythm", own_interval),
    Ranker("expected-orders", "the orders that a model expects of them", expected_orders, customers=100),
    Ranker(
        "expected-and-recency",
        "the orders that a model expects of them and how lately they ordered",
        expected_and_recency,
        customers=100,
    ),
    LEARNT,
    Ranker(
        "learnt-rhythm",
        "what your earlier orders teach about each customer's rhythm",
        learnt_rhythm,
        customers=1000,
    ),
)
