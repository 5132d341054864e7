"""When a follow-up is due, late and dropped: a playbook's words become moments on somebody's clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from . import calendar
from .calendar import Place
from .playbooks import A_DAY, Anchor, Moment, Span, Step, Unit

DAYS_A_MONTH = 30.4375
EARLY = time(6)


class Times(NamedTuple):
    """Due, late, dropped; all in UTC."""

    due: datetime
    lapses: datetime
    deadline: datetime | None = None

    def moved_to(self, due: datetime) -> "Times":
        """The same letter at a later time: its deadline and its end move along."""
        if due <= self.due:
            return self
        by = due - self.due
        return Times(due, self.lapses + by, self.deadline + by if self.deadline else None)

    def put_off_to(self, due: datetime) -> "Times":
        """The same letter at a later time, its end unmoved: what is too late stays too late."""
        return Times(due, self.lapses, max(self.deadline, due) if self.deadline else None)


class Count(NamedTuple):
    """What a step's moments are counted from: a start on somebody's clock, a named date, the customer's usual gap."""

    place: Place
    start: datetime
    named: datetime | None = None
    gap: timedelta = timedelta()

    @property
    def here(self) -> datetime:
        """The start as the clock there shows it."""
        return calendar.local(self.place, self.start)


def times(step: Step, count: Count) -> Times | None:
    """When a step is owed; None where its moment cannot be told."""
    due = _due(step.due, count, rolls=step.clock == "theirs")
    lapses = _end(step.lapses, count)
    if due is None or lapses is None:
        return None
    wanted = step.deadline_in.get(count.place.country, step.deadline)
    deadline = _end(wanted, count) if wanted else None
    found = Times(due, max(lapses, due), max(deadline, due) if deadline else None)
    floor = _due(step.not_before, count, rolls=False) if step.not_before else None
    return found.moved_to(floor) if floor else found


def _due(moment: Moment, count: Count, *, rolls: bool) -> datetime | None:
    span = moment.span
    if moment.anchor is Anchor.NAMED:
        if count.named is None:
            return _due(moment.otherwise, count, rolls=rolls) if moment.otherwise else None
        day = _shifted(count.place, named_day(count.place, count.named), span)
        return calendar.morning(count.place, day)
    if moment.anchor is not Anchor.START or span.is_short:
        found = _short(span, count)
        return calendar.daytime(count.place, found) if rolls else found
    return span_after(count.place, count.start, span, count.gap)


def _end(moment: Moment, count: Count) -> datetime | None:
    place, span = count.place, moment.span
    if moment.anchor is Anchor.NAMED:
        if count.named is None:
            return _end(moment.otherwise, count) if moment.otherwise else None
        day = named_day(place, count.named)
        return (
            calendar.evening(place, _shifted(place, day, span))
            if span.number
            else _named_end(place, count.named)
        )
    if moment.anchor is Anchor.DAY:
        is_late = count.here.time() > calendar.WINDOW_END
        return calendar.evening(place, count.here.date() + timedelta(days=is_late))
    if moment.anchor is Anchor.BUSINESS_DAY:
        return calendar.closing(place, count.start)
    return _span_end(span, count)


def _span_end(span: Span, count: Count) -> datetime:
    if span.is_short:
        return _short(span, count)
    day = _shifted(count.place, count.here.date(), span, count.gap)
    if span.unit is Unit.BUSINESS_DAYS:
        return calendar.evening(count.place, day)
    return calendar.at(count.place, day, count.here.time())


def named_day(place: Place, named: datetime) -> date:
    """The day that a named date means there. Midnight in UTC is a bare date: it is that day everywhere."""
    plain = named.astimezone(UTC)
    return plain.date() if plain.time() == time() else calendar.local(place, named).date()


def _named_end(place: Place, named: datetime) -> datetime:
    here = calendar.local(place, named)
    if named.astimezone(UTC).time() != time() and EARLY <= here.time() <= calendar.WINDOW_END:
        return named.astimezone(UTC)
    return calendar.evening(place, named_day(place, named))


def _short(span: Span, count: Count) -> datetime:
    if span.unit is Unit.WORKING_HOURS:
        return calendar.working_hours_after(count.place, count.start, timedelta(hours=span.number))
    minutes = span.number if span.unit is Unit.MINUTES else span.number * 60
    return count.start.astimezone(UTC) + timedelta(minutes=minutes)


def _shifted(place: Place, day: date, span: Span, gap: timedelta = timedelta()) -> date:
    match span.unit:
        case Unit.BUSINESS_DAYS:
            return calendar.business_days_after(place, day, int(span.number)) if span.number else day
        case Unit.HOURS:
            return day + timedelta(days=round(span.number / A_DAY))
        case Unit.MONTHS:
            return day + timedelta(days=round(span.number * DAYS_A_MONTH))
        case Unit.GAPS:
            return day + timedelta(days=round(span.number * gap / timedelta(days=1)))
        case _:
            return day + timedelta(days=round(span.number))


def span_after(place: Place, start: datetime, span: Span, gap: timedelta = timedelta()) -> datetime:
    """09:00 there, so long after a moment, on a business day."""
    day = _shifted(place, calendar.local(place, start).date(), span, gap)
    return calendar.morning(place, calendar.business_days_after(place, day, 0))
