"""Dates and times in a sentence, reckoned from the day it was written; never a date out of thin air."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from .day import Day
from .day import written as written_at
from .day_forms import forms_in, weekdays
from .day_words import folded, words
from .times import Clock, clocks

END_OF_DAY = time(17)
LONGEST = 4_000
#: Between a weekday and its date.
_BESIDE = frozenset({"", "the", "on", "on the", "den", "der", "dem", "le", "el", "il", "de", "dia", "d."})
#: Between a weekday and its week.
_PARTS = frozenset({"", "morning", "afternoon", "evening", "lunch", "of", "in"})
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tra|fra|tussen|miedzy|mellan|mellem)\W+(?:\w{1,4}\W+){0,2}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a time of the clock, aware; `until` is set where the text says when it ends."""

    start: int
    at: datetime
    until: datetime | None = None
    sure: bool = True


def days(text: str, written: datetime) -> list[Day]:
    """The days that a text names, in order, each reckoned from the time it was written."""
    text = folded(text[:LONGEST])
    when = written_at(written)
    found: list[Day] = []
    for form in forms_in(text):
        if form.is_last_resort and found:
            break
        for match in form.pattern.finditer(text):
            if not _overlaps(match, found) and (day := form.read(match, when)):
                found.append(day)
    return _merged(sorted(found, key=lambda each: each.start), text)


def periods(text: str, written: datetime) -> list[Day]:
    """The days that a text names, those with “to” or “until” between them made one span from the first to the last."""
    joined: list[Day] = []
    for day in days(text, written):
        if joined and _is_range(text, joined[-1], day) and not joined[-1].is_span:
            first = joined.pop()
            last = day.day + timedelta(7 * (day.day < first.day))
            joined.append(
                Day(first.start, day.end, last, first.sure and day.sure, is_span=True, first=first.day)
            )
        else:
            joined.append(day)
    return joined


def deadline(text: str, written: datetime, zone: tzinfo | None = None) -> datetime | None:
    """The end of the one day that a sentence names (“by Friday”, “in two weeks”); None without such a day."""
    later = [each for each in periods(text, written) if each.day >= written.date()]
    return datetime.combine(later[0].day, END_OF_DAY, zone or written.tzinfo) if later else None


def moments(text: str, written: datetime, zone: tzinfo | None = None) -> list[Moment]:
    """The days with a time of the clock that a text names; a day without a time, or a time without a day, is none."""
    told = clocks(text[:LONGEST])
    if not told:
        return []
    named = [each for each in days(text, written) if not each.is_span]
    told = [each for each in told if not any(d.start <= each.start < d.end for d in named)]
    return [_moment(day, clock, written, zone) for day, clock in _pairs(named, told)]


def _pairs(named: list[Day], told: list[Clock]) -> list[tuple[Day, Clock]]:
    pairs: list[tuple[Day, Clock]] = []
    for clock in told:
        before = [day for day in named if day.end <= clock.start and clock.start - day.end <= 80]
        after = [day for day in named if day.start >= clock.end and day.start - clock.end <= 30]
        if before or after:
            pairs.append((before[-1] if before else after[0], clock))
    return pairs


def _moment(day: Day, clock: Clock, written: datetime, zone: tzinfo | None) -> Moment:
    where = clock.zone or zone or written.tzinfo
    at = datetime.combine(day.day, clock.begins, where)
    until = datetime.combine(day.day, clock.ends, where) if clock.ends else None
    if until and until <= at:
        until = None
    return Moment(min(day.start, clock.start), at, until, day.sure and clock.sure)


def _is_range(text: str, first: Day, last: Day) -> bool:
    """Whether two days are the ends of a span: “Monday to Friday”, “between Monday and Friday”."""
    said = folded(text[first.end : last.start]).lower().strip(" .,")
    if said in words().phrases["link"]["through"]:
        return True
    between = _BETWEEN.search(folded(text[max(0, first.start - 20) : first.start]))
    return bool(between) and said in words().phrases["link"]["and"]


def _overlaps(match: re.Match[str], found: list[Day]) -> bool:
    return any(match.start() < each.end and each.start < match.end() for each in found)


def _merged(found: list[Day], text: str) -> list[Day]:
    """“Thursday, 12 March” is one day, “Thursday afternoon next week” too, and “next Wednesday or Thursday” are in one week."""
    merged: list[Day] = []
    for day in found:
        before = merged[-1] if merged else None
        joined = _joined(before, day, text) if before else None
        if joined:
            merged[-1] = joined
        elif before and before.day > day.day and _is_next_in_line(before, day, text):
            merged.append(replace(day, day=day.day + timedelta(7)))
        else:
            merged.append(day)
    return merged


def _joined(one: Day, other: Day, text: str) -> Day | None:
    """The one day that two pieces side by side name; where they do not agree nobody can be sure which was meant."""
    gap = text[one.end : other.start]
    bare = gap.strip(" ,(").lower()
    agrees = one.day.weekday() == other.day.weekday()
    if len(gap) <= 8 and bare in _BESIDE and _is_weekday(text, one) and not other.is_span:
        return Day(one.start, other.end, other.day, agrees)
    if len(gap) <= 3 and not bare and _is_weekday(text, other) and not one.is_span:
        return Day(one.start, other.end, one.day, agrees)
    if other.first and bare in _PARTS and _is_weekday(text, one):
        monday = other.day - timedelta(other.day.weekday())
        return Day(one.start, other.end, monday + timedelta(one.day.weekday()))
    return None


def _is_next_in_line(one: Day, other: Day, text: str) -> bool:
    gap = text[one.end : other.start].strip(" ,").lower()
    is_listed = gap in {"", *words().phrases["link"]["or"], *words().phrases["link"]["and"]}
    return is_listed and _is_weekday(text, one) and _is_weekday(text, other)


def _is_weekday(text: str, day: Day) -> bool:
    return text[day.start : day.end].lower().split()[-1].rstrip(".,") in weekdays()
