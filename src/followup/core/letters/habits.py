"""How often somebody orders, in the words of a letter."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .counting import number_word

#: From how many days on one speaks in this unit, its days, and its word; the longest first.
UNITS = ((700, 365.25, "year"), (77, 30.44, "month"), (13, 7.0, "week"), (0, 1.0, "day"))
#: From two gaps on the middle one says something of a habit.
ENOUGH_GAPS = 2
#: Half of the gaps may lie so far from the middle one, as a share of it; where they lie farther off, nothing is usual.
EVEN = 0.5


def usual_gap(days: Sequence[int]) -> str:
    """“six weeks” for somebody whose days with orders (ordinals, oldest first) are mostly so far apart; "" before two gaps
    and where the days between are now few, now many."""
    gaps = [later - earlier for earlier, later in pairwise(days)]
    if len(gaps) < ENOUGH_GAPS:
        return ""
    usual = median(gaps)
    is_even = median(abs(gap - usual) for gap in gaps) <= EVEN * usual
    return span(usual) if is_even else ""


def span(days: float) -> str:
    """“ten days”, “a week”, “four months”."""
    size, word = next((size, word) for least, size, word in UNITS if days >= least)
    count = max(round(days / size), 1)
    return f"a {word}" if count == 1 else f"{number_word(count)} {word}s"
