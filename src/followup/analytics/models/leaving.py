"""Customers who order at a pace of their own and may leave for good after any order (the beta-geometric models).

Paces differ between customers by a gamma distribution (r, alpha), the chance of leaving by a beta distribution (a, b).
A customer has had `chances` to leave without taking one if still there: in BG/NBD one after each repeat order, in
MBG/NBD one more, after the first order of all. That is the whole difference between the two.
"""

import numpy as np
from scipy import special

from ..purchases import Floats, Summary
from .cells import Cells
from .fitting import Scores


def scores(logs: Floats, seen: Cells, *, extra: int) -> Scores:
    """The likelihood of each history and its slopes; `extra` is 1 where the first order of all is a chance to leave."""
    r, alpha, a, b = np.exp(logs)
    chances = seen.counts + extra
    orders = r + seen.repeats
    fade, stays, shrink = _staying(orders, seen.last, seen.age, alpha=alpha)
    left = log_odds_of_leaving(chances, a=a, b=b)[seen.which]
    both = np.logaddexp(stays, left)
    alive = np.exp(stays - both)
    head = _gamma_ratio(r, seen.counts) + _gamma_ratio(b, chances) - _gamma_ratio(a + b, chances)
    likelihood = head[seen.which] + r * np.log(alpha) - orders * fade + both
    of_all = _digamma_ratio(a + b, chances)
    by_a = -of_all[seen.which] + (1 - alive) / a
    by_b = (_digamma_ratio(b, chances) - of_all)[seen.which] - _per(1 - alive, b + chances[seen.which] - 1)
    by_r = _digamma_ratio(r, seen.counts)[seen.which] + np.log(alpha) - fade + alive * stays / orders
    by_alpha = r / alpha - orders / (alpha + seen.last) + alive * orders * shrink
    return Scores(likelihood, np.stack([r * by_r, alpha * by_alpha, a * by_a, b * by_b]))


def log_odds_of_leaving(chances: Floats, *, a: float, b: float) -> Floats:
    """How much likelier it was to leave at the last order than to stay on, before time without orders is looked at."""
    some = np.maximum(chances, 1)
    return np.where(chances > 0, np.log(a) - np.log(b + some - 1), -np.inf)


def chance_alive(seen: Summary, *, chances: Floats, of: tuple[float, float, float, float]) -> Floats:
    """How likely each customer is still one; `of` are r, alpha, a and b."""
    r, alpha, a, b = of
    _, stays, _ = _staying(r + seen.repeats, seen.last, seen.age, alpha=alpha)
    return special.expit(stays - log_odds_of_leaving(chances, a=a, b=b))


def _staying(orders: Floats, last: Floats, age: Floats, *, alpha: float) -> tuple[Floats, Floats, Floats]:
    """log(alpha + last), the logarithm of the chance of no order since the last by one who stayed, and its slope by alpha for one order."""
    fade = np.log(alpha + last)
    quiet = np.log1p((age - last) / (alpha + last))
    return fade, -orders * quiet, 1 / (alpha + last) - 1 / (alpha + age)


def _gamma_ratio(start: float, steps: Floats) -> Floats:
    return special.gammaln(start + steps) - special.gammaln(start)


def _digamma_ratio(start: float, steps: Floats) -> Floats:
    return special.psi(start + steps) - special.psi(start)


def _per(part: Floats, whole: Floats) -> Floats:
    """One by the other, 0 where nothing is shared out."""
    return np.divide(part, whole, out=np.zeros_like(part), where=part > 0)
