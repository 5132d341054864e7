"""Occasions for thanks: which of a customer's orders it is, and which anniversary it is the first one after."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple


class Occasion(NamedTuple):
    """The order's place among the days with orders, from 1; `years` is 0 where an earlier order has had that year."""

    number: int
    years: int = 0


def order_days(
    orders: Iterable[tuple[datetime, str | None]], day_of: Callable[[datetime], date]
) -> tuple[int, ...]:
    """The days of orders, as the owner's wall shows them, from their moments and numbers.

    What mail and a file tell of under one number is one order.
    """
    first: dict[object, datetime] = {}
    for place, (at, number) in enumerate(orders):
        key = number or place
        first[key] = min(at, first.get(key, at))
    return tuple(sorted({day_of(at).toordinal() for at in first.values()}))


def occasion(days: Sequence[int], day: int) -> Occasion:
    """Which occasion the order of a day is; `days` are those with orders as ordinals, each once, oldest first."""
    number = bisect_right(days, day)
    if number < 2:
        return Occasion(number)
    years = _full_years(days[0], days[number - 1])
    return Occasion(number, years if years > _full_years(days[0], days[number - 2]) else 0)


def _full_years(first: int, later: int) -> int:
    begun, day = date.fromordinal(first), date.fromordinal(later)
    return day.year - begun.year - ((day.month, day.day) < (begun.month, begun.day))
