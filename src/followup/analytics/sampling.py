"""A part of the customers, drawn by their ids: the same each time, whatever order they come in."""

import numpy as np

from .looking import Look, look
from .purchases import Ints, Purchases

_WHOLE = 2.0**64


def sample(known: Look, most: int) -> Look:
    """About so many of the customers, all where there are no more."""
    if len(known) <= most:
        return known
    is_drawn = (_mixed(known.seen.customer) / _WHOLE < most / len(known))[known.whose]
    bought = known.bought
    drawn = Purchases(bought.customer[is_drawn], bought.day[is_drawn], bought.amount[is_drawn])
    return look(drawn, day=known.day, days=known.days)


def _mixed(ids: Ints) -> np.ndarray:
    """Numbers spread evenly over 64 bits, one for each id (the finisher of splitmix64)."""
    bits = ids.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
