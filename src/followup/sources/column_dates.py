"""Dates in a table: the convention is told from the whole column, never guessed from one cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

CLOCK = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + CLOCK + r"$")
NUMBERS = re.compile(r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})" + CLOCK + r"$")
DAY_WORD = re.compile(
    r"^(?:\w+, )?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([^\W\d_]{3,10})[., -]+(\d{4}|\d{2})" + CLOCK + r"$"
)
WORD_DAY = re.compile(
    r"^([^\W\d_]{3,10})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\d{4}|\d{2})" + CLOCK + r"$"
)
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
SECONDS = re.compile(r"^\d{9,10}$")
#: The beginnings of the months' names in the languages that shops export in.
MONTHS = (
    "jan ene gen", "feb fév fev fèv", "mar mär mrz maa", "apr abr avr", "may mai mag mei", "jun juin giu", "jul juil lug", "aug aoû aou ago agu", "sep set", "oct okt out ott", "nov", "dec dez déc dic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Convention:
    """What a column says of dates such as 03/02/2026: day first, month first, neither, or some of each."""

    day_first: bool | None = None
    is_mixed: bool = False

    def may_be_either(self, cell: str) -> bool:
        """Whether day and month of this cell cannot be told apart."""
        found = NUMBERS.match(" ".join(cell.split()))
        if found is None or found[2] == "." or self.day_first is not None:
            return False
        first, second = int(found[1]), int(found[3])
        return first <= 12 and second <= 12 and first != second


def convention(cells: Iterable[str], *, said: str = "", habit: str = "") -> Convention:
    """How a column writes its dates: as the person said (“day” or “month” first), as its own dates show, else by the shop's habit."""
    if said:
        return Convention(said == "day")
    is_day_first = is_month_first = False
    for cell in cells:
        found = NUMBERS.match(" ".join(cell.split()))
        if found and found[2] != ".":
            is_day_first |= int(found[1]) > 12
            is_month_first |= int(found[3]) > 12
    if is_day_first and is_month_first:
        return Convention(is_mixed=True)
    if is_day_first or is_month_first:
        return Convention(is_day_first)
    return Convention(habit == "day" if habit else None)


def has_numbers(cells: Iterable[str]) -> bool:
    """Whether any of these cells is a date whose day and month may stand in either order."""
    return any((found := NUMBERS.match(" ".join(cell.split()))) and found[2] != "." for cell in cells)


def moment(cell: str, said: Convention, zone: tzinfo) -> datetime | None:
    """The moment that a cell names; None where it is no date, or one that cannot be told."""
    cell = " ".join(cell.split())
    if SECONDS.match(cell):
        return datetime.fromtimestamp(int(cell), UTC)
    parts = None if said.may_be_either(cell) else _parts(cell, said.day_first)
    return _moment(parts, zone) if parts else None


def _parts(cell: str, day_first: bool | None) -> tuple[str, str, str, tuple[str | None, ...]] | None:
    """Year, month, day and clock of a cell, as written."""
    if found := ISO.match(cell):
        return found[1], found[2], found[3], found.groups()[3:]
    if found := NUMBERS.match(cell):
        is_day_first = found[2] == "." or _is_day_first(int(found[1]), int(found[3]), day_first)
        day, month = (found[1], found[3]) if is_day_first else (found[3], found[1])
        return found[4], month, day, found.groups()[4:]
    if found := DAY_WORD.match(cell):
        return found[3], found[2], found[1], found.groups()[3:]
    if found := WORD_DAY.match(cell):
        return found[3], found[1], found[2], found.groups()[3:]
    if found := COMPACT.match(cell):
        return found[1], found[2], found[3], (None,) * 5
    return None


def _is_day_first(first: int, second: int, said: bool | None) -> bool:
    """What can be read in one way only is read so, whatever the column says."""
    if first > 12 or second > 12:
        return first > 12
    return said is not False


def _moment(parts: tuple[str, str, str, tuple[str | None, ...]], zone: tzinfo) -> datetime | None:
    year, month, day, (hour, minute, second, half, offset) = parts
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            _month(month),
            int(day),
            hours,
            int(minute or 0),
            int(second or 0),
            tzinfo=_zone(offset, zone),
        )
    except ValueError:
        return None


def _month(text: str) -> int:
    """1 to 12; 0, which is no month, for a word that names none."""
    if text.isdigit():
        return int(text)
    word = text.casefold()
    return next(
        (number for number, starts in enumerate(MONTHS, 1) if word.startswith(tuple(starts.split()))), 0
    )


def _zone(offset: str | None, zone: tzinfo) -> tzinfo:
    if not offset:
        return zone
    if offset in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
