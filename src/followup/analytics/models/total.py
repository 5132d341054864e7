"""A sum with the bounds that hold it."""

from dataclasses import dataclass

from .scientific import special


@dataclass(frozen=True, slots=True)
class Band:
    """What is to be expected, and the bounds that hold it in the share of cases that was asked for."""

    of: float
    low: float
    high: float


def band(mean: float, variance: float, *, share: float) -> Band:
    """The bounds of a gamma distribution with this mean and variance: never below 0, and the normal's where the mean is large."""
    if not mean > 0 or not variance > 0:
        return Band(max(mean, 0.0), max(mean, 0.0), max(mean, 0.0))
    shape, scale = mean**2 / variance, variance / mean
    low, high = (float(special.gammaincinv(shape, (1 + side * share) / 2)) * scale for side in (-1, 1))
    return Band(mean, low, high)
