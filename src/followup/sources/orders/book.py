"""Order books: a file of any form as rows of named cells, read anew as often as it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from followup.core.orders import Legend
from followup.core.trouble import NotUnderstood
from followup.sources.tables import Row, heading_of, likeliest_heading, rows_under

from . import json_rows, parquet_rows
from .shops import is_orders

type Rows = Iterator[Row | NotUnderstood]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A table's columns by their plain names, how they are written, and its rows from the first on.

    `unit` is what its rows are counted in (“line 4”). Numbers are `is_exact` where a program wrote them for programs.
    """

    columns: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[], Rows] = lambda: iter(())
    unit: str = "line"
    is_exact: bool = False


def form_of(first: bytes) -> str:
    """parquet, json or table, from the first bytes of a file."""
    if first.startswith(b"PAR1"):
        return "parquet"
    return "json" if json_rows.is_json(first) else "table"


def open_book(stream: BinaryIO, legend: Legend) -> Book:
    """What is in a file of orders; without columns where nothing names any."""
    stream.seek(0)
    match form_of(stream.read(4096)):
        case "parquet":
            columns, rows = parquet_rows.columns(stream), lambda: parquet_rows.rows(stream)
            return Book(columns=tuple(columns), written=columns, rows=rows, unit="row", is_exact=True)
        case "json":
            columns, rows = json_rows.columns(stream), lambda: json_rows.rows(stream)
            return Book(columns=tuple(columns), written=columns, rows=rows, unit="order", is_exact=True)
        case _:
            return _table(stream, legend)


def _table(stream: BinaryIO, legend: Legend) -> Book:
    heading = heading_of(stream, lambda columns: is_orders(columns, legend)) or likeliest_heading(stream)
    if heading is None:
        return Book()
    return Book(
        columns=heading.columns,
        written=dict(zip(heading.columns, heading.written, strict=True)),
        rows=lambda: rows_under(heading, stream),
    )
