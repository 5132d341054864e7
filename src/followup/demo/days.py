"""Days as the stories name them: “-12b 09:14” is twelve business days ago, “+3d” in three days, “now -2h10m”."""

import re
from datetime import datetime, time, timedelta

_DAY = re.compile(r"([+-])(\d+)([bd])(?: (\d\d:\d\d))?")
_SINCE = re.compile(r"now -(?:(\d+)h)?(?:(\d+)m)?")
_PLACE = re.compile(r"\{(\w+) ([^{}]+)\}")
_SATURDAY = 5

_TAGE = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
_MONATE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

#: How a day can be written inside a sentence: {weekday -3b}, {tag +2b} …
_WRITTEN = {
    "weekday": lambda day: f"{day:%A}",
    "day": lambda day: f"{day:%A} {day.day} {day:%B}",
    "date": lambda day: f"{day.day} {day:%B %Y}",
    "month": lambda day: f"{day:%B}",
    "year": lambda day: f"{day:%Y}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "us": lambda day: f"{day:%B} {day.day}, {day:%Y}",
    "tag": lambda day: f"{_TAGE[day.weekday()]}, {day.day}. {_MONATE[day.month - 1]}",
    "wochentag": lambda day: _TAGE[day.weekday()],
    "jour": lambda day: f"{_JOURS[day.weekday()]} {day.day} {_MOIS[day.month - 1]}",
}


def moment(text: str, now: datetime) -> datetime:
    """The moment that a story's words name, in the zone of `now`; 12:00 where no clock time is given."""
    if since := _SINCE.fullmatch(text.strip()):
        hours, minutes = (int(each or 0) for each in since.groups())
        return now - timedelta(hours=hours, minutes=minutes)
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a moment such as “-12b 09:14”")
    sign, count, unit, clock = found.groups()
    step = 1 if sign == "+" else -1
    day = _business(now, step, int(count)) if unit == "b" else now + timedelta(days=step * int(count))
    return datetime.combine(day.date(), time.fromisoformat(clock or "12:00"), now.tzinfo)


def with_days(text: str, now: datetime) -> str:
    """The text with every {weekday -3b} and its like written out."""
    return _PLACE.sub(lambda found: _WRITTEN[found[1]](moment(found[2], now)), text)


def _business(now: datetime, step: int, count: int) -> datetime:
    """The count-th weekday before or after the day of `now`, which itself never counts."""
    day = now
    while count:
        day += timedelta(days=step)
        count -= day.weekday() < _SATURDAY
    return day
