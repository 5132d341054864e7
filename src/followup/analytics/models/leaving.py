"""Customers who order at a pace of their own and may leave for good after any order (the beta-geometric models).

Paces differ between customers by a gamma distribution (r, alpha), the chance of leaving by a beta distribution (a, b).
A customer has had `chances` to leave without taking one if still there: in BG/NBD one after each repeat order, in
MBG/NBD one more, after the first order of all. That is the whole difference between the two.
"""

import numpy as np

from followup.analytics.purchases import Floats, Summary

from .cells import Cells
from .fitting import Scores
from .scientific import special


def scores(logs: Floats, seen: Cells, *, extra: int) -> Scores:
    """The likelihood of each history and its slopes; `extra` is 1 where the first order of all is a chance to leave."""
    r, alpha, a, b = np.exp(logs)
    chances, which = seen.counts + extra, seen.which
    orders = r + seen.repeats
    fade, quiet = _fading(seen.last, seen.age, alpha=alpha)
    stays, left = -orders * quiet, log_odds_of_leaving(chances, a=a, b=b)[which]
    both = np.logaddexp(stays, left)
    alive = np.exp(stays - both)
    likelihood = (
        _of_counts(seen.counts, chances, r=r, a=a, b=b)[which] + r * np.log(alpha) - orders * fade + both
    )
    slopes = np.empty((4, len(seen)))
    slopes[0] = (_digamma_ratio(r, seen.counts) + np.log(alpha))[which] - fade - alive * quiet
    slopes[1] = r / alpha - orders * ((1 - alive) / (alpha + seen.last) + alive / (alpha + seen.age))
    of_all = _digamma_ratio(a + b, chances)
    slopes[2] = (1 / a - of_all)[which] - alive / a
    slopes[3] = (_digamma_ratio(b, chances) - of_all)[which] - (1 - alive) * (1 / (b + _last_of(chances)))[
        which
    ]
    slopes *= np.array([[r], [alpha], [a], [b]])
    return Scores(likelihood, slopes)


def log_odds_of_leaving(chances: Floats, *, a: float, b: float) -> Floats:
    """How much likelier it was to leave at the last order than to stay on, before time without orders is looked at."""
    return np.where(chances > 0, np.log(a) - np.log(b + _last_of(chances)), -np.inf)


def chance_alive(seen: Summary, *, chances: Floats, of: tuple[float, float, float, float]) -> Floats:
    """How likely each customer is still one; `of` are r, alpha, a and b."""
    r, alpha, a, b = of
    _, quiet = _fading(seen.last, seen.age, alpha=alpha)
    return special.expit(-(r + seen.repeats) * quiet - log_odds_of_leaving(chances, a=a, b=b))


def _fading(last: Floats, age: Floats, *, alpha: float) -> tuple[Floats, Floats]:
    """What one order takes off the log-likelihood, and what the time without orders since the last takes off it."""
    fade = np.log(alpha + last)
    return fade, np.log(alpha + age) - fade


def _of_counts(counts: Floats, chances: Floats, *, r: float, a: float, b: float) -> Floats:
    """The part of the log-likelihood that the number of orders alone decides."""
    return _gamma_ratio(r, counts) + _gamma_ratio(b, chances) - _gamma_ratio(a + b, chances)


def _last_of(chances: Floats) -> Floats:
    """Chances not taken before the last; whoever had none never left, so that any number does."""
    return np.maximum(chances - 1, 0)


def _gamma_ratio(start: float, steps: Floats) -> Floats:
    return special.gammaln(start + steps) - special.gammaln(start)


def _digamma_ratio(start: float, steps: Floats) -> Floats:
    return special.psi(start + steps) - special.psi(start)
