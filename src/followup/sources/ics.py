"""Calendars (RFC 5545) and messages about them (RFC 5546), read into events."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events

from followup.core.events import Event
from followup.core.facts import Party
from followup.core.trouble import NotUnderstood

from .ics_blocks import LARGEST_ENTRY, MOST_ENTRIES, Entries, entries
from .ics_rules import MOST_OCCURRENCES, too_much
from .plain import cleaned, one_line
from .zones import zone_named

LARGEST = 25 * 1024 * 1024
LONGEST_HORIZON = timedelta(days=731)
METHODS = frozenset({"request", "cancel", "reply", "publish", "counter"})
THINGS = frozenset({"ROOM", "RESOURCE"})
#: What the two calendar libraries are known to raise on damaged entries.
STUMBLES = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    ArithmeticError,
    RecursionError,
)

Horizon = tuple[datetime, datetime]
#: icalendar’s own types allow thirty sorts of value for each property; what is used is checked where it is read.
Component = Any


def read_calendar(
    text: str, horizon: Horizon | None = None, *, zone: tzinfo = UTC
) -> Iterator[Event | NotUnderstood]:
    """The events in a calendar; series only within the horizon (two years from their start without one).

    Times without a zone are read in `zone`.
    """
    if len(text) > LARGEST:
        sentence = f"The calendar is larger than {LARGEST // 1024 // 1024} MB."
        yield NotUnderstood(place="calendar", sentence=sentence)
        return
    found = entries(text)
    for uid, blocks in found.by_uid.items():
        yield from _Reader(found, zone_named(found.zone) or zone, horizon).events(uid, blocks)
    if found.broken_off:
        yield NotUnderstood(place="calendar", sentence="The calendar breaks off inside its last entry.")
    if found.count > MOST_ENTRIES:
        sentence = f"The calendar has {found.count} entries; only the first {MOST_ENTRIES} were read."
        yield NotUnderstood(place="calendar", sentence=sentence)


class _Reader:
    """Reads the entries of one UID: a single event, or a series with its exceptions."""

    def __init__(self, found: Entries, zone: tzinfo, horizon: Horizon | None) -> None:
        self.found = found
        self.zone = zone
        self.horizon = horizon

    def events(self, uid: str, blocks: list[str]) -> Iterator[Event | NotUnderstood]:
        whole = "\n".join(blocks)
        if len(whole) > LARGEST_ENTRY:
            yield self._trouble(uid, f"This entry is larger than {LARGEST_ENTRY // 1_000_000} MB.", whole)
            return
        try:
            yield from self._events(uid, whole)
        except STUMBLES as trouble:
            yield self._trouble(uid, f"This entry could not be read: {one_line(str(trouble))[:200]}", whole)

    def _events(self, uid: str, whole: str) -> Iterator[Event | NotUnderstood]:
        zones = [text for name, text in self.found.zones.items() if name in whole and not zone_named(name)]
        calendar: Component = icalendar.Calendar.from_ical(
            "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *zones, whole, "END:VCALENDAR", ""])
        )
        components: list[Component] = calendar.walk("VEVENT")
        for component in components:
            if not isinstance(_value(component, "DTSTART"), date):
                yield self._trouble(uid, "This entry has no start that can be read.", whole)
                return
        series = [each for each in components if each.get("RRULE") or each.get("RDATE")]
        if not series:
            yield from (self._event(uid, each) for each in components)
            return
        start = self._moment(series[0]["DTSTART"].dt)
        if any(isinstance(rule, icalendar.vBroken) for each in series for rule in _rules(each)):
            yield self._event(uid, series[0])
            sentence = "How this entry repeats could not be read; only its first occurrence was."
            yield self._trouble(uid, sentence, whole)
            return
        if any(too_much(rule, start) for each in series for rule in _rules(each)):
            yield self._event(uid, series[0])
            sentence = "This entry repeats too often to be read whole; only its first occurrence was."
            yield self._trouble(uid, sentence, whole)
            return
        yield from self._series(uid, calendar, start)

    def _series(self, uid: str, calendar: Component, start: datetime) -> Iterator[Event]:
        since, until = self.horizon or (start - timedelta(days=1), start + LONGEST_HORIZON)
        until = min(until, max(since, start) + LONGEST_HORIZON)
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(since, until)
        for component in islice(found, MOST_OCCURRENCES):
            yield self._event(uid, component)

    def _event(self, uid: str, component: Component) -> Event:
        first = component["DTSTART"].dt
        start = self._moment(first)
        attendees = [each for each in _several(component, "ATTENDEE") if not _is_thing(each)]
        return Event(
            uid=one_line(uid),
            start=start,
            end=max(start, self._end(component, first)),
            summary=one_line(_text(component, "SUMMARY")),
            description=cleaned(_text(component, "DESCRIPTION")),
            location=one_line(_text(component, "LOCATION")),
            recurrence=self._recurrence(component),
            sequence=_number(component, "SEQUENCE"),
            stamp=self._stamp(component),
            method=self.found.method if self.found.method in METHODS else "",
            status=self._status(component),
            organizer=next((_party(each) for each in _several(component, "ORGANIZER")), Party()),
            attendees=tuple(_party(each) for each in attendees),
            answers=tuple((_party(each).address, _answer(each)) for each in attendees if _answer(each)),
            all_day=not isinstance(first, datetime),
        )

    def _moment(self, value: date) -> datetime:
        """A calendar's date or time as an aware moment."""
        if not isinstance(value, datetime):
            return datetime.combine(value, time(), self.zone)
        return value if value.utcoffset() is not None else value.replace(tzinfo=self.zone)

    def _end(self, component: Component, first: date) -> datetime:
        end = _value(component, "DTEND")
        if isinstance(end, date):
            return self._moment(end)
        length = _value(component, "DURATION")
        if isinstance(length, timedelta):
            return self._moment(first) + length
        return self._moment(first) + timedelta(days=0 if isinstance(first, datetime) else 1)

    def _recurrence(self, component: Component) -> str:
        value = _value(component, "RECURRENCE-ID")
        if isinstance(value, datetime):
            return f"{self._moment(value).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return f"{value:%Y%m%d}" if isinstance(value, date) else ""

    def _stamp(self, component: Component) -> datetime | None:
        value = _value(component, "DTSTAMP")
        return self._moment(value) if isinstance(value, datetime) else None

    def _status(self, component: Component) -> str:
        status = _text(component, "STATUS").strip().lower()
        if self.found.method == "cancel" or status == "cancelled":
            return "cancelled"
        return "tentative" if status == "tentative" else "confirmed"

    def _trouble(self, uid: str, sentence: str, raw: str) -> NotUnderstood:
        kept = raw[:LARGEST_ENTRY].encode("utf-8", "replace")
        return NotUnderstood(place=f"entry {one_line(uid)[:100]}", sentence=sentence, raw=kept)


def _several(component: Component, name: str) -> list[Any]:
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _value(component: Component, name: str) -> Any:
    """The date, time or length that a property holds; None where it is missing or damaged."""
    value = next(iter(_several(component, name)), None)
    return None if value is None or isinstance(value, icalendar.vBroken) else getattr(value, "dt", None)


def _rules(component: Component) -> list[Any]:
    return _several(component, "RRULE")


def _text(component: Component, name: str) -> str:
    return next((str(each) for each in _several(component, name)), "")


def _number(component: Component, name: str) -> int:
    text = _text(component, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, ""))


def _is_thing(value: Any) -> bool:
    return _parameter(value, "CUTYPE").upper() in THINGS


def _party(value: Any) -> Party:
    address = one_line(str(value))
    address = address[7:] if address.lower().startswith("mailto:") else _parameter(value, "EMAIL")
    return Party(one_line(_parameter(value, "CN"))[:320], address[:320])


def _answer(value: Any) -> str:
    return _parameter(value, "PARTSTAT").lower()
