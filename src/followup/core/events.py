"""Calendar events as values."""

from dataclasses import dataclass
from datetime import datetime

from .facts import Party

NOBODY = Party()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence of a calendar entry (RFC 5545), or a message about it (RFC 5546 `method`).

    `uid` + `recurrence` name the occurrence, `sequence` and `stamp` order its versions. `start` and `end`
    are aware. `status` is confirmed | tentative | cancelled. `attendees` leaves out rooms and resources.
    """

    uid: str
    start: datetime
    end: datetime
    summary: str = ""
    description: str = ""
    location: str = ""
    recurrence: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    method: str = ""  # "" | request | cancel | reply | publish | counter
    status: str = "confirmed"
    organizer: Party = NOBODY
    attendees: tuple[Party, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()  # (address, accepted | declined | tentative | needs-action)
    all_day: bool = False
