"""CSV tables of unknown making: separator, where the heading is, and the rows below it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from followup.core.trouble import NotUnderstood

from .lines import lines
from .records import Records

SEPARATORS = ",;\t|"
#: Some exports put notes above the heading.
MOST_PREAMBLE = 15
#: Excel names the separator in a line of its own.
SAID = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
#: How spreadsheets keep the zeros before a number: ="0012".
FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
CONTACT_MARKS = (
    "first name", "last name", "given name", "family name", "name", "full name", "display name", "vorname", "nachname",
)  # fmt: skip
CONTACT_REACH = re.compile(
    r"^(e ?mail|phone|mobile|telephone|telefon|business phone|home phone|company|firma|organi[sz]ation)"
)

#: Whether plain column names are those of the table that is looked for.
IsHeading = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its columns' plain names, and the line it ends on."""

    line: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The cell of a column; "" where the table has none."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns by their plain names, its rows, and why it breaks off (where it does)."""

    columns: tuple[str, ...]
    rows: list[Row]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that names the columns: their plain names, as they are written, the line it ends on, the separator."""

    columns: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    line: int = -1
    separator: str = ","


def is_contacts(columns: tuple[str, ...]) -> bool:
    """Whether these are the columns of an address book."""
    return any(name in CONTACT_MARKS for name in columns) and any(map(CONTACT_REACH.match, columns))


def heading_of(stream: BinaryIO, is_heading: IsHeading) -> Heading | None:
    """The first row that is such a heading, whatever separates its cells; None where none of the first rows is."""
    first = list(islice(lines(stream), MOST_PREAMBLE))
    for separator in _separators(first):
        for line, cells in Records(iter(first), separator):
            columns = tuple(map(plain_name, cells or ()))
            if is_heading(columns):
                return Heading(columns, tuple(map(str.strip, cells or ())), line, separator)
    return None


def likeliest_heading(stream: BinaryIO) -> Heading | None:
    """The row that names the columns of a table which nobody knows: the first of the fullest ones, in words."""
    first = list(islice(lines(stream), MOST_PREAMBLE))
    separator = next(_separators(first))
    rows = [(line, cells) for line, cells in Records(iter(first), separator) if cells]
    widest = max((len(cells) for _, cells in rows), default=0)
    for line, cells in rows:
        columns = tuple(map(plain_name, cells))
        if len(cells) == widest >= 2 and all(columns) and not any(each.isdigit() for each in columns):
            return Heading(columns, tuple(map(str.strip, cells)), line, separator)
    return None


def rows_under(heading: Heading, stream: BinaryIO) -> Iterator[Row | NotUnderstood]:
    """The rows below a heading, one by one; what breaks the table is named by its line, and the rest is read."""
    width = len(heading.columns)
    records = Records(lines(stream), heading.separator)
    for line, cells in records:
        if line <= heading.line:
            continue
        if cells is None:
            yield _odd(records, line, "A quotation mark in this row is never closed.")
        elif records.is_cut and (records.is_open or len(cells) < width):
            yield _odd(records, line, "The file breaks off in the middle of this row.")
        elif any(cell.strip() for cell in cells):
            named = zip(heading.columns, cells, strict=False)
            yield Row(line, {name: _plain(cell) for name, cell in named if name})


def read_table(data: bytes, is_heading: IsHeading = is_contacts) -> Table:
    """The rows under the heading; spare cells are left out, missing ones are empty."""
    heading = heading_of(BytesIO(data), is_heading)
    if heading is None:
        return Table((), [], "The first rows name no columns that are known.")
    found = list(rows_under(heading, BytesIO(data)))
    odd = next((each for each in found if isinstance(each, NotUnderstood)), None)
    trouble = f"{odd.place}: {odd.sentence}" if odd else ""
    return Table(heading.columns, [each for each in found if isinstance(each, Row)], trouble)


def plain_name(text: str) -> str:
    """A column's name in small letters, with single spaces for everything that is no letter or digit."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _odd(records: Records, line: int, sentence: str) -> NotUnderstood:
    return NotUnderstood(place=f"line {line}", sentence=sentence, raw=records.raw.encode("utf-8", "replace"))


def _plain(cell: str) -> str:
    cell = cell.strip()
    return FORMULA.sub(r"\1", cell) if cell.startswith('="') else cell


def _separators(first: list[str]) -> Iterator[str]:
    """The separators that may be meant: the one that is named, else those that stand in the first lines, the commonest first."""
    if first and (said := SAID.match(first[0])):
        yield said[1]
    counts: Counter[str] = Counter()
    for line in first:
        for separator in SEPARATORS:
            counts[separator] += bool(plain_name(line)) and min(line.count(separator), 100)
    yield from (each for each, count in counts.most_common() if count)
    yield ","
