"""Rankers: each gives every customer of a look a score, higher for those more likely to order again."""

import numpy as np

from .looking import Look
from .purchases import Floats


def frequency(known: Look) -> Floats:
    """How often they came back."""
    return known.seen.repeats.astype(np.float64)


def recency(known: Look) -> Floats:
    """How late their last order is."""
    return known.last_day.astype(np.float64)


def rank_average(known: Look) -> Floats:
    """The mean of their places by frequency and by recency, between 0 and 1."""
    return mean_place(frequency(known), recency(known))


def mean_place(*scores: Floats) -> Floats:
    """The mean of the places that several scores give, between 0 and 1; equals share a place."""
    count = max(len(scores[0]), 1)
    return np.mean([places(each) / count for each in scores], axis=0)


def places(values: Floats) -> Floats:
    """The place of each value among all, 1 for the smallest; equals share the mean of their places."""
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2)[which]
