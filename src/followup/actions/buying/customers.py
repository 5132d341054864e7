"""The row of each customer: what the orders say, and what the ranking made of them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from followup.analytics.purchases import Floats, Ints
from followup.analytics.ranking import Ranked
from followup.models.buyer_queries import items_of
from followup.models.buyer_rows import Row

from .book import Book
from .orders import Orders

MONTHS = 24


def rows_of(book: Book, ranked: Ranked, day: int, scale: Floats) -> dict[int, Row]:
    """The rows of a ranking made on a day, by contact, in the order of models.buyer_rows.COLUMNS."""
    seen = book.until(day)
    orders = seen.orders
    which = np.searchsorted(orders.contact, ranked.customer)
    last = (orders.begins + orders.counts - 1)[which]
    things = items_of(orders.lines.fact[last].tolist())
    worth = scale[orders.main[which]]
    columns = (
        ranked.customer.tolist(),
        range(1, len(ranked) + 1),
        ranked.is_likely.tolist(),
        ranked.orders.tolist(),
        np.bincount(orders.whose, weights=orders.came_back, minlength=len(orders.contact))[which]
        .astype(int)
        .tolist(),
        _moments(orders.lines.at[orders.begins[which]]),
        _moments(orders.lines.at[last]),
        _or_none(_spent(orders)[which], 2),
        [book.currencies[place] for place in orders.main[which].tolist()],
        _or_none(ranked.gap),
        _mornings(ranked.next_day, book.timezone),
        *(_or_none(each) for each in (ranked.expected, ranked.expected_low, ranked.expected_high)),
        *(_or_none(each * worth, 2) for each in (ranked.worth, ranked.worth_low, ranked.worth_high)),
        _months(seen, day, which),
        (things.get(contact, "") for contact in ranked.customer.tolist()),
    )
    return {row[0]: row for row in zip(*columns, strict=True)}


def _spent(orders: Orders) -> Floats:
    """What each customer spent less what went back; NaN where no order says."""
    amount = orders.lines.amount
    told = ~np.isnan(amount)
    customers = len(orders.contact)
    money = np.bincount(orders.whose, weights=np.where(told, amount, 0.0), minlength=customers)
    return np.where(np.bincount(orders.whose, weights=told, minlength=customers) > 0, money, np.nan)


def _months(seen: Book, day: int, which: Ints) -> list[str]:
    """Days with orders in each of the last months, the oldest first, as “0 0 1 …”."""
    whose, orders = seen.orders.whose, len(seen.orders.contact)
    pairs = (
        np.unique(np.stack([whose, seen.day], axis=1), axis=0) if len(whose) else np.empty((0, 2), np.int64)
    )
    ago = _month(np.array([day])) - _month(pairs[:, 1])
    recent = ago < MONTHS
    table = np.zeros((orders, MONTHS), dtype=np.int64)
    np.add.at(table, (pairs[recent, 0], MONTHS - 1 - ago[recent]), 1)
    return [" ".join(map(str, row)) for row in table[which].tolist()]


def _month(day: Ints) -> Ints:
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _moments(seconds: Ints) -> Iterator[datetime]:
    return (datetime.fromtimestamp(each, UTC) for each in seconds.tolist())


def _mornings(days: Floats, timezone: str) -> list[datetime | None]:
    """When each day begins there; None for an unknown one."""
    zone = ZoneInfo(timezone)
    known = {day: _morning(day, zone) for day in np.unique(days[~np.isnan(days)]).tolist()}
    return [known.get(day) for day in days.tolist()]


def _morning(day: float, zone: ZoneInfo) -> datetime:
    date = datetime(1970, 1, 1, tzinfo=UTC).date() + timedelta(days=round(day))
    return datetime.combine(date, time(), zone).astimezone(UTC)


def _or_none(column: Floats, places: int | None = None) -> list[float | None]:
    told: Iterable[float] = column.tolist()
    rounded = told if places is None else (each if each != each else round(each, places) for each in told)
    return [None if each != each else each for each in rounded]
