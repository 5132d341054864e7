"""Earlier looks at the same customers, with what they ordered then: what there is to learn from and to be measured by."""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from .looking import Look, look
from .purchases import Floats

MOST = 6
#: The time ahead that is looked at is at most this part of the history there is.
PART = 3


@dataclass(frozen=True, slots=True)
class Past:
    """How the customers looked at the end of an earlier day, and on how many days each ordered in the `days` after it, (n,)."""

    known: Look
    orders: Floats


def pasts(known: Look, *, after: float) -> tuple[Past, ...]:
    """Looks from at least so many days after the first order on, the newest first; each ends half a time ahead before the next.

    The last of them ends with the last order known: an old file is not held against its customers.
    """
    if not len(known):
        return ()
    first, end = int(known.bought.day.min()), int(known.bought.day.max())
    days = days_ahead(first, end, at_most=known.days)
    if days < 1:
        return ()
    earliest = first + int(np.ceil(after))
    cuts = range(end - days, earliest - 1, -max(days // 2, 1))
    return tuple(_past(known, day=day, days=days) for day in islice(cuts, MOST))


def days_ahead(first: int, last: int, *, at_most: int) -> int:
    """The time ahead to look at in the past, where orders go from the first day to the last."""
    return min(at_most, (last - first) // PART)


def _past(known: Look, *, day: int, days: int) -> Past:
    before = look(known.bought, day=day, days=days)
    then = known.bought.between(day, day + days)
    place = np.searchsorted(before.seen.customer, then.customer)
    place = np.minimum(place, len(before) - 1)
    is_known = before.seen.customer[place] == then.customer
    return Past(before, np.bincount(place[is_known], minlength=len(before)).astype(np.float64))
