"""Orders to come from a customer who is still one and may leave after any of them.

Without leaving, the orders of the time ahead would follow a negative binomial distribution; the order after which the
customer leaves follows a beta-geometric one, and knows nothing of the first. The fewer of the two is what comes: so the
chance of k orders or more is the product of two simple chances, and nothing has to be drawn by lot.
"""

from dataclasses import dataclass

import numpy as np

from followup.analytics.purchases import Floats, Ints

from .quadrature import beta_points
from .scientific import special

_BY_STEPS = 64  # orders up to which the chances are worked out one from the other
_MANY = 2.0**40
_ENOUGH = ((16, 2.0), (32, 30.0))  # points, and the span for which they give ten digits
_MOST_POINTS = 128
_LEVEL = 1e-5  # below, a slope is told from its limit: the difference has lost its digits


@dataclass(frozen=True, slots=True)
class Ahead:
    """Customers looked at a time ahead, columns (n,): pace gamma(shape, ·), chance of leaving beta(a, stayed).

    span: the weeks ahead as a part of the weeks that tell of the pace. alive: the chance that a customer still is one.
    """

    shape: Floats
    span: Floats
    a: float
    stayed: Floats
    alive: Floats


def mean(shape: Floats, span: Floats, *, a: float, stayed: Floats, which: Ints) -> Floats:
    """Mean of the orders to come of customers who are still there; `stayed[which]` is each one's."""
    chances, weights = beta_points(a, stayed, points=_points(span))
    p = chances[which]
    return np.einsum("ij,ij->i", -np.expm1(-shape[:, None] * np.log1p(p * span[:, None])) / p, weights[which])


def mean_square(shape: Floats, span: Floats, *, a: float, stayed: Floats, which: Ints) -> Floats:
    """Mean of the squares of these orders."""
    chances, weights = beta_points(a, stayed, points=_points(span))
    p, k, z = chances[which], shape[:, None], span[:, None]
    none = -k * np.log1p(p * z)
    of_each = -np.expm1(none) / p
    slope = np.where(
        p * k * z < _LEVEL, k * (k + 1) * z**2 / 2, (of_each - k * z * np.exp(none) / (1 + p * z)) / p
    )
    return np.einsum("ij,ij->i", of_each + 2 * (1 - p) * slope, weights[which])


def _points(span: Floats) -> int:
    """Points that a mean needs: the longer the time ahead is beside what is known, the more."""
    farthest = span.max(initial=0)
    return next((points for points, far in _ENOUGH if farthest <= far), _MOST_POINTS)


def at_most(ahead: Ahead, tail: float) -> Ints:
    """The number of orders of each customer that is exceeded with a chance of no more than `tail`."""
    found = np.zeros(len(ahead.alive), dtype=np.int64)
    who = np.flatnonzero(ahead.alive > tail)
    none = np.exp(-ahead.shape[who] * np.log1p(ahead.span[who]))
    more, stays = 1 - none, ahead.alive[who]
    for k in range(_BY_STEPS):
        goes_on = more * stays > tail
        who, none, more, stays = who[goes_on], none[goes_on], more[goes_on], stays[goes_on]
        if not len(who):
            return found
        found[who] = k + 1
        span, stayed = ahead.span[who], ahead.stayed[who]
        none = none * (ahead.shape[who] + k) / (k + 1) * (span / (1 + span))
        more, stays = more - none, stays * (stayed + k) / (ahead.a + stayed + k)
    found[who] = _by_halving(_of(ahead, who), tail)
    return found


def _by_halving(ahead: Ahead, tail: float) -> Ints:
    """The same for customers with many orders to come."""
    low = np.full(len(ahead.alive), float(_BY_STEPS) - 1)
    high = np.full(len(ahead.alive), _MANY)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        exceeds = _chance_of(middle + 1, ahead) > tail
        low, high = np.where(exceeds, middle, low), np.where(exceeds, high, middle)
    return high.astype(np.int64)


def _chance_of(orders: Floats, ahead: Ahead) -> Floats:
    """The chance of so many orders or more."""
    paced = special.betainc(orders, ahead.shape, ahead.span / (1 + ahead.span))
    still = special.betaln(ahead.a, ahead.stayed + orders - 1) - special.betaln(ahead.a, ahead.stayed)
    return ahead.alive * paced * np.exp(still)


def _of(ahead: Ahead, who: Ints) -> Ahead:
    return Ahead(ahead.shape[who], ahead.span[who], ahead.a, ahead.stayed[who], ahead.alive[who])
