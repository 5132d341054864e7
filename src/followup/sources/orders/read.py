"""Reading a file of orders: order by order, never more of it in memory than the orders that are still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from followup.core.orders import NO_LEGEND, LeftOut, Legend, Order
from followup.core.trouble import Mend, NotUnderstood
from followup.sources.tables import Row

from .book import Book, open_book
from .sheet import Sheet
from .shops import lacking, shop_of
from .together import together

SAMPLES = 3


def read_orders(
    data: bytes | BinaryIO, *, zone: tzinfo = UTC, legend: Legend = NO_LEGEND
) -> Iterator[Order | LeftOut | NotUnderstood]:
    """The orders in a file, one by one; a row that cannot be read is named by its line."""
    stream = BytesIO(data) if isinstance(data, bytes) else data
    try:
        book = open_book(stream, legend)
    except Mend as trouble:
        yield NotUnderstood(place="", sentence=str(trouble))
        return
    if missing := lacking(book.columns, legend):
        yield NotUnderstood(place="", sentence=not_a_book(book, missing))
        return
    sheet = Sheet(book, zone, legend)
    for rows in together(book.rows(), sheet.number):
        if isinstance(rows, NotUnderstood):
            yield rows
        else:
            yield from sheet.orders(rows)


def not_a_book(book: Book, missing: list[str]) -> str:
    """Why a table is not read as orders, and how to mend that."""
    there = ", ".join(f"“{name}”" for name in list(book.written.values())[:12])
    return (
        f"No column says {' or '.join(missing)}. The columns are {there or 'not named'}; "
        'say which is which, for example --map number="…" --map date="…" --map email="…".'
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: how it is written, its plain name, what it is taken for ("" for nothing), some of its cells."""

    written: str
    plain: str
    meaning: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A first look at a table: whose export it is ("" for nobody's), its columns, and what is missing to read it."""

    shop: str
    columns: tuple[Column, ...]
    missing: tuple[str, ...]


def glance(stream: BinaryIO, legend: Legend = NO_LEGEND) -> Glance:
    """What the columns of a file are taken for, with three samples of each; Mend where the file cannot be opened."""
    book = open_book(stream, legend)
    shop = shop_of(book.columns)
    taken = {
        name: meaning
        for meaning, names in reversed(shop.present(book.columns, legend).items())
        for name in names
    }
    first = [row for row in islice(book.rows(), 50) if isinstance(row, Row)]
    columns = tuple(
        Column(written, plain, taken.get(plain, ""), _samples(plain, first))
        for plain, written in book.written.items()
    )
    return Glance(shop.title, columns, tuple(lacking(book.columns, legend)))


def _samples(plain: str, rows: list[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[:60] for row in rows if (text := row.get(plain))))[:SAMPLES]
