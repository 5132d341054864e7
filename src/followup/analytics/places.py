"""Places of values among each other."""

import numpy as np

from .purchases import Floats


def places(values: Floats) -> Floats:
    """The place of each value among all, 1 for the smallest; equals share the mean of their places."""
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2)[which]


def mean_place(*scores: Floats) -> Floats:
    """The mean of the places that several scores give, between 0 and 1."""
    count = max(len(scores[0]), 1)
    return np.mean([places(each) / count for each in scores], axis=0)
