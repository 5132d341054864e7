"""When a follow-up is due, late and dropped: a playbook's words become moments on somebody's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from . import calendar
from .calendar import Place
from .playbooks import Anchor, Moment, Span, Step, Unit

#: From this many hours on, a span is counted in days.
A_DAY = 24
DAYS_A_MONTH = 30.4375
EARLY = time(6)


@dataclass(frozen=True, slots=True)
class Times:
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


def times(
    step: Step, place: Place, start: datetime, *, named: datetime | None, gap: timedelta, country: str = ""
) -> Times | None:
    """When a step is owed that is counted from `start`; None where its moment cannot be told."""
    due = _due(step.due, place, start, named, gap, rolls=step.clock == "theirs")
    lapses = _end(step.lapses, place, start, named, gap)
    if due is None or lapses is None:
        return None
    wanted = step.deadline_in.get(country or place.country, step.deadline)
    deadline = _end(wanted, place, start, named, gap) if wanted else None
    found = Times(due, max(lapses, due), max(deadline, due) if deadline else None)
    if step.not_before:
        floor = _due(step.not_before, place, start, named, gap, rolls=False)
        if floor:
            found = found.moved_to(floor)
    return found


def _due(
    moment: Moment, place: Place, start: datetime, named: datetime | None, gap: timedelta, *, rolls: bool
) -> datetime | None:
    span = moment.span
    if moment.anchor is Anchor.NAMED:
        if named is None:
            other = moment.otherwise
            return _due(other, place, start, None, gap, rolls=rolls) if other else None
        return calendar.morning(place, _shifted(place, named_day(place, named), span))
    if moment.anchor is not Anchor.START or _is_short(span):
        found = _short(span, place, start)
        return calendar.daytime(place, found) if rolls else found
    day = _shifted(place, calendar.local(place, start).date(), span, gap)
    if (
        span.unit is Unit.HOURS
        or span.unit is Unit.MONTHS
        or span.unit is Unit.GAPS
        or span.unit is Unit.DAYS
    ):
        day = calendar.business_days_after(place, day, 0)
    return calendar.morning(place, day)


def _end(
    moment: Moment, place: Place, start: datetime, named: datetime | None, gap: timedelta
) -> datetime | None:
    span = moment.span
    match moment.anchor:
        case Anchor.NAMED if named is None:
            return _end(moment.otherwise, place, start, None, gap) if moment.otherwise else None
        case Anchor.NAMED if not span.number:
            return _named_end(place, named)
        case Anchor.NAMED:
            return calendar.evening(place, _shifted(place, named_day(place, named), span))
        case Anchor.DAY:
            here = calendar.local(place, start)
            return calendar.evening(place, here.date() + timedelta(days=here.time() > calendar.WINDOW_END))
        case Anchor.BUSINESS_DAY:
            return calendar.closing(place, start)
    if _is_short(span):
        return _short(span, place, start)
    if span.unit is Unit.BUSINESS_DAYS:
        return calendar.evening(place, _shifted(place, calendar.local(place, start).date(), span))
    here = calendar.local(place, start)
    return calendar.at(place, _shifted(place, here.date(), span, gap), here.time())


def named_day(place: Place, named: datetime) -> date:
    """The day that a named date means there. Midnight in UTC is a bare date: it is that day everywhere."""
    plain = named.astimezone(UTC)
    return plain.date() if plain.time() == time() else calendar.local(place, named).date()


def _named_end(place: Place, named: datetime) -> datetime:
    here = calendar.local(place, named)
    if named.astimezone(UTC).time() != time() and EARLY <= here.time() <= calendar.WINDOW_END:
        return named.astimezone(UTC)
    return calendar.evening(place, named_day(place, named))


def _is_short(span: Span) -> bool:
    return span.unit in {Unit.MINUTES, Unit.WORKING_HOURS} or (
        span.unit is Unit.HOURS and span.number < A_DAY
    )


def _short(span: Span, place: Place, start: datetime) -> datetime:
    if span.unit is Unit.MINUTES:
        return start.astimezone(UTC) + timedelta(minutes=span.number)
    if span.unit is Unit.WORKING_HOURS:
        return calendar.working_hours_after(place, start, timedelta(hours=span.number))
    return start.astimezone(UTC) + timedelta(hours=span.number)


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
