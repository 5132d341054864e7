"""Dates in a table: the convention is told from the whole column, never guessed from one cell."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from followup.core.trouble import Mend

CLOCK = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + CLOCK + r"$")
NUMBERS = re.compile(r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})" + CLOCK + r"$")
DAY_WORD = re.compile(
    r"^(?:\w+, )?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})[., -]+(\d{4}|\d{2})" + CLOCK + r"$"
)
WORD_DAY = re.compile(r"^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + CLOCK + r"$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Reader = Callable[[str], datetime | None]


def column_reader(name: str, cells: Iterable[str], zone: tzinfo) -> Reader:
    """What reads a cell of this column (None for one that is no date); Mend where day and month cannot be told."""
    day_first = _day_first(name, [found for cell in cells if (found := NUMBERS.match(cell.strip()))])

    def read(cell: str) -> datetime | None:
        parts = _parts(" ".join(cell.split()), day_first)
        return _moment(parts, zone) if parts else None

    return read


def _day_first(name: str, found: list[re.Match[str]]) -> bool:
    slashed = [(int(each[1]), int(each[3])) for each in found if each[2] != "."]
    firsts, seconds = max((a for a, _ in slashed), default=0), max((b for _, b in slashed), default=0)
    if firsts > 12 and seconds > 12:
        raise Mend(f"The column “{name}” mixes day/month and month/day; write its dates like 2026-03-31.")
    if any(a != b for a, b in slashed) and firsts <= 12 and seconds <= 12:
        raise Mend(
            f"The dates in the column “{name}” may be day/month or month/day; write them like 2026-03-31."
        )
    return seconds <= 12


def _parts(cell: str, day_first: bool) -> tuple[str, str, str, tuple[str | None, ...]] | None:
    """Year, month, day and clock of a cell, as written."""
    if found := ISO.match(cell):
        return found[1], found[2], found[3], found.groups()[3:]
    if found := NUMBERS.match(cell):
        day, month = (found[1], found[3]) if day_first or found[2] == "." else (found[3], found[1])
        return found[4], month, day, found.groups()[4:]
    if found := DAY_WORD.match(cell):
        return found[3], found[2], found[1], found.groups()[3:]
    if found := WORD_DAY.match(cell):
        return found[3], found[1], found[2], found.groups()[3:]
    return None


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
    return int(text) if text.isdigit() else MONTHS.index(text[:3].lower()) + 1


def _zone(offset: str | None, zone: tzinfo) -> tzinfo:
    if not offset:
        return zone
    if offset in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
