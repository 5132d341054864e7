"""Order files of shops, read into orders: the rows of one order become one."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from itertools import groupby

from followup.core.facts import Party
from followup.core.orders import Order
from followup.core.trouble import Mend, NotUnderstood

from .amounts import amount, currency
from .column_dates import Reader, column_reader
from .plain import one_line
from .tables import ORDER_COLUMNS, Row, Table, column_of, read_table

#: An order that came to nothing is no order.
CAME_TO_NOTHING = frozenset({"cancelled", "canceled", "failed", "voided", "refunded", "trash", "storniert"})


def read_orders(data: bytes, *, zone: tzinfo = UTC) -> Iterator[Order | NotUnderstood]:
    """The orders in a table, one by one; a row that cannot be read is named by its line."""
    table = read_table(data)
    if table.trouble:
        yield NotUnderstood(place="", sentence=table.trouble)
    try:
        sheet = _Sheet(table, zone)
    except Mend as trouble:
        yield NotUnderstood(place="", sentence=str(trouble))
        return
    for rows in _by_number(table.rows, sheet):
        yield from sheet.order(rows)


def _by_number(rows: list[Row], sheet: "_Sheet") -> Iterator[list[Row]]:
    """The rows of each order together, in the order in which the orders first appear."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(sheet.number(row) or f"line {row.line}", row.line)
    places = sorted(rows, key=lambda row: first[sheet.number(row) or f"line {row.line}"])
    for _, group in groupby(places, key=lambda row: first[sheet.number(row) or f"line {row.line}"]):
        yield list(group)


class _Sheet:
    """A table whose columns have been recognised."""

    def __init__(self, table: Table, zone: tzinfo) -> None:
        self.columns = {meaning: column_of(meaning, table.columns) for meaning in ORDER_COLUMNS}
        self.placed_at = self._dates("date", table, zone)
        self.delivered_at = self._dates("delivered", table, zone)

    def _dates(self, meaning: str, table: Table, zone: tzinfo) -> Reader:
        name = self.columns[meaning]
        return column_reader(name, [row.get(name) for row in table.rows], zone)

    def cell(self, meaning: str, row: Row) -> str:
        """What a row says about this; "" where it says nothing."""
        return one_line(row.get(self.columns[meaning])) if self.columns[meaning] else ""

    def number(self, row: Row) -> str:
        """The order's number as people write it, without the sign before it."""
        return self.cell("number", row).lstrip("#").strip()

    def first(self, meaning: str, rows: list[Row]) -> str:
        """The first that any row of the order says about this."""
        return next((text for row in rows if (text := self.cell(meaning, row))), "")

    def order(self, rows: list[Row]) -> Iterator[Order | NotUnderstood]:
        """The order in its rows; nothing for one that was cancelled."""
        if self.first("cancelled", rows) or self.first("status", rows).casefold() in CAME_TO_NOTHING:
            return
        placed_at = self.placed_at(self.first("date", rows))
        trouble = self._trouble(rows, placed_at)
        if trouble or placed_at is None:
            raw = repr(dict(rows[0].cells)).encode("utf-8", "replace")
            yield NotUnderstood(place=f"line {rows[0].line}", sentence=trouble, raw=raw)
            return
        total = self.first("amount", rows)
        yield Order(
            number=self.number(rows[0])[:200],
            who=Party(self._name(rows)[:320], self.first("email", rows)[:320]),
            placed_at=placed_at,
            delivered_at=self.delivered_at(self.first("delivered", rows)),
            amount=amount(total),
            currency=currency(self.first("currency", rows), total),
            items=tuple(dict.fromkeys(text for row in rows if (text := self.cell("items", row)))),
            organisation=self.first("organisation", rows),
        )

    def _trouble(self, rows: list[Row], placed_at: datetime | None) -> str:
        if not self.number(rows[0]):
            return "This row has no order number."
        if placed_at is None:
            return f"“{self.first('date', rows)}” is not a date that can be read; write it like 2026-03-31."
        if not self.first("email", rows) and not self._name(rows):
            return "This row names no customer."
        return ""

    def _name(self, rows: list[Row]) -> str:
        spelled = f"{self.first('first', rows)} {self.first('last', rows)}".strip()
        return spelled or self.first("name", rows)
