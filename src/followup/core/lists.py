"""Which list a follow-up is on, and how a day's room is shared out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from . import calendar
from .calendar import Place

ROOM = 12
List = Literal["today", "waiting", "upcoming", "lapsed"]


class Timed(Protocol):
    """What the lists look at: a follow-up as a value or as a row."""

    @property
    def due(self) -> datetime: ...
    @property
    def deadline(self) -> datetime | None: ...
    @property
    def lapses(self) -> datetime: ...
    @property
    def waiting_since(self) -> datetime | None: ...


def list_of(follow_up: Timed, now: datetime) -> List:
    """The list a follow-up is on. What waits for them is on Upcoming as well."""
    if follow_up.lapses <= now:
        return "lapsed"
    if follow_up.due <= now:
        return "today"
    is_waiting = follow_up.waiting_since is not None and follow_up.waiting_since <= now
    return "waiting" if is_waiting else "upcoming"


def state(follow_up: Timed, now: datetime) -> Literal["due", "overdue"]:
    """Overdue once the deadline has passed."""
    return "overdue" if follow_up.deadline and follow_up.deadline < now else "due"


def days[Each: Timed](
    ranked: Iterable[Each], now: datetime, place: Place, *, room: int = ROOM
) -> Mapping[date, list[Each]]:
    """Follow-ups that are due, shared out over today and the next business days, best first, `room` a day."""
    shared: dict[date, list[Each]] = {}
    day = calendar.local(place, now).date()
    for each in ranked:
        if len(shared.setdefault(day, [])) >= max(room, 1):
            day = calendar.business_days_after(place, day + timedelta(days=1), 0)
            shared[day] = []
        shared[day].append(each)
    return shared
