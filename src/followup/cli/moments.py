"""Times as people type them."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from followup.core.trouble import Mend

_AHEAD = re.compile(r"\+?(\d{1,4})\s*([hdwm])(?:ours?|ays?|eeks?)?\b")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30)}


def moment_of(text: str, now: datetime, zone: ZoneInfo, *, at: time = time(9)) -> datetime:
    """The moment that “2026-03-09”, “2026-03-09 14:00”, an ISO time with offset, “3d”, “2h”, “today” or “tomorrow” means.

    A day alone is taken at `at`, in the owner's zone.
    """
    word = text.strip().lower()
    if found := _AHEAD.fullmatch(word):
        return now + int(found[1]) * _UNITS[found[2]]
    if word == "now":
        return now
    if word in {"today", "tomorrow", "yesterday"}:
        days = {"today": 0, "tomorrow": 1, "yesterday": -1}[word]
        return datetime.combine(now.astimezone(zone).date() + timedelta(days), at, zone)
    return _iso(text.strip(), zone, at)


def _iso(text: str, zone: ZoneInfo, at: time) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as trouble:
        raise Mend(
            f"“{text}” is not a time; write 2026-03-09, “2026-03-09 14:00”, 3d or tomorrow."
        ) from trouble
    if len(text) <= 10:
        moment = datetime.combine(moment.date(), at)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
