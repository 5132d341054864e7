"""Customers who order at a pace of their own and may leave for good at any moment (the likelihood of Pareto/NBD).

Paces differ by a gamma distribution (r, alpha), rates of leaving by another (s, beta). The published likelihood is a
difference of two hypergeometric functions, which loses all its digits for customers with many orders. The integral behind
it, over the moment of leaving, has nothing to lose: it is summed at points, and what each point weighs is at the same
time the chance that the customer left just then, from which the slopes follow.
"""

import numpy as np

from followup.analytics.purchases import Floats, Summary

from .cells import Cells
from .fitting import Scores
from .scientific import special

_PLACES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_NOTHING = 45.0  # e^-45 of the likelihood is left out
_BLOCK = 4_000  # histories looked at together: what a processor keeps at hand


def scores(logs: Floats, seen: Cells) -> Scores:
    """The likelihood of each history and its slopes by the logarithms of r, alpha, s and beta."""
    r, alpha, s, beta = (float(each) for each in np.exp(logs))
    orders: Floats = r + seen.repeats
    likelihood, slopes = np.empty(len(seen)), np.empty((4, len(seen)))
    for begin in range(0, len(seen), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        likelihood[block], slopes[:, block] = _integrated(
            orders[block], seen.last[block], seen.age[block], of=(alpha, s, beta)
        )
    counts = special.gammaln(r + seen.counts) - special.gammaln(r)
    likelihood += counts[seen.which] + r * np.log(alpha) + s * np.log(beta)
    slopes[0] += (special.psi(r + seen.counts) - special.psi(r) + np.log(alpha))[seen.which]
    slopes[1] += r / alpha
    slopes[2] += np.log(beta)
    slopes[3] += s / beta
    slopes *= np.array([[r], [alpha], [s], [beta]])
    return Scores(likelihood, slopes)


def chance_alive(seen: Summary, *, of: tuple[float, float, float, float]) -> Floats:
    """How likely each customer is still one; `of` are r, alpha, s and beta."""
    r, alpha, s, beta = of
    orders: Floats = seen.repeats.astype(np.float64) + r
    alive = np.empty(len(seen))
    for begin in range(0, len(seen), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        _, chances = _moments_of_leaving(
            orders[block], seen.last[block], seen.age[block], of=(alpha, s, beta)
        )
        top = chances.max(axis=1, keepdims=True)
        alive[block] = np.exp(chances[:, 0] - top[:, 0]) / np.exp(chances - top).sum(axis=1)
    return alive


def _integrated(
    orders: Floats, last: Floats, age: Floats, *, of: tuple[float, float, float]
) -> tuple[Floats, Floats]:
    """The likelihood but for what the number of orders decides, and its slopes by the parameters."""
    alpha, s, beta = of
    moments, chances = _moments_of_leaving(orders, last, age, of=of)
    top = chances.max(axis=1, keepdims=True)
    weight = np.exp(chances - top)
    whole = weight.sum(axis=1)
    weight /= whole[:, None]
    gone = weight.copy()
    gone[:, 0] = 0
    slopes = np.stack(
        [
            -(weight * np.log(alpha + moments)).sum(axis=1),
            -orders * (weight / (alpha + moments)).sum(axis=1),
            (1 - weight[:, 0]) / s - (weight * np.log(beta + moments)).sum(axis=1),
            -((s * weight + gone) / (beta + moments)).sum(axis=1),
        ]
    )
    return top[:, 0] + np.log(whole), slopes


def _moments_of_leaving(
    orders: Floats, last: Floats, age: Floats, *, of: tuple[float, float, float]
) -> tuple[Floats, Floats]:
    """Moments (m, 1 + points) and the logarithm of what each weighs: first today, for who is still there, then those of leaving.

    The points are even in the logarithm of the time since the last order, and end where nothing is left to be found.
    """
    alpha, s, beta = of
    near = min(alpha, beta) + last
    until = np.minimum(age - last, (alpha + last) * np.expm1(np.minimum(_NOTHING / orders, _NOTHING)))
    reach = np.log1p(until / near)[:, None] / 2
    far = reach * (1 + _PLACES)
    left = last[:, None] + near[:, None] * np.expm1(far)
    moments = np.concatenate([age[:, None], left], axis=1)
    chances = -orders[:, None] * np.log(alpha + moments) - s * np.log(beta + moments)
    with np.errstate(divide="ignore"):  # no time to leave in has no weight: its logarithm is minus infinity
        chances[:, 1:] += np.log(s * _WEIGHTS * near[:, None] * reach) + far - np.log(beta + left)
    return moments, chances
