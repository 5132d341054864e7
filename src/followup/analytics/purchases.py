"""Orders as columns, and what they say of each customer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

WEEK = 7


@dataclass(frozen=True, slots=True)
class Purchases:
    """Orders, those of one customer and day put together, sorted by customer and day.

    customer: ids as given, int64 (n,). day: days since 1970-01-01, int64 (n,). amount: money of that day less what went
    back, float64 (n,), NaN where no order of the day says.
    """

    customer: Ints
    day: Ints
    amount: Floats

    def until(self, day: int) -> "Purchases":
        """Those of a day and all before it."""
        return self._where(self.day <= day)

    def between(self, after: int, day: int) -> "Purchases":
        """Those later than one day, up to another and including it."""
        return self._where((self.day > after) & (self.day <= day))

    def _where(self, mask: NDArray[np.bool_]) -> "Purchases":
        return Purchases(self.customer[mask], self.day[mask], self.amount[mask])

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a day's look back says of each customer who bought by then; all columns (n,), customers ascending.

    repeats: days with orders after the first (x). last: weeks from the first order to the last (t_x). age: weeks from
    the first order to the day of looking (T). worth: mean amount of the repeat orders (z), NaN where none has one.
    """

    customer: Ints
    repeats: Ints
    last: Floats
    age: Floats
    worth: Floats

    def __len__(self) -> int:
        return len(self.customer)


def purchases(customer: Ints, day: Ints, amount: Floats) -> Purchases:
    """Orders in any sequence, put together by customer and day; an amount that is NaN counts only where others of the day say more."""
    order = np.lexsort((day, customer))
    who, when, money = customer[order], day[order], amount[order]
    begins = np.flatnonzero(_differs(who) | _differs(when))
    if not len(begins):
        return Purchases(who.astype(np.int64), when.astype(np.int64), money.astype(np.float64))
    told = np.add.reduceat(np.where(np.isnan(money), 0.0, money), begins)
    says = np.add.reduceat((~np.isnan(money)).astype(np.int64), begins) > 0
    return Purchases(
        who[begins].astype(np.int64), when[begins].astype(np.int64), np.where(says, told, np.nan)
    )


def summary(bought: Purchases, day: int) -> Summary:
    """The customers as they look at the end of a day; orders after it are not seen."""
    seen = bought.until(day)
    begins = np.flatnonzero(_differs(seen.customer))
    if not len(begins):
        nothing = np.empty(0)
        return Summary(seen.customer, seen.day, nothing, nothing, nothing)
    counts = np.diff(np.append(begins, len(seen)))
    first, last = seen.day[begins], seen.day[begins + counts - 1]
    is_repeat = np.ones(len(seen), dtype=bool)
    is_repeat[begins] = False
    told = is_repeat & ~np.isnan(seen.amount)
    money = np.add.reduceat(np.where(told, seen.amount, 0.0), begins)
    with np.errstate(invalid="ignore", divide="ignore"):
        worth = money / np.add.reduceat(told.astype(np.float64), begins)
    return Summary(seen.customer[begins], counts - 1, (last - first) / WEEK, (day - first) / WEEK, worth)


def _differs(column: Ints) -> NDArray[np.bool_]:
    """Where a value is another than the one before it."""
    return np.concatenate(([True], column[1:] != column[:-1])) if len(column) else np.empty(0, dtype=bool)
