"""When each customer usually orders: the usual gap, how regular it is, and the next expected day."""

from dataclasses import dataclass

import numpy as np

from .looking import Look
from .purchases import Floats, Ints

#: One gap says little of a habit; from two on there is a usual one.
ENOUGH_GAPS = 2
#: Half of the gaps may lie so far from the usual one, as a share of it; where they lie farther off, nothing is usual.
EVEN = 0.5
_DRAWN = 2


@dataclass(frozen=True, slots=True)
class Timing:
    """Columns (n,) of the customers of a look; NaN where there are fewer than two gaps.

    gap: median of the days between orders. spread: median distance of the gaps from it, as a share of it: 0 is clockwork.
    next_day: the last order's day and a usual gap later, which may have passed.
    """

    gap: Floats
    spread: Floats
    next_day: Floats


def habits(known: Look) -> Timing:
    """The timing of those who keep to their usual gap; NaN for everybody else."""
    usual = timing(known)
    is_even = usual.spread <= EVEN
    return Timing(*(np.where(is_even, each, np.nan) for each in (usual.gap, usual.spread, usual.next_day)))


def timing(known: Look) -> Timing:
    """When each customer ordered, however unevenly."""
    gaps, whose = _gaps(known)
    gap = _medians(2 * gaps, whose, known.seen.repeats) / 2
    with np.errstate(invalid="ignore"):
        away = np.nan_to_num(np.abs(2 * gaps - 2 * gap[whose]))
    spread = _medians(away.astype(np.int64), whose, known.seen.repeats) / 2 / gap
    return Timing(gap, spread, known.last_day + gap)


def usual_gap(known: Look) -> float:
    """The median of all days between two orders of one customer; NaN where nobody ordered twice."""
    gaps, _ = _gaps(known)
    return float(np.median(gaps)) if len(gaps) else float("nan")


def even_gap(known: Look) -> Floats:
    """Each customer's mean gap in days, drawn to the usual gap of all as if two more gaps had been that long."""
    usual = usual_gap(known)
    if np.isnan(usual):
        usual = float(max(known.days, 1))
    return ((known.last_day - known.first_day) + _DRAWN * usual) / (known.seen.repeats + _DRAWN)


def _gaps(known: Look) -> tuple[Ints, Ints]:
    """The days since the order before, for each order that has one, and the place of its customer."""
    since = np.diff(known.bought.day, prepend=0)
    has_one = np.ones(len(since), dtype=bool)
    has_one[known.begins] = False
    return since[has_one], known.whose[has_one]


def _medians(values: Ints, whose: Ints, count: Ints) -> Floats:
    """The median of each customer's values, whole numbers from 0 on; NaN below ENOUGH_GAPS."""
    wide = int(values.max(initial=0)) + 1
    # Customer and value in one number: sorting that is several times faster than sorting by two.
    in_order = np.sort(whose * wide + values) % wide
    begins = np.cumsum(count) - count
    enough = count >= ENOUGH_GAPS
    low = begins[enough] + (count[enough] - 1) // 2
    high = begins[enough] + count[enough] // 2
    medians = np.full(len(count), np.nan)
    medians[enough] = (in_order[low] + in_order[high]) / 2
    return medians
