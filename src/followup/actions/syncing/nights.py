"""Nights: the time for what is done once a day."""

from datetime import datetime, time, timedelta, tzinfo

#: Before the day's work, after the day's mail.
NIGHT = time(3)


def last_night(now: datetime, zone: tzinfo) -> datetime:
    """The latest 3 o'clock in the morning."""
    here = now.astimezone(zone)
    night = datetime.combine(here.date(), NIGHT, zone)
    return night if night <= here else datetime.combine(here.date() - timedelta(days=1), NIGHT, zone)
