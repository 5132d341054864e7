"""Orders in a Parquet file, read by DuckDB in portions."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from followup.core.trouble import Mend, NotUnderstood
from followup.sources.plain import cleaned
from followup.sources.tables import Row, plain_name

AT_ONCE = 2_000
#: What DuckDB may take beside the program itself.
MEMORY = "200MB"


def columns(stream: BinaryIO) -> dict[str, str]:
    """The columns by their plain names; Mend where DuckDB is not there."""
    return {plain_name(name): name for name in _selected(stream, limit=" LIMIT 0")[0]}


def rows(stream: BinaryIO) -> Iterator[Row | NotUnderstood]:
    """The rows one by one, every value in words."""
    names, asked = _selected(stream)
    plain = [plain_name(name) for name in names]
    number = 0
    while some := asked.fetchmany(AT_ONCE):
        for values in some:
            number += 1
            yield Row(number, {name: _text(value) for name, value in zip(plain, values, strict=True)})


def _selected(stream: BinaryIO, limit: str = "") -> tuple[list[str], Any]:
    duckdb = _duckdb()
    try:
        book = duckdb.connect(config={"memory_limit": MEMORY, "threads": 1})
        asked = book.execute(f"SELECT * FROM read_parquet(?){limit}", [str(stream.name)])  # noqa: S608
    except duckdb.Error as trouble:
        first = str(trouble).partition("\n")[0]
        raise Mend(f"This Parquet file cannot be read: {first}") from trouble
    return [each[0] for each in asked.description], asked


def _duckdb() -> ModuleType:
    try:
        return import_module("duckdb")
    except ImportError as trouble:
        raise Mend(
            "Parquet files are read by DuckDB, which is not installed here; `uv pip install 'followup[scale]'` or "
            "`pip install 'followup[scale]'` adds it. A CSV file needs nothing."
        ) from trouble


def _text(value: Any) -> str:
    if value is None:
        return ""
    return cleaned(value.isoformat(sep=" ") if hasattr(value, "hour") else str(value))
