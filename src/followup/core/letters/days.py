"""Days in the words of a letter."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def zone(name: str) -> tzinfo:
    """The time zone of that name; UTC where nobody knows it."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_of(moment: datetime, timezone: str) -> date:
    """The calendar day of a moment, on the wall of that time zone."""
    return moment.astimezone(zone(timezone)).date()


def spoken(day: date) -> str:
    """“Tuesday 3 March”."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def written(day: date) -> str:
    """“3 March 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
