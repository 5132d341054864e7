"""Letters arrive in working hours, on the recipient's clock."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache

import holidays

from followup.core.findings import Finding
from followup.core.letters.days import zone
from followup.core.letters.families import OWED
from followup.core.letters.record import Record

from .look import Look

OPENS, CLOSES = time(8, 30), time(17, 30)


def hours(look: Look) -> Iterator[Finding]:
    """Outside 08:30 to 17:30 there, or on a day when nobody works; answers that we owe may go at once."""
    if look.record.step in OWED or is_open(look.record, look.now):
        return
    there = local(look.record, look.now)
    name = look.record.contact.given or look.record.contact.name
    yield look.warn(
        "hours", f"It is {there:%A, %H:%M} where {name} is; a letter in working hours asks for no hurry."
    )


def local(record: Record, now: datetime) -> datetime:
    """The time on the recipient's wall."""
    return now.astimezone(zone(record.contact.timezone or record.sender.timezone))


def is_open(record: Record, now: datetime) -> bool:
    """True in the recipient's send window."""
    there = local(record, now)
    country = record.contact.country or record.sender.country
    return OPENS <= there.time() <= CLOSES and _is_working(country, record.contact.subdivision, there)


def _is_working(country: str, subdivision: str, there: datetime) -> bool:
    calendar = _calendar(country, subdivision, there.year)
    if calendar is None:
        return there.weekday() < 5
    return calendar.is_working_day(there.date())


@lru_cache(maxsize=256)
def _calendar(country: str, subdivision: str, year: int) -> holidays.HolidayBase | None:
    for part in (subdivision, ""):
        try:
            return holidays.country_holidays(country, subdiv=part or None, years=year)
        except (NotImplementedError, KeyError, AttributeError, TypeError):
            continue
    return None
