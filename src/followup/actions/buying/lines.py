"""What the facts of a workspace say of its orders, as columns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from followup.analytics.purchases import Floats, Ints
from followup.models.buyer_queries import order_lines

A_DAY = 86_400
#: Clocks are changed at a half hour of UTC at the earliest: all moments of one share a difference.
HALF_HOUR = 1800
#: Of an order whose number nobody told.
NO_NUMBER = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Facts about orders; columns (n,), by contact and time.

    at: seconds since 1970. amount: never negative, NaN where nothing is said. currency: its place in a list that
    begins with “”. number: the same for the same number, NO_NUMBER for none. is_back: goods or money that went back.
    """

    fact: Ints
    contact: Ints
    at: Ints
    amount: Floats
    currency: Ints
    number: Ints
    is_back: np.ndarray

    def where(self, which: np.ndarray) -> "Lines":
        """Some of the lines: those of a mask, or at these places."""
        return Lines(
            self.fact[which], self.contact[which], self.at[which], self.amount[which], self.currency[which],
            self.number[which], self.is_back[which],
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.fact)


def lines_of(workspace: int) -> tuple[Lines, tuple[str, ...]]:
    """All lines of a workspace, and the currencies that they name."""
    currencies: dict[str, int] = {"": 0}
    parts = [_columns(rows, currencies) for rows in order_lines(workspace)]
    empty = _columns((), currencies)
    columns = [np.concatenate(each) for each in zip(empty, *parts, strict=True)]
    lines = Lines(*columns)
    return lines.where(np.lexsort((lines.fact, lines.at, lines.contact))), tuple(currencies)


def days_there(at: Ints, timezone: str) -> Ints:
    """The day, counted from 1970-01-01, on which each moment fell in a time zone."""
    spans, which = np.unique(at // HALF_HOUR, return_inverse=True)
    zone = ZoneInfo(timezone)
    shift = np.array([_shift(int(span) * HALF_HOUR, zone) for span in spans], dtype=np.int64)
    return (at + shift[which]) // A_DAY if len(at) else at


def _columns(rows: Sequence[tuple], currencies: dict[str, int]) -> tuple[np.ndarray, ...]:
    fact, contact, kind, at, amount, currency, number = zip(*rows, strict=True) if rows else ((),) * 7
    money = np.array([_amount(told) for told in amount], dtype=np.float64)
    is_back = np.array([each == "returned" for each in kind], dtype=bool)
    return (
        np.array(fact, dtype=np.int64),
        np.array(contact, dtype=np.int64),
        np.array(at, dtype=np.int64),
        np.abs(money),
        np.array([_place(told, currencies) for told in currency], dtype=np.int64),
        np.array([hash(told) if told else NO_NUMBER for told in number], dtype=np.int64),
        is_back | (money < 0),
    )


def _amount(told: object) -> float:
    """An amount as a source keeps it; NaN for none, and for what is no number."""
    if told is None or told == "":
        return math.nan
    try:
        amount = float(str(told))
    except ValueError:
        return math.nan
    return amount if math.isfinite(amount) else math.nan


def _place(currency: str | None, currencies: dict[str, int]) -> int:
    name = currency.strip().upper()[:3] if currency else ""
    return currencies.setdefault(name, len(currencies))


def _shift(seconds: int, zone: ZoneInfo) -> float:
    offset = datetime.fromtimestamp(seconds, UTC).astimezone(zone).utcoffset()
    return offset.total_seconds() if offset else 0
