"""Business days, working hours and daytime at a place: by country, subdivision and time zone."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from holidays.registry import COUNTRIES

#: Letters go out between these hours of the reader's own clock; “09:00 there” is when a day's letters are due.
WINDOW_START = time(8, 30)
WINDOW_END = time(17, 30)
MORNING = time(9)
NO_TIME = timedelta()
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when somebody works: IANA zone, country and subdivision (ISO 3166), hours of the day."""

    timezone: str
    country: str = ""
    subdivision: str = ""
    work_start: time = time(9)
    work_end: time = time(17)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The owner's place and those of the contacts; a contact without one is taken to be where the owner is."""

    owner: Place
    places: Mapping[int, Place] = field(default=MappingProxyType({}))

    def place_of(self, contact: int) -> Place:
        """Where a contact works."""
        return self.places.get(contact, self.owner)


def place_of(owner: Place, *nearer: tuple[str, str, str]) -> Place:
    """The place told by the first of (timezone, country, subdivision) that knows each, at last the owner's.

    A subdivision counts only beside its own country. An unknown zone or country is as none.
    """
    timezone = next((zone for zone, _, _ in nearer if zone and _zone_or_none(zone)), owner.timezone)
    countries = [*((country, part) for _, country, part in nearer), (owner.country, owner.subdivision)]
    country = next((each for each, _ in countries if each and _is_known(each)), "")
    subdivision = next((part for each, part in countries if each == country and part), "")
    return Place(timezone, country, subdivision, owner.work_start, owner.work_end)


def local(place: Place, moment: datetime) -> datetime:
    """A moment as the clock at the place shows it."""
    return _local(place.timezone, moment)


@lru_cache(maxsize=32768)
def _local(timezone: str, moment: datetime) -> datetime:
    return moment.astimezone(zone_of(timezone))


def at(place: Place, day: date, clock: time) -> datetime:
    """A wall time at the place, in UTC. A time that a change of clocks leaves out is the one right after it."""
    return _at(place.timezone, day, clock)


@lru_cache(maxsize=32768)
def _at(timezone: str, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, zone_of(timezone)).astimezone(UTC)


def is_business_day(place: Place, day: date) -> bool:
    """True where people work that day: no weekend there, no holiday, or a weekend that is made up for."""
    days = _business_days(place.country, place.subdivision, day.year)
    spot = bisect_left(days, day.toordinal())
    return spot < len(days) and days[spot] == day.toordinal()


def business_days_after(place: Place, day: date, count: int) -> date:
    """The count-th business day after a day; the day itself (or the next business day) for 0."""
    return _after(place.country, place.subdivision, day, count)


@lru_cache(maxsize=32768)
def _after(country: str, subdivision: str, day: date, count: int) -> date:
    if count < 0:
        return _before(country, subdivision, day, -count)
    year, left = day.year, count - 1
    days = _business_days(country, subdivision, year)
    # For 0 the day itself may be the one.
    spot = bisect_left(days, day.toordinal()) if count == 0 else bisect_right(days, day.toordinal()) + left
    while spot >= len(days):
        spot -= len(days)
        year += 1
        days = _business_days(country, subdivision, year)
    return date.fromordinal(days[spot])


def working_hours_after(place: Place, moment: datetime, span: timedelta) -> datetime:
    """The moment when so much working time has passed at the place."""
    here = local(place, moment)
    day = here.date()
    while True:
        day = business_days_after(place, day, 0)
        opens, closes = at(place, day, place.work_start), at(place, day, place.work_end)
        begins = max(opens, moment)
        if begins < closes:
            if begins + span <= closes:
                return begins.astimezone(UTC) + span
            span -= closes - begins
        day += timedelta(days=1)


def working_hours_between(place: Place, start: datetime, end: datetime) -> timedelta:
    """How much working time passes at the place from one moment to a later one; none while it is closed."""
    return working_time(place, start.year, end.year).between(start, end)


@lru_cache(maxsize=256)
def working_time(place: Place, first: int, last: int) -> "WorkingTime":
    """All working time of some years at a place, for those who ask for many spans of it."""
    opens: list[datetime] = []
    closes: list[datetime] = []
    before = [timedelta()]
    # A shift at the turn of the year belongs to another year in UTC than there.
    for year in range(max(first - 1, MINYEAR), min(last + 1, MAXYEAR) + 1):
        for ordinal in _business_days(place.country, place.subdivision, year):
            day = date.fromordinal(ordinal)
            begins, ends = at(place, day, place.work_start), at(place, day, place.work_end)
            if begins < ends:
                opens.append(begins)
                closes.append(ends)
                before.append(before[-1] + (ends - begins))
    return WorkingTime(tuple(opens), tuple(closes), tuple(before))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When work begins and ends, day after day, and how much was worked before each: three columns."""

    opens: tuple[datetime, ...]
    closes: tuple[datetime, ...]
    before: tuple[timedelta, ...]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of it passes from one moment to a later one."""
        return self._until(end) - self._until(start) if start < end else NO_TIME

    def _until(self, moment: datetime) -> timedelta:
        spot = bisect_right(self.opens, moment) - 1
        if spot < 0:
            return NO_TIME
        closes = self.closes[spot]
        return self.before[spot] + (moment - self.opens[spot]) if moment < closes else self.before[spot + 1]


def daytime(place: Place, moment: datetime) -> datetime:
    """The moment itself inside the hours for letters, else the next 09:00 there."""
    here = local(place, moment)
    if WINDOW_START <= here.time() <= WINDOW_END:
        return moment.astimezone(UTC)
    day = here.date() if here.time() < WINDOW_START else here.date() + timedelta(days=1)
    return at(place, day, MORNING)


def morning(place: Place, day: date) -> datetime:
    """09:00 there."""
    return at(place, day, MORNING)


def evening(place: Place, day: date) -> datetime:
    """The end of the hours for letters that day."""
    return at(place, day, WINDOW_END)


def closing(place: Place, moment: datetime) -> datetime:
    """The end of the working day that a moment falls into, or of the next one."""
    here = local(place, moment)
    day = here.date() if here.time() < place.work_end else here.date() + timedelta(days=1)
    return at(place, business_days_after(place, day, 0), place.work_end)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name, UTC where there is none."""
    return _zone_or_none(name) or ZoneInfo("UTC")


@lru_cache(maxsize=1024)
def _zone_or_none(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=512)
def _is_known(country: str) -> bool:
    return country.upper() in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    # The library's own list of them would load every country.
    return frozenset(code for names in COUNTRIES.values() for code in names[1:])


@lru_cache(maxsize=512)
def _parts(country: str) -> frozenset[str]:
    return frozenset(holidays.country_holidays(country).subdivisions)


def _before(country: str, subdivision: str, day: date, count: int) -> date:
    year = day.year
    days = _business_days(country, subdivision, year)
    spot = bisect_left(days, day.toordinal()) - count
    while spot < 0:
        year -= 1
        days = _business_days(country, subdivision, year)
        spot += len(days)
    return date.fromordinal(days[spot])


@lru_cache(maxsize=4096)
def _business_days(country: str, subdivision: str, year: int) -> tuple[int, ...]:
    """Ordinals of a year's business days, in order."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    ordinals = range(first, last + 1)
    if not _is_known(country):
        return tuple(each for each in ordinals if date.fromordinal(each).weekday() in MONDAY_TO_FRIDAY)
    known = subdivision.upper() if subdivision.upper() in _parts(country.upper()) else None
    there = holidays.country_holidays(country.upper(), subdiv=known, years=year)
    return tuple(each for each in ordinals if there.is_working_day(date.fromordinal(each)))
