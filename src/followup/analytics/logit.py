"""Regressions that learn from past orders: the chance of ordering at all, and how many orders."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .purchases import Floats

RIDGE = 1.0  # weight of the prior that a feature says nothing, as one customer would have
_ROUNDS = 50
_SETTLED = 1e-7
_FARTHEST = 30.0  # of a linear score: e^30 is beyond any chance or number of orders


@dataclass(frozen=True, slots=True)
class Learnt:
    """A regression: what the features say, each less its `middle` and by its `spread`, weighed and added up."""

    weights: Floats
    middle: Floats
    spread: Floats

    def scores(self, features: Floats) -> Floats:
        """The linear scores (n,) of rows of features (n, k)."""
        return self.weights[0] + ((features - self.middle) / self.spread) @ self.weights[1:]


type _Expecting = Callable[[Floats], tuple[Floats, Floats]]


def chance_of_ordering(features: Floats, ordered: Floats, *, counts_for: Floats) -> Learnt:
    """The logit of ordering at all: rows (n, k), 1 or 0 for each (n,), and how much each row counts for (n,)."""
    share = np.average(ordered, weights=counts_for)
    return _learn(features, ordered, counts_for, start=np.log(share / (1 - share)), expecting=_chance)


def orders_to_come(features: Floats, orders: Floats, *, counts_for: Floats) -> Learnt:
    """The logarithm of how many orders to expect (Poisson), from rows of features and what followed them."""
    return _learn(
        features,
        orders,
        counts_for,
        start=np.log(np.average(orders, weights=counts_for)),
        expecting=_number,
    )


def log_chance(scores: Floats) -> Floats:
    """The logarithm of the chance that a logit tells."""
    return -np.logaddexp(0, -scores)


def _chance(scores: Floats) -> tuple[Floats, Floats]:
    chance = 1 / (1 + np.exp(-scores))
    return chance, chance * (1 - chance)


def _number(scores: Floats) -> tuple[Floats, Floats]:
    number = np.exp(scores)
    return number, number


def _learn(
    features: Floats, then: Floats, counts_for: Floats, *, start: float, expecting: _Expecting
) -> Learnt:
    """Newton's steps (iteratively reweighted least squares) to the highest posterior; none is longer than 1."""
    middle = np.average(features, axis=0, weights=counts_for)
    spread = np.sqrt(np.average((features - middle) ** 2, axis=0, weights=counts_for))
    spread = np.where(spread > 0, spread, 1.0)
    rows = np.column_stack([np.ones(len(features)), (features - middle) / spread])
    prior = np.diag([0.0] + [RIDGE] * features.shape[1])
    weights = np.zeros(rows.shape[1])
    weights[0] = start
    for _ in range(_ROUNDS):
        expected, curve = expecting(np.clip(rows @ weights, -_FARTHEST, _FARTHEST))
        slope = rows.T @ (counts_for * (then - expected)) - prior @ weights
        step = np.linalg.solve((rows * (counts_for * curve)[:, None]).T @ rows + prior, slope)
        weights += step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < _SETTLED:
            break
    return Learnt(weights, middle, spread)
