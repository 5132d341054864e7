"""DuckDB on a short leash: so much memory, that folder, those files and no others, nothing from the network."""

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

from .engine import DATE, NUMBER, TEXT, Columns
from .files import Files
from .statements import written

MEMORY = re.compile(r"\d{1,6}(\.\d{1,3})? ?[KMGT]i?B")
#: So many lines that cannot be taken apart are kept to be named; with more of them it is no book.
MOST_BROKEN = 100_000
NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*")
DATES = re.compile(r"DATE|TIMESTAMP.*")


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
        self._files: Files | None = None

    def open(self, files: Files) -> dict[str, str]:
        """Make the view `lines` of these files; from here on no other file can be touched."""
        self._files = files
        self._run(f"SET allowed_paths = {_texts(str(each) for each in files.paths)}")
        self._run("SET enable_external_access = false")
        self._run(f"CREATE VIEW lines AS {_parquet(files) if files.is_parquet else _csv(files)}")
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

    def broken(self) -> list[NotUnderstood]:
        """The lines that could not be taken apart, of those read so far."""
        if not self._files or self._files.is_parquet:
            return []
        return [
            NotUnderstood(place=f"{Path(path).name}, line {line}", sentence=BROKEN.get(kind, UNTOLD))
            for path, line, kind in self._run(REJECTED).fetchall()
        ]

    def numbered(self, text: str, most: int) -> list[tuple[str, int, str]]:
        """File, number and text of the first lines in which a text stands."""
        if not self._files or self._files.is_parquet:
            return []
        self._run("SET preserve_insertion_order = true")  # else lines have no numbers
        files = _texts(str(each) for each in self._files.paths)
        return self._run(NUMBERED.format(files, _text(text), int(most))).fetchall()

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql)
        except duckdb.OutOfMemoryException as trouble:
            raise Mend("The book needs more memory, or more room on the disk, than it may have.") from trouble
        except (duckdb.IOException, duckdb.InvalidInputException) as trouble:
            raise Mend(f"The book cannot be read: {str(trouble).splitlines()[0]}") from trouble


REJECTED = """
SELECT file_path, line, MAX(error_type)
FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
GROUP BY file_path, line
ORDER BY file_path, line
"""
BROKEN = {
    "MISSING COLUMNS": "It has fewer cells than the first line.",
    "TOO MANY COLUMNS": "It has more cells than the first line.",
    "UNQUOTED VALUE": "A quotation mark in it is not closed.",
    "INVALID ENCODING": "It is not written in UTF-8.",
    "LINE SIZE OVER MAXIMUM": "It is longer than any order.",
}
UNTOLD = "It cannot be taken apart."
# Whole lines as one column: the character that parts columns here stands in no text.
NUMBERED = """
SELECT filename, number, line
FROM (
  SELECT filename, row_number() OVER (PARTITION BY filename) AS number, line
  FROM read_csv(
    {}, auto_detect = false, columns = {{'line': 'VARCHAR'}}, delim = '\x01', quote = '', escape = '',
    header = false, null_padding = true, ignore_errors = true, filename = true
  )
)
WHERE contains(line, {})
ORDER BY filename, number
LIMIT {}
"""


def _parquet(files: Files) -> str:
    return f"FROM read_parquet({_texts(map(str, files.paths))}, hive_partitioning = false)"


def _csv(files: Files) -> str:
    named = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in files.header)
    return (
        f"FROM read_csv({_texts(map(str, files.paths))}, auto_detect = false, header = true, columns = {{{named}}}, "
        f"delim = {_text(files.delimiter)}, quote = '\"', escape = '\"', hive_partitioning = false, "
        f"store_rejects = true, rejects_limit = {MOST_BROKEN})"
    )


def _kind(written_as: str) -> str:
    if DATES.fullmatch(written_as):
        return DATE
    return NUMBER if NUMBERS.fullmatch(written_as) else TEXT


def _texts(values: Iterator[str] | map) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    return exp.Literal.string(value).sql(dialect="duckdb")
