"""How each form of naming a day is written and read: “12 March”, “12.03.2026”, “next Friday”, “in two weeks”."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept",
         "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "",
            "one a an",
            "two couple",
            "three few",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
    for name in names.split()
} | {"fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_LONG_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_COUNT = r"\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text, at these characters; not `sure` where the words allow another reading."""

    start: int
    end: int
    day: date
    sure: bool = True
    is_span: bool = False  # “in two weeks”, “next week”: the last day of it


# ------------------------------------------------------------------------------------------- how each form is read


def _iso(match: re.Match[str], _: date) -> Day | None:
    return _day(match, int(match["y"]), int(match["m"]), int(match["d"]))


def _month_name(match: re.Match[str], today: date) -> Day | None:
    month = _MONTHS[match["mon"].lower()]
    year = int(match["y"]) if match["y"] else _nearest_year(month, int(match["d"]), today)
    return _day(match, year, month, int(match["d"]))


def _dotted(match: re.Match[str], today: date) -> Day | None:
    first, second = int(match["d"]), int(match["m"])
    year = _full_year(match["y"]) if match["y"] else _nearest_year(second, first, today)
    return _day(match, year, second, first)


def _slashed(match: re.Match[str], today: date) -> Day | None:
    first, second = int(match["d"]), int(match["m"])
    month_first = second > 12 or (first <= 12 and _nearer_month_first(first, second, match["y"], today))
    month, day = (first, second) if month_first else (second, first)
    year = _full_year(match["y"]) if match["y"] else _nearest_year(month, day, today)
    return _day(match, year, month, day, sure=first > 12 or second > 12 or first == second)


def _nearer_month_first(first: int, second: int, year: str | None, today: date) -> bool:
    """Nobody knows whether 3/4 is in March or in April: take the one that comes sooner, unsure."""
    readings = []
    for month, day in ((first, second), (second, first)):
        number = _full_year(year) if year else _nearest_year(month, day, today)
        readings.append(_valid(number, month, day))
    with_month, with_day = readings
    if with_month is None or with_day is None:
        return with_month is not None
    return today <= with_month < with_day or with_day < today <= with_month


def _weekday(match: re.Match[str], today: date) -> Day | None:
    wanted = WEEKDAYS[match["w"].lower()]
    ahead = (wanted - today.weekday()) % 7
    before, after = (match["before"] or "").lower(), (match["after"] or "").lower()
    if before == "last":
        return None
    if "next" in after or "following" in after:
        ahead = wanted - today.weekday() + 7
    elif before == "next":
        # “next Friday” said on Monday is the Friday of next week for most people, but not for all.
        ahead = wanted - today.weekday() + 7
        return Day(match.start(), match.end(), today + timedelta(ahead), sure=wanted <= today.weekday())
    return Day(match.start(), match.end(), today + timedelta(ahead or 7 * (before != "this")))


def _near(match: re.Match[str], today: date) -> Day | None:
    words = match[0].lower()
    ahead = 2 if "after" in words else 1 if "tomorrow" in words else 0
    return Day(match.start(), match.end(), today + timedelta(ahead))


def _span(match: re.Match[str], today: date) -> Day | None:
    unit, count = match["unit"].lower(), match["n"].lower()
    number = int(count) if count.isdigit() else _NUMBERS[count]
    if match["n2"]:
        number = int(match["n2"]) if match["n2"].isdigit() else _NUMBERS[match["n2"].lower()]
    if match["working"] and unit.startswith("day"):
        return _day_span(match, _working_days(today, number))
    if unit.startswith("month"):
        return _day_span(match, today + timedelta(days=round(30.44 * number)))
    return _day_span(match, today + timedelta(days=number * (7 if unit.startswith("week") else 1)))


def _fortnight(match: re.Match[str], today: date) -> Day | None:
    return _day_span(match, today + timedelta(14))


def _week(match: re.Match[str], today: date) -> Day | None:
    part = (match["part"] or "").lower()
    which = match["which"].lower()
    monday = (
        today - timedelta(today.weekday()) + timedelta(7 if which in {"next", "coming", "following"} else 0)
    )
    if which == "coming" and part == "":
        part = "end"
    last = {"early": 2, "beginning": 2, "start": 2, "first": 2, "mid": 3, "middle": 3}.get(part, 4)
    day = monday + timedelta(last)
    return (
        _day_span(match, day if day >= today else monday + timedelta(4))
        if monday + timedelta(4) >= today
        else None
    )


def _month_part(match: re.Match[str], today: date) -> Day | None:
    part, name = match["part"].lower(), match["mon"].lower()
    month = _MONTHS.get(name) or (
        today.month if name in {"the month", "this month", "month"} else today.month % 12 + 1
    )
    year = today.year + (month < today.month)
    last = {"beginning": 7, "start": 7, "early": 10, "middle": 15, "mid": 15, "mid-": 15}.get(part, 0)
    return _day_span(match, date(year, month, last) if last else _month_end(year, month))


def _end_of_day(match: re.Match[str], today: date) -> Day | None:
    return Day(match.start(), match.end(), today)


