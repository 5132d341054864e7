"""Dates as people write them in letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from followup.core.letters.days import MONTHS, WEEKDAYS

_MONTH = "|".join(rf"{month}|{month[:3]}\.?" for month in MONTHS) + r"|Sept\.?"
_WEEKDAY = "|".join(rf"{day}|{day[:3]}\.?|Tues\.?|Thurs?\.?" for day in WEEKDAYS)
_BEFORE = rf"(?:(?P<weekday>{_WEEKDAY}),? (?:the )?)?"
_PATTERNS = (
    re.compile(
        rf"\b{_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? (?P<month>{_MONTH})\b(?:,? (?P<year>\d{{4}})\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_BEFORE}(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_BEFORE}(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class DayNamed:
    """A date in a text. `days` are the days it can mean (one with a year, up to three without, none if impossible)."""

    start: int
    end: int
    text: str
    weekday: int | None
    weekday_end: int
    days: tuple[date, ...]
    has_year: bool

    def nearest(self, to: date) -> date:
        """The meaning nearest to a day."""
        return min(self.days, key=lambda day: abs(day - to))


def days_named(text: str, today: date) -> Iterator[DayNamed]:
    """Every date that the text names, without overlaps."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            yield _named(found, today)


def _named(found: re.Match[str], today: date) -> DayNamed:
    year, weekday = found["year"], found["weekday"]
    years = (int(year),) if year else (today.year - 1, today.year, today.year + 1)
    days = (_date(each, _month(found["month"]), int(found["day"])) for each in years)
    return DayNamed(
        start=found.start(),
        end=found.end(),
        text=found.group(),
        weekday=_weekday(weekday) if weekday else None,
        weekday_end=found.end("weekday") if weekday else found.start(),
        days=tuple(day for day in days if day),
        has_year=bool(year),
    )


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == text[:3].lower())


def _weekday(text: str) -> int:
    return next(number for number, day in enumerate(WEEKDAYS) if day[:3].lower() == text[:3].lower())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
