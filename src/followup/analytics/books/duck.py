"""DuckDB on a short leash: so much memory, that folder, those files and no others, nothing from the network."""

import csv
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from sqlglot import exp

from followup.conf.home import home
from followup.core.trouble import Mend, NotUnderstood

from . import duck_files
from .engine import DATE, NUMBER, TEXT, Columns
from .files import Files
from .statements import written

MEMORY = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})? ?[KMGT]i?B")
NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\([0-9, ]+\)")
DATES = re.compile(r"DATE|TIMESTAMP(_N?S|_MS| WITH TIME ZONE)?")


@contextmanager
def duck(*, memory: str = "4GB", temp: Path | None = None) -> Iterator["Duck"]:
    """An engine whose tables and spilled memory are gone when it is left; `temp` is where the folder for them is made."""
    if not MEMORY.fullmatch(memory):
        raise Mend(f"“{memory}” is no amount of memory such as “4GB”.")
    with TemporaryDirectory(prefix="book-", dir=temp or home(), ignore_cleanup_errors=True) as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": memory,
            "threads": os.process_cpu_count() or 1,
            "temp_directory": folder,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            yield Duck(connection)


class Duck:
    """DuckDB as an engine for books."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._files = Files((), is_parquet=True)
        self._is_by_line = False

    @property
    def _is_csv(self) -> bool:
        return not self._files.is_parquet

    def open(self, files: Files) -> dict[str, str]:
        """Make the view `lines` of these files; from here on no other file can be touched."""
        self._files = files
        self._run(f"SET allowed_paths = {duck_files.texts(str(each) for each in files.paths)}")
        self._run("SET enable_external_access = false")
        self._run("SET TimeZone = 'UTC'")  # a moment is on the same day on every machine
        self._run(
            f"CREATE VIEW lines AS {duck_files.parquet(files) if files.is_parquet else duck_files.csv(files)}"
        )
        return {name: _kind(kind) for name, kind, *_ in self._run("DESCRIBE lines").fetchall()}

    def view(self, name: str, tree: exp.Expr) -> None:
        """Give a statement a name."""
        self._run(f"CREATE OR REPLACE VIEW {name} AS {written(tree, self.dialect)}")

    def table(self, name: str, tree: exp.Expr) -> None:
        """Run a statement and keep what it gives under a name."""
        self._run(f"CREATE OR REPLACE TABLE {name} AS {written(tree, self.dialect)}")

    def rows(self, tree: exp.Expr) -> list[tuple[Any, ...]]:
        """What a statement gives, row by row."""
        return self._run(written(tree, self.dialect)).fetchall()

    def columns(self, tree: exp.Expr) -> Columns:
        """What a statement gives, as columns of numbers."""
        return self._run(written(tree, self.dialect)).fetchnumpy()

    def is_torn(self) -> bool:
        """Whether a line took others with it; then all is read again, line by line, and what was made of it must be made again."""
        if not self._is_csv or self._is_by_line or not self._run(duck_files.TORN).fetchall()[0][0]:
            return False
        self._is_by_line = True
        self._run(f"CREATE OR REPLACE VIEW lines AS {duck_files.by_line(self._files)}")
        return True

    def broken(self, most: int) -> tuple[int, list[NotUnderstood]]:
        """How many of the lines read so far could not be taken apart, and the first of them."""
        if not self._is_csv:
            return 0, []
        if self._is_by_line:
            return self._broken_by_line(most)
        rejected = self._run(duck_files.REJECTED).fetchall()
        named = [_trouble(path, line, BROKEN.get(kind, UNTOLD)) for path, line, kind in rejected[:most]]
        return len(rejected), named

    def numbered(self, text: str, most: int) -> list[tuple[str, int, str]]:
        """File, number and text of the first lines in which a text stands."""
        return (
            self._in_order(duck_files.lines_with(self._files, text, most)).fetchall() if self._is_csv else []
        )

    def _broken_by_line(self, most: int) -> tuple[int, list[NotUnderstood]]:
        found = self._in_order(duck_files.no_rows(self._files)).fetchmany(most)
        width = len(self._files.header)
        named = [
            _trouble(path, number, _why(line, self._files.delimiter, width))
            for path, number, line, _ in found
        ]
        return (found[0][3] if found else 0), named

    def _in_order(self, sql: str) -> duckdb.DuckDBPyConnection:
        self._run("SET preserve_insertion_order = true")  # else lines have no numbers
        return self._run(sql)

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql)
        except duckdb.OutOfMemoryException as trouble:
            raise Mend("The book needs more memory, or more room on the disk, than it may have.") from trouble
        except (duckdb.IOException, duckdb.InvalidInputException) as trouble:
            raise Mend(f"The book cannot be read: {str(trouble).splitlines()[0]}") from trouble


BROKEN = {
    "MISSING COLUMNS": "It has fewer cells than the first line.",
    "TOO MANY COLUMNS": "It has more cells than the first line.",
    "INVALID ENCODING": "It is not written in UTF-8.",
}
UNTOLD = "It cannot be taken apart."
UNCLOSED = "A quotation mark in it is not closed."


def _trouble(path: str, line: int, sentence: str) -> NotUnderstood:
    return NotUnderstood(place=f"{Path(path).name}, line {line}", sentence=sentence)


def _why(line: str, delimiter: str, columns: int) -> str:
    """What is wrong with a line that is no row."""
    if line.count('"') % 2:
        return UNCLOSED
    cells = len(next(csv.reader([line], delimiter=delimiter), []))
    if cells == columns:
        return UNTOLD
    return BROKEN["MISSING COLUMNS" if cells < columns else "TOO MANY COLUMNS"]


def _kind(written_as: str) -> str:
    if DATES.fullmatch(written_as):
        return DATE
    return NUMBER if NUMBERS.fullmatch(written_as) else TEXT
