"""A table of orders whose columns have been recognised: its rows become orders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from itertools import islice

from followup.core.facts import Party
from followup.core.orders import LeftOut, Legend, Order
from followup.core.trouble import NotUnderstood
from followup.sources.amounts import currency, decimal_sign
from followup.sources.column_dates import Convention, convention, has_numbers, moment
from followup.sources.plain import one_line
from followup.sources.tables import Row, plain_name

from .book import Book
from .json_rows import BETWEEN
from .shops import shop_of
from .sums import Reckoning, Sums

#: So many rows show how a column writes its sums, and whether its dates need to be looked at from end to end.
A_LOOK = 1_000
YES = frozenset({"yes", "true", "y", "ja", "oui", "si", "sí", "x"})
NO = frozenset({"", "no", "false", "0", "n", "nein", "non", "none", "null", "-"})
NO_DATE = "“{cell}” is not a date that can be read; write it like 2026-03-31."
MAY_BE_EITHER = "may be day/month or month/day"
EITHER = (
    "“{cell}” " + MAY_BE_EITHER + "; say which (--day-first or --month-first), or write it like 2026-03-31."
)
#: Columns that name who is sent the goods.
TO_WHOM = re.compile(r"\b(ship|shipping|recipient|to)\b")
#: One exporter of WooCommerce writes “name:Bowl|product_id:7|quantity:2”.
NAMED = re.compile(r"^name:([^|]*)\|.*$")
IN_BRACKETS = re.compile(r"\(([^()\s]+)\)$")
MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Fate:
    """Whether an order came to nothing before it was sent, went back as a whole, or went back at all."""

    is_void: bool
    is_whole: bool
    is_back: bool


class Sheet:
    """The columns of one file and its ways of writing dates and sums."""

    def __init__(self, book: Book, zone: tzinfo, legend: Legend) -> None:
        self.shop = shop_of(book.columns)
        self._zone, self._unit = zone, book.unit
        self.columns = self.shop.present(book.columns, legend)
        look = [row for row in islice(book.rows(), A_LOOK) if isinstance(row, Row)]
        sign = "." if book.is_exact else decimal_sign(self.cell("amount", row) for row in look)
        self._sums = Reckoning(self.shop, self.columns["amount"], sign)
        self._dates = {each: self._convention(each, book, look, legend) for each in ("date", "delivered")}

    def cell(self, meaning: str, row: Row) -> str:
        """What a row says about this; "" where it says nothing."""
        for name in self.columns.get(meaning, ()):
            if said := " ".join(row.get(name).partition(BETWEEN)[0].split()):
                return said
        return ""

    def cells(self, meaning: str, row: Row) -> Iterator[str]:
        """All that a row says about this, where one place may hold several values."""
        for name in self.columns.get(meaning, ()):
            for text in row.get(name).split(BETWEEN):
                if said := " ".join(text.split()):
                    yield said

    def number(self, row: Row) -> str:
        """The order's number as people write it, without the sign before it."""
        return self.cell("number", row).lstrip("#").strip()[:200]

    def orders(self, rows: list[Row]) -> Iterator[Order | LeftOut | NotUnderstood]:
        """The order in its rows, or why there is none."""
        if self.shop.footer and any(
            _word(text).startswith(self.shop.footer) for text in rows[0].cells.values()
        ):
            return
        if left_out := self._left_out(rows):
            yield left_out
            return
        placed_at = self._moment("date", rows)
        trouble = self._trouble(rows, placed_at)
        if trouble or placed_at is None:
            raw = repr(dict(rows[0].cells)).encode("utf-8", "replace")
            yield NotUnderstood(place=f"{self._unit} {rows[0].line}", sentence=trouble, raw=raw)
            return
        yield self._order(rows, placed_at)

    def _convention(self, meaning: str, book: Book, look: list[Row], legend: Legend) -> Convention:
        """How a column writes its dates. Where its first rows are beyond doubt, the others are not looked through."""
        cells = (self.cell(meaning, row) for row in look)
        if legend.dates or not has_numbers(cells):
            return convention((), said=legend.dates, habit=self.shop.dates)
        everything = (self.cell(meaning, row) for row in book.rows() if isinstance(row, Row))
        return convention(everything, habit=self.shop.dates)

    def first(self, meaning: str, rows: list[Row]) -> str:
        """The first that any row of the order says about this."""
        if self.columns.get(meaning):
            for row in rows:
                if said := self.cell(meaning, row):
                    return said
        return ""

    def _says(self, meaning: str, rows: list[Row], *words: str) -> bool:
        said = _word(self.first(meaning, rows)).removeprefix("wc ")
        return any(said in self.shop.words[each] for each in words)

    def _left_out(self, rows: list[Row]) -> LeftOut | None:
        if self._is_test(rows):
            return LeftOut("test")
        return LeftOut("unpaid") if self._says("status", rows, "unpaid") else None

    def _is_test(self, rows: list[Row]) -> bool:
        said, live = (_word(self.first(each, rows)) for each in ("test", "live"))
        tags = {_word(each) for each in self.first("tags", rows).split(",")}
        # Shopify's gateway for trying things out is called “Bogus”.
        is_bogus = "bogus" in _word(self.first("gateway", rows))
        return said not in NO or live in ("test", "false") or is_bogus or bool({"test", "test order"} & tags)

    def _moment(self, meaning: str, rows: list[Row]) -> datetime | None:
        cell = self.first(meaning, rows)
        if not cell:
            return None
        if meaning == "date" and (clock := self.first("clock", rows)):
            cell = f"{cell} {clock}"
        return moment(cell, self._dates.get(meaning, self._dates["date"]), self._zone)

    def _trouble(self, rows: list[Row], placed_at: datetime | None) -> str:
        if not self.number(rows[0]):
            return "This row has no order number."
        if placed_at is None:
            cell = self.first("date", rows)
            return (EITHER if self._dates["date"].may_be_either(cell) else NO_DATE).format(cell=cell)
        who = self._who(rows)
        if not who.address and not who.name:
            return "This row names no customer."
        return ""

    def _order(self, rows: list[Row], placed_at: datetime) -> Order:
        code = currency(self.first("currency", rows), self.first("amount", rows))
        sums = self._sums.of(rows, code, self)
        delivered_at = self._moment("delivered", rows)
        fate = self._fate(rows, sums, is_sent=delivered_at is not None)
        return Order(
            number=self.number(rows[0]),
            who=self._who(rows),
            placed_at=placed_at,
            delivered_at=delivered_at,
            amount=sums.paid,
            currency=code,
            items=self._items(rows),
            organisation=self.first("organisation", rows)[:200],
            shop=self.shop.name if self.shop.title else "",
            customer=self._customer(rows),
            returned=sums.back if sums.back or not fate.is_whole else sums.paid,
            returned_at=self._returned_at(rows) or delivered_at or placed_at if fate.is_back else None,
            is_gift=self._is_gift(rows),
            is_void=fate.is_void,
            is_return=sums.is_return,
        )

    def _fate(self, rows: list[Row], sums: Sums, *, is_sent: bool) -> Fate:
        """What became of an order: kept, partly or wholly given back, or come to nothing before it was sent."""
        is_cancelled = _word(self.first("cancelled", rows)) not in NO or self._says(
            "status", rows, "cancelled"
        )
        is_back = self._says("status", rows, "refunded") or _word(self.first("refunded", rows)) in YES
        is_whole = is_cancelled or is_back or sums.is_all_back
        is_sent = is_sent or self._says("sent", rows, "sent") or self._says("status", rows, "sent")
        tells = bool(self.columns["delivered"] or self.columns["sent"])
        is_void = is_whole and not is_sent and not sums.is_return and (is_cancelled or tells)
        return Fate(is_void, is_whole, is_back=(is_whole or bool(sums.back)) and not is_void)

    def _who(self, rows: list[Row]) -> Party:
        address = self.first("email", rows)
        return Party(self._name(rows)[:200], address[:320] if "@" in address else "")

    def _name(self, rows: list[Row]) -> str:
        spelled = f"{self.first('first', rows)} {self.first('last', rows)}".strip()
        if spelled:
            return spelled
        # Who is sent a gift is not the customer.
        names = [each for each in self.columns["name"] if not (TO_WHOM.search(each) and self._is_gift(rows))]
        said = next((text for name in names for row in rows if (text := one_line(row.get(name)))), "")
        return said or (self._customer(rows) if self.shop.usernames else "")

    def _customer(self, rows: list[Row]) -> str:
        """The shop's own name for the customer; of “Ann Lee (ann99)” that is ann99."""
        said = self.first("customer", rows)
        return (found[1] if (found := IN_BRACKETS.search(said)) else said)[:150]

    def _is_gift(self, rows: list[Row]) -> bool:
        tags = {_word(each) for each in self.first("tags", rows).split(",")}
        said = _word(self.first("gift", rows))
        return said not in NO or "gift" in tags or "gift" in _word(self.first("notes", rows)).split()

    def _items(self, rows: list[Row]) -> tuple[str, ...]:
        said = (NAMED.sub(r"\1", text)[:300] for row in rows for text in self.cells("items", row))
        return tuple(dict.fromkeys(said))[:MOST_ITEMS]

    def _returned_at(self, rows: list[Row]) -> datetime | None:
        told = self._moment("refunded_at", rows) or self._moment("cancelled", rows)
        return told or next(
            (at for row in rows if self._sums.is_back(row, self) and (at := self._moment("date", [row]))),
            None,
        )


#: The same few words stand in thousands of rows.
_word = lru_cache(maxsize=5_000)(plain_name)
