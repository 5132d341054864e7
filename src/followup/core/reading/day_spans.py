"""Stretches of days: “in two weeks”, “early next week”, “mid-April”, “calendar week 12”."""

import re
from datetime import date, timedelta

from .day import Day, Written, month_end, months_on, span, valid, working_days_on
from .day_words import either, words

_EARLY, _MIDDLE, _LATE = timedelta(2), timedelta(3), timedelta(4)
_HALF_YEAR = 6


def within(match: re.Match[str], when: Written) -> Day | None:
    """“In two weeks”, “within 3 to 5 working days”: its last day."""
    told = words()
    if match[0].lower() == "in a day":
        return None  # “how much fits in a day”
    unit, count = told.units[match["unit"].lower()], (match["n2"] or match["n"]).lower()
    number = int(count) if count.isdigit() else told.numbers[count]
    if unit == "hour":
        return span(match, when.on + timedelta(number // 24)) if number in {24, 48, 72, 96} else None
    if unit == "working" or (unit == "day" and (match["working"] or match["working_after"])):
        return span(match, working_days_on(when.on, number))
    if unit == "month":
        return span(match, months_on(when.on, number))
    if unit == "day" and count in told.rounded_days:
        number = told.rounded_days[count]
    return span(match, when.on + timedelta(number * (7 if unit == "week" else 1)))


def fortnight(match: re.Match[str], when: Written) -> Day | None:
    """“In a fortnight”."""
    return span(match, when.on + timedelta(14))


def week(match: re.Match[str], when: Written) -> Day | None:
    """“Next week”, “early this week”, “the end of the week”: Monday to Friday, as far as it is still ahead."""
    part = _part(match)
    if match["the"] and part != "end":
        return None
    monday = when.on - timedelta(when.on.weekday()) + timedelta(7 * bool(match["next"]))
    friday = monday + _LATE
    if friday < when.on:
        return None
    first = max(monday, when.on)
    if part == "end":
        return span(match, friday, first if (match["part"] or "").lower().startswith("later") else None)
    last = monday + {"beginning": _EARLY, "middle": _MIDDLE}.get(part, _LATE)
    return span(match, last if last >= when.on else friday, None if part == "middle" else first)


def week_number(match: re.Match[str], when: Written) -> Day | None:
    """“KW 12”: Monday to Friday of this year's week of that number, or next year's."""
    number = int(match["n"])
    for year in (when.on.year, when.on.year + 1):
        monday = _monday(year, number)
        if monday and monday + timedelta(6) >= when.on:
            return span(match, monday + _LATE, monday)
    return None


def week_of_month(match: re.Match[str], when: Written) -> Day | None:
    """“The first week of March”, as far as it lies in that month."""
    begins = _month_begins(match, when)
    if begins is None:
        return None
    if match["last"]:
        ends = month_end(begins.year, begins.month)
        monday = ends - timedelta(ends.weekday())
        return span(match, min(ends, monday + _LATE), monday)
    number = 1 if match["second"] else 2 if match["third"] else 0
    fourth = begins + timedelta(3)
    monday = fourth - timedelta(fourth.weekday()) + timedelta(7 * number)
    return span(match, monday + _LATE, max(monday, begins))


def month_part(match: re.Match[str], when: Written) -> Day | None:
    """“Mid-April”, “the end of the month”: the 7th, the 15th or the last day."""
    begins = _month_begins(match, when)
    if begins is None:
        return None
    part = _part(match)
    if part == "beginning":
        return span(match, begins + timedelta(9 if match["part"].lower() == "early" else 6))
    return span(match, begins + timedelta(14) if part == "middle" else month_end(begins.year, begins.month))


def year_end(match: re.Match[str], when: Written) -> Day | None:
    """“The end of the year”."""
    return span(match, date(when.on.year, 12, 31)) if _part(match) == "end" else None


def quarter(match: re.Match[str], when: Written) -> Day | None:
    """“The end of Q2”."""
    number = int(match["q"])
    year = when.on.year + (number * 3 < when.on.month)
    return span(match, month_end(year, number * 3))


def weekend(match: re.Match[str], when: Written) -> Day | None:
    """“This weekend”: Saturday and Sunday; “before the weekend”: Friday."""
    saturday = when.on + timedelta(5 - when.on.weekday() + 7 * bool(match["next"]))
    if match["before"]:
        return span(match, max(when.on, saturday - timedelta(1)))
    return span(match, saturday + timedelta(1), max(when.on, saturday))


def week_on(match: re.Match[str], when: Written) -> Day | None:
    """“A week today”, “tomorrow week”."""
    return span(match, when.on + timedelta(7 + ("tomorrow" in match[0].lower())))


def some_month(match: re.Match[str], when: Written) -> Day | None:
    """“Next month”, “this month”."""
    begins = months_on(when.on.replace(day=1), 1) if match["next"] else when.on
    return span(match, month_end(begins.year, begins.month), begins)


def whole_month(match: re.Match[str], when: Written) -> Day | None:
    """“In January”, where that is ahead and not half a year away."""
    begins = _month_begins(match, when)
    if begins is None or match["mon"] in {"may", "march"}:
        return None
    months = (begins.year - when.on.year) * 12 + begins.month - when.on.month
    ends = month_end(begins.year, begins.month)
    return span(match, ends, max(begins, when.on)) if 0 <= months <= _HALF_YEAR else None


def _part(match: re.Match[str]) -> str:
    said = " ".join((match["part"] or "").lower().split())
    parts = words().phrases["part"]
    return next((part for part in ("beginning", "middle", "end") if said in parts[part]), "")


def _month_begins(match: re.Match[str], when: Written) -> date | None:
    groups = match.groupdict()
    if groups.get("next_month"):
        return months_on(when.on.replace(day=1), 1)
    if groups.get("this_month") is not None:
        return when.on.replace(day=1)
    month = words().months[match["mon"].lower()]
    year = int(match["y"]) if match["y"] else when.on.year + (month < when.on.month)
    return valid(year, month, 1)


def _monday(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The pattern of each form above, by its name."""
    told = words()
    of = told.of
    count = rf"\d{{1,2}}|{either(word for word in told.numbers)}"
    unit = either(told.units)
    link = rf"(?:(?:{of('link', 'of')})[\s-]*){{0,3}}"
    part = rf"(?P<part>{of('part', 'beginning', 'middle', 'end')})"
    month = rf"(?P<mon>{either(told.months)})\b\.?(?:\s+(?:de\s+)?(?P<y>20\d\d)\b)?"
    some_month = rf"(?:(?P<next_month>{of('month', 'next')})\b|(?P<this_month>{of('month', 'this')})\b(?!\s+(?:next|proximo))|{month})"
    filler = r"(?:about|around|approximately|the|next|another|course\s+of|coming|den|der|nachsten|etwa|circa|ca|los|proximos|as|proximas|les|prochains|le|prossime|i|prossimi|os|de|volgende|no|more\s+than|maximum|maximal|van)"
    rank = "|".join(rf"(?P<{each}>{of('week', each)})" for each in ("first", "second", "third", "last"))
    found = [
        ("within", rf"\b(?:{of('within', 'words')})\s+(?:{filler}\s+){{0,3}}(?:an?\s+(?=couple|few))?(?P<n>{count})(?:\s*(?:-|–|to|or|bis|a|oder|ou|of|tot)\s*(?P<n2>{count}))?(?:\s+of)?\s+(?:(?:more|full)\s+)?(?:(?P<working>{of('working', 'before')})\s+)?(?P<unit>{unit})\b(?:\s+(?P<working_after>{of('working', 'after')})\b)?(?!\s+(?:ago|of\s+experience))"),
        ("within", rf"\b(?P<n>{count})\s+(?P<working>business\s+|working\s+)?(?P<unit>days?|weeks?|months?)\s+from\s+(?:now|today)\b(?P<n2>)(?P<working_after>)"),
        ("fortnight", r"\b(?:in|within)\s+(?:a|the\s+next)\s+fortnight\b"),
        ("week_of_month", rf"\b(?:{rank})\s+(?:week|woche|semaine|semana|settimana|vecka|uge)\s+{link}{month}"),
        ("week_number", rf"\b(?:{of('week', 'number')})\s+(?P<n>[1-4]?\d|5[0-3])(?!\d|[.:/]\d|\s+of\b)"),
        ("week", rf"\b(?:{part}[\s-]+)?{link}(?:(?P<next>{of('week', 'next')})|(?P<this>{of('week', 'this')}))\b(?P<the>(?!))?"),
        ("week", rf"\b{part}[\s-]+{link}(?P<the>{of('week', 'the')})\b(?P<next>(?!))?"),
        ("year_end", rf"\b{part}[\s-]+{link}(?:{of('month', 'year')})\b"),
        ("month_part", rf"\b{part}[\s-]*{link}{some_month}"),
        ("month_part", r"\bmonats(?P<part>anfang|mitte|ende)\b(?P<next_month>(?!))?(?P<this_month>(?=.?))"),
        ("quarter", r"\b(?:end|ende|fin|close)\s+(?:of\s+|de\s+|du\s+)?(?:the\s+)?q(?P<q>[1-4])\b"),
        ("weekend", r"\b(?:(?P<before>before\s+the|vor\s+dem|avant\s+le|prima\s+del|voor\s+het|antes\s+do|antes\s+del)|(?P<next>next|nachstes|kommendes)|this|over\s+the|at\s+the|on\s+the|by\s+the|during\s+the|am|dieses|ubers|ce|le|questo|dit|in\s+het|este|no|el)\s+(?:weekend|week-end|wochenende|fine\s+settimana|fim\s+de\s+semana|fin\s+de\s+semana)\b"),
        ("week_on", r"\b(?:a|one)\s+week\s+(?:today|tomorrow)\b|\b(?:today|tomorrow)\s+week\b"),
        ("some_month", rf"\b(?:(?P<next>{of('month', 'next')})|this\s+month|diesen\s+monat|ce\s+mois-ci|este\s+mes|questo\s+mese|deze\s+maand)\b"),
        ("whole_month", rf"\b(?:{of('month', 'in')})\s+{month}(?!\s*\d|-|\s+[A-Z])"),
    ]  # fmt: skip
    return [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in found]