def _ordinal(match: re.Match[str], today: date) -> Day | None:
    number = int(match["d"])
    for ahead in range(3):
        month = (today.month - 1 + ahead) % 12 + 1
        day = _valid(today.year + (today.month - 1 + ahead) // 12, month, number)
        if day and day >= today:
            return Day(match.start(), match.end(), day)
    return None


# ------------------------------------------------------------------------------------------------------- reckoning


def _day(match: re.Match[str], year: int, month: int, day: int, *, sure: bool = True) -> Day | None:
    valid = _valid(year, month, day)
    return Day(match.start(), match.end(), valid, sure) if valid else None


def _day_span(match: re.Match[str], day: date) -> Day:
    return Day(match.start(), match.end(), day, is_span=True)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    return int(text) + 2000 * (len(text) == 2)


def _nearest_year(month: int, day: int, today: date) -> int:
    """The year that puts a day without one nearest to the future: at most six weeks back."""
    this = _valid(today.year, month, day)
    return today.year + 1 if this and this < today - timedelta(45) else today.year


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _working_days(today: date, number: int) -> date:
    weeks, rest = divmod(number, 5)
    day = today + timedelta(7 * weeks)
    while rest:
        day += timedelta(1)
        rest -= day.weekday() < 5
    return day


#: Earlier forms have the first word where two fit. Each can only be where one of its signs is; “#” is any digit.
FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
    (("#",), re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"), _iso),
    (("#",), re.compile(rf"\b{_DAY}(?:\s+day)?(?:\s+of)?[\s.-]{{1,3}}(?P<mon>{_MONTH})\b\.?(?:,?[\s-]+(?P<y>20\d\d))?", re.I), _month_name),
    (("#",), re.compile(rf"\b(?P<mon>{_MONTH})\.?\s+(?:the\s+)?{_DAY}(?![\d:])(?:,?\s+(?P<y>20\d\d))?", re.I), _month_name),
    (("#",), re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>20\d\d|\d\d)\b)?(?!\d)"), _dotted),
    (("#",), re.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>20\d\d|\d\d))(?![\d/])"), _slashed),
    (("#",), re.compile(r"(?:(?<=on )|(?<=by )|(?<=day )|(?<=day, ))(?P<d>\d{1,2})/(?P<m>\d{1,2})(?P<y>)(?![\d/])", re.I), _slashed),
    (
        ("day",),
        re.compile(
            rf"\b(?:(?P<before>this|next|coming|following|last|past)\s+)?(?:(?<=\w\s)|\b)(?P<w>{_LONG_DAY})\b(?!s)(?P<after>\s+(?:of\s+)?(?:next|the following) week)?",
            re.I,
        ), _weekday,
    ),
    (
        ("week",),
        re.compile(
            r"\b(?:(?P<part>early|beginning|start|end|mid|middle|first half|later|late)[\s-]+(?:of\s+)?)?(?:the\s+)?"
            r"(?P<which>this|next|coming|following)\s+week\b(?!end)", re.I,
        ), _week,
    ),
    (("week",), re.compile(r"\b(?P<part>end) of (?P<which>the) week\b", re.I), _week),
    (
        ("end", "beginning", "start", "mid", "early", "late"),
        re.compile(
            rf"\b(?P<part>end|beginning|start|middle|mid|early|late)[\s-]+(?:of\s+)?(?P<mon>(?:{_MONTH})\b|the month|this month|next month)",
            re.I,
        ), _month_part,
    ),
    (("#",), re.compile(r"\b(?P<before>)(?P<w>Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?(?=,?\s+\d)(?P<after>)"), _weekday),
    (("tomorrow", "today", "tonight"), re.compile(r"\b(?:the\s+)?day after tomorrow\b|\btomorrow\b|\btoday\b|\btonight\b", re.I), _near),
    (
        ("day", "week", "month"),
        re.compile(
            rf"\b(?:in|within|after|over|during|take|takes|give us|give me|allow us|about|approximately|another|up to|next)\s+(?:about\s+|around\s+|approximately\s+|the\s+|next\s+|another\s+|course of\s+|coming\s+)*"
            rf"(?:an?\s+(?=couple|few))?(?P<n>{_COUNT})(?:\s*(?:-|–|to|or)\s*(?P<n2>{_COUNT}))?(?:\s+of)?\s+(?:more\s+|full\s+)?(?P<working>(?:business|working|work)\s+)?(?P<unit>days?|weeks?|months?)\b",
            re.I,
        ), _span,
    ),
    (("fortnight",), re.compile(r"\b(?:in|within) (?:a|the next) fortnight\b", re.I), _fortnight),
    (("day", "business", "cob", "eod"), re.compile(r"(?:\b(?:end|close) of (?:the |business )?(?:day|business)\b|\bCOB\b|\bEOD\b)(?!\s+(?:tomorrow|on\b|next|this|monday|tuesday|wednesday|thursday|friday))", re.I), _end_of_day),
    (("#",), re.compile(r"\b(?:the|on|until|by)\s+(?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b(?!\s+(?:floor|of|round|place|edition|time|anniversary))", re.I), _ordinal),
)  # fmt: skip


def forms_in(text: str) -> list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]]]:
    """The forms that have a chance in a text."""
    signs = text.lower() + "#" * any(map(str.isdigit, text))
    return [(pattern, read) for named, pattern, read in FORMS if any(each in signs for each in named)]
