"""Reply time in figures: altogether, by sort and week by week, the last full week as the verdict, and who waits."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from followup.core import calendar
from followup.core.calendar import Place

from .survival import Share, Time, curve
from .waits import Sort, Wait

#: Fewer waits than this tell nothing about a week.
FEW = 5
A_WEEK = timedelta(days=7)


class Measured(NamedTuple):
    """A wait and its length in working hours, so far where it is open."""

    wait: Wait
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast answers came. Times are working time, told with what is still unanswered counted in."""

    asked: int = 0
    answered: int = 0
    waiting: int = 0
    #: By when half, a quarter and three quarters had an answer; None where that many have none yet.
    median: Time | None = None
    quarter: Time | None = None
    three_quarters: Time | None = None
    #: The part that was answered within the target, at least; None where it is too early to say.
    within: Share | None = None

    @property
    def is_few(self) -> bool:
        """True where there were too few to tell anything."""
        return self.asked < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week, named by its Monday: its pace, and what can be counted of it without any guess."""

    monday: date
    pace: Pace
    #: Answered within the target; of so many whose time for it is over, or who were answered.
    kept: int = 0
    owed: int = 0
    #: Open and past the target; open with time left.
    late: int = 0
    in_time: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """All about reply time that a page shows."""

    target: timedelta
    #: The Monday that the figures begin with.
    since: date
    pace: Pace
    #: By what was written, for those sorts that were.
    sorts: Mapping[Sort, Pace]
    #: Every week up to the running one, the oldest first.
    weeks: Sequence[Week]
    #: The last full week.
    verdict: Week
    #: Who waits now, the longest first, those from before `since` included.
    waiting: Sequence[Measured]


def monday_before(place: Place, now: datetime, *, weeks: int) -> date:
    """The Monday so many full weeks before the running one, there."""
    day = calendar.local(place, now).date()
    return day - timedelta(days=day.weekday()) - weeks * A_WEEK


def begins(place: Place, day: date) -> datetime:
    """The first moment of a day there."""
    return calendar.at(place, day, time())


def speed(
    waits: Iterable[Wait], place: Place, *, now: datetime, target: timedelta, since: date | None
) -> Speed:
    """The figures of the waits that began from a Monday on, of all for None; `waits` come the oldest first."""
    measured = _measured(list(waits), place, now)
    last_week = monday_before(place, now, weeks=1)
    since = since or _first_monday(measured, place, last_week)
    start = begins(place, since)
    within = [each for each in measured if each.wait.since >= start]
    weeks = list(_weeks(within, place, since, last_week + A_WEEK, target))
    return Speed(
        target=target,
        since=since,
        pace=_pace(within, target),
        sorts=_by_sort(within, target),
        weeks=weeks,
        verdict=next(week for week in weeks if week.monday == last_week),
        waiting=[each for each in measured if each.wait.is_open],
    )


def _measured(waits: Sequence[Wait], place: Place, now: datetime) -> list[Measured]:
    first = waits[0].since.year if waits else now.year
    passed = calendar.working_time(place, first, now.year).between
    return [Measured(wait, passed(wait.since, wait.until or now)) for wait in waits]


def _by_sort(measured: Sequence[Measured], target: timedelta) -> Mapping[Sort, Pace]:
    of = {sort: [each for each in measured if each.wait.sort is sort] for sort in Sort}
    return {sort: _pace(those, target) for sort, those in of.items() if those}


def _first_monday(measured: Sequence[Measured], place: Place, at_the_latest: date) -> date:
    if not measured:
        return at_the_latest
    return min(monday_before(place, measured[0].wait.since, weeks=0), at_the_latest)


def _weeks(
    measured: Sequence[Measured], place: Place, first: date, last: date, target: timedelta
) -> Iterator[Week]:
    moments = [each.wait.since for each in measured]
    for number in range((last - first) // A_WEEK + 1):
        monday = first + number * A_WEEK
        start = bisect_left(moments, begins(place, monday))
        end = bisect_left(moments, begins(place, monday + A_WEEK), lo=start)
        yield _week(monday, measured[start:end], target)


def _week(monday: date, measured: Sequence[Measured], target: timedelta) -> Week:
    kept = sum(1 for wait, length in measured if wait.is_answered and length <= target)
    late = sum(1 for wait, length in measured if wait.is_open and length > target)
    over = sum(1 for wait, length in measured if not wait.is_open and length > target)
    in_time = sum(1 for wait, length in measured if wait.is_open and length <= target)
    return Week(
        monday=monday,
        pace=_pace(measured, target),
        kept=kept,
        owed=kept + late + over,
        late=late,
        in_time=in_time,
    )


def _pace(measured: Sequence[Measured], target: timedelta) -> Pace:
    found = curve((length, wait.is_answered) for wait, length in measured)
    return Pace(
        asked=len(measured),
        answered=sum(1 for wait, _ in measured if wait.is_answered),
        waiting=sum(1 for wait, _ in measured if wait.until is None),
        median=found.median,
        quarter=found.quantile(0.25),
        three_quarters=found.quantile(0.75),
        within=found.answered_within(target),
    )
