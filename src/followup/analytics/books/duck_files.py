"""How DuckDB reads the files of a book: Parquet, CSV as a whole, or CSV line by line.

DuckDB takes whatever follows an unclosed quotation mark for one cell, to the end of half the file, and goes on. Where that
happened the book is read a second time, each line by itself: it costs cells with line breaks in them, and saves the rest.
"""

from collections.abc import Iterable

from sqlglot import exp

from .files import Files

#: So many lines that cannot be taken apart are kept to be named; with more of them it is no book.
MOST_BROKEN = 100_000
#: Troubles that took other lines with them.
TEARING = ("UNQUOTED VALUE", "LINE SIZE OVER MAXIMUM")

REJECTED = """
SELECT file_path, line, MAX(error_type)
FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
GROUP BY file_path, line
ORDER BY file_path, line
"""
TORN = f"SELECT COUNT(*) FROM reject_errors WHERE error_type IN {TEARING}"  # noqa: S608 - our own words


def parquet(files: Files) -> str:
    """The rows of Parquet files."""
    return f"FROM read_parquet({_paths(files)}, hive_partitioning = false)"


def csv(files: Files) -> str:
    """The rows of CSV files, all cells as text."""
    named = ", ".join(f"{text(name)}: 'VARCHAR'" for name in files.header)
    return (
        f"FROM read_csv({_paths(files)}, auto_detect = false, header = true, columns = {{{named}}}, "
        f"delim = {text(files.delimiter)}, quote = '\"', escape = '\"', hive_partitioning = false, "
        f"store_rejects = true, rejects_limit = {MOST_BROKEN})"
    )


def by_line(files: Files) -> str:
    """The same of CSV files whose lines are read each by itself; a line that is no row is left out."""
    cells = ", ".join(
        f"{_unquoted(place)} AS {exp.to_identifier(name, quoted=True).sql(dialect='duckdb')}"
        for place, name in enumerate(files.header, start=1)
    )
    inside = text(f"({_cell(files)}){files.delimiter_in_pattern}")
    taken_apart = f"regexp_extract_all(line || {text(files.delimiter)}, {inside}, 1)"
    rows = f"SELECT {taken_apart} AS cells {_lines(files, skip=1)} WHERE {_is_row(files)}"
    return f"SELECT {cells} FROM ({rows})"  # noqa: S608 - every name and text in it is written by sqlglot


def no_rows(files: Files) -> str:
    """How many lines are no rows, and the first of them: file, number and text."""
    is_wrong = f"number > 1 AND line IS NOT NULL AND NOT {_is_row(files)}"
    return f"SELECT *, COUNT(*) OVER () FROM ({_numbered(files)}) WHERE {is_wrong} ORDER BY filename, number"  # noqa: S608 - the same


def lines_with(files: Files, part: str, most: int) -> str:
    """File, number and text of the first lines in which a text stands."""
    return f"FROM ({_numbered(files)}) WHERE contains(line, {text(part)}) ORDER BY filename, number LIMIT {most:d}"


def text(value: str) -> str:
    """A text as a literal."""
    return exp.Literal.string(value).sql(dialect="duckdb")


def texts(values: Iterable[str]) -> str:
    """A list of texts as a literal."""
    return f"[{', '.join(map(text, values))}]"


def _paths(files: Files) -> str:
    return texts(str(each) for each in files.paths)


def _numbered(files: Files) -> str:
    return (
        f"SELECT filename, row_number() OVER (PARTITION BY filename) AS number, line {_lines(files, skip=0)}"
    )


def _lines(files: Files, *, skip: int) -> str:
    # Whole lines as one column: the character that parts columns here stands in no text.
    return (
        f"FROM read_csv({_paths(files)}, auto_detect = false, columns = {{'line': 'VARCHAR'}}, delim = '\x01', quote = '', "
        f"escape = '', header = false, skip = {skip}, null_padding = true, ignore_errors = true, filename = true, "
        "hive_partitioning = false)"
    )


def _is_row(files: Files) -> str:
    cells = files.delimiter_in_pattern.join([_cell(files)] * len(files.header))
    return f"regexp_full_match(line, {text(cells)})"


def _cell(files: Files) -> str:
    return f'(?:"(?:[^"]|"")*"|[^"{files.delimiter_in_pattern}]*)'


def _unquoted(place: int) -> str:
    cell = f"cells[{place}]"
    inner = f"""replace(substr({cell}, 2, length({cell}) - 2), '""', '"')"""
    return f"CASE WHEN starts_with({cell}, '\"') THEN {inner} ELSE NULLIF({cell}, '') END"
