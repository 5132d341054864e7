"""A day named in a text, and the reckoning behind it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: A day without a year may lie this far back: “I wrote to you on 21 December”.
LOOK_BACK = timedelta(45)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text, at these characters; not `sure` where the words allow another reading."""

    start: int
    end: int
    day: date
    sure: bool = True
    is_span: bool = False  # “in two weeks”, “next week”: the last day of it
    first: date | None = None  # where a span has a first day of its own


@dataclass(frozen=True, slots=True)
class Written:
    """When a text was written, and whether its writer puts the month first; None where nobody can tell."""

    on: date
    month_first: bool | None = None


def written(at: datetime) -> Written:
    """The day and the habit of a writer whose clock shows this."""
    offset = at.utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    # From Newfoundland to Hawaii the month comes first; a clock on UTC may stand anywhere.
    return Written(at.date(), None if not hours else -10 <= hours <= -3.5)


def named(match: re.Match[str], day: date | None, *, sure: bool = True) -> Day | None:
    """The day that this piece of text names; None where there is no such day."""
    return Day(match.start(), match.end(), day, sure) if day else None


def span(match: re.Match[str], last: date, first: date | None = None) -> Day:
    """A stretch of days, known by its last one."""
    return Day(match.start(), match.end(), last, is_span=True, first=first)


def valid(year: int, month: int, day: int) -> date | None:
    """The date; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """“26” and “2026” are the same year."""
    return int(text) + 2000 * (len(text) == 2)


def nearest(month: int, day: int, today: date) -> date | None:
    """A day without a year: this year's, or next year's where that is long past."""
    this = valid(today.year, month, day)
    if this and this < today - LOOK_BACK:
        return valid(today.year + 1, month, day)
    before = valid(today.year - 1, month, day)
    if this and before and today - before <= LOOK_BACK:
        return before
    return this


def months_on(day: date, months: int) -> date:
    """The same day some months later, the last of a month where that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def working_days_on(today: date, number: int) -> date:
    """So many days later, Saturdays and Sundays left out."""
    weeks, rest = divmod(number, 5)
    day = today + timedelta(7 * weeks)
    while rest:
        day += timedelta(1)
        rest -= day.weekday() < 5
    return day
