"""Days with a number: “12 March”, “March 12th”, “12.03.2026”, “12/03”, “the 12th”."""

import re
from datetime import date, timedelta

from .day import Day, Written, full_year, months_on, named, nearest, span, valid
from .day_words import either, words

DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])(?!\d)"
ORDINAL = r"(?:\.|st|nd|rd|th|er|ere|e|ste|de|o|º|ª|:a|:e)?"
#: What has numbers with points and slashes that are no dates.
_NO_DATE = re.compile(
    r"(?:version|release|section|chapter|kapitel|abschnitt|build|python|django|room|zimmer|page|seite|part|size|nr|no|article|ratio|score|§)\.?\s*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:\b(?:on|by|until|till|before|from|since|of|due|am|bis|zum|vom|ab|den|spatestens|der|le|du|au|el|il|op|em|dia|per|entro|antes del|hasta el|fino al|to|and|und|w/c|"
    r"(?:deadline|due|date|frist|termin|echeance|scadenza|limite)(?:\s+(?:is|ist|am))?)\s*:?|[a-z]day,?|[a-z]tag,?|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so)[.,]{0,2}|\d\.?\s?[-–])\s*$",
    re.IGNORECASE,
)
_HOUR = re.compile(r",?\s+(?:(?:um|ab|at|alle|om|kl)\s|\d{1,2}[:.]\d\d|\d{1,2}\s?(?:h|uhr)\b)", re.IGNORECASE)
_DAY_FIRST_WORDS = re.compile(
    r"\b(?:el|la|los|del|para|hasta|ate|dia|em|le|les|jusqu|der|das|und|bis|uhr|het|een)\b", re.IGNORECASE
)
_STREET = r"(?!\s+(?:[Rr]oad|[Rr]d\b|[Ss]treet|[Ss]t\b|[Aa]venue|[Ll]ane|[Ss]quare|[Pp]lace)|-[^\W\d]|')"
_ALSO_WORDS = frozenset({"may", "march", "mar", "mai", "dec", "jan", "mag", "ago", "mars"})


def month_first(match: re.Match[str], when: Written) -> Day | None:
    """“March 12th, 2026”, “April 20–24”."""
    word = match["mon"]
    if word.islower() and word in _ALSO_WORDS and not match["ord"]:
        return None
    first = _by_month(match, when)
    last = int(match["last"] or 0)
    if first and first.day.day < last and (ends := valid(first.day.year, first.day.month, last)):
        return span(match, ends, first.day)
    return first


def day_first(match: re.Match[str], when: Written) -> Day | None:
    """“12 March”, “12. März 2026”, “12 de marzo de 2026”; “those 3 may come” is none."""
    word = match["mon"]
    return None if word == "may" and not match["y"] else _by_month(match, when)


def _by_month(match: re.Match[str], when: Written) -> Day | None:
    month, day = words().months[match["mon"].lower()], int(match["d"])
    found = valid(int(match["y"]), month, day) if match["y"] else nearest(month, day, when.on)
    return named(match, found)


def iso(match: re.Match[str], _: Written) -> Day | None:
    """“2026-03-12”."""
    return named(match, valid(int(match["y"]), int(match["m"]), int(match["d"])))


def dotted(match: re.Match[str], when: Written) -> Day | None:
    """“12.03.2026”, “12.3.”: the day first; without a year only where something says that it is a date."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    day, month = int(match["d"]), int(match["m"])
    if match["y"]:
        return named(match, valid(full_year(match["y"]), month, day))
    padded = len(match["d"]) == len(match["m"]) == 2
    if _NO_DATE.search(before) or not (
        _CUE.search(before) or (padded and match["point"]) or _HOUR.match(match.string, match.end())
    ):
        return None
    return named(match, nearest(month, day, when.on))


def slashed(match: re.Match[str], when: Written) -> Day | None:
    """“12/03” by the habit of its writer, by the weekday beside it where there is one."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _NO_DATE.search(before) or (not match["y"] and not _CUE.search(before)):
        return None
    first, second = int(match["d"]), int(match["m"])
    with_month, with_day = (
        _in_year(match["y"], *each, when.on) for each in ((first, second), (second, first))
    )
    if with_month is None or with_day is None or with_month == with_day:
        return named(match, with_month or with_day)
    if (weekday := _weekday_before(before)) is not None:
        fitting = [each for each in (with_month, with_day) if each.weekday() == weekday]
        if len(fitting) == 1:
            return named(match, fitting[0])
    # Nobody can be sure of 3/4; without a habit to go by, the reading that comes sooner.
    habit = when.month_first and not _DAY_FIRST_WORDS.search(match.string)
    if when.month_first is None:
        habit = _comes_first(with_month, with_day, when.on)
    return named(match, with_month if habit else with_day, sure=False)


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    return valid(full_year(year), month, day) if year else nearest(month, day, today)


def _comes_first(one: date, other: date, today: date) -> bool:
    return today <= one < other or other < today <= one


def _weekday_before(text: str) -> int | None:
    said = re.findall(r"[^\W\d_]+", text.lower())[-1:]
    every = {**words().weekdays, **words().short_weekdays}
    return every.get(said[0]) if said else None


def ordinal(match: re.Match[str], when: Written) -> Day | None:
    """“the 12th”, “am 12.”: the next one."""
    if "next" in (match["after"] or "").lower():
        month = months_on(when.on.replace(day=1), 1)
        return named(match, valid(month.year, month.month, int(match["d"])))
    for ahead in range(3):
        month = months_on(when.on.replace(day=1), ahead)
        found = valid(month.year, month.month, int(match["d"]))
        if found and found >= when.on:
            return named(match, found)
    return None


def week_of(match: re.Match[str], when: Written) -> Day | None:
    """“the week of 16 March”, “w/c 16.03.”: Monday to Friday."""
    day = int(match["d"])
    if match["mon"]:
        found = nearest(words().months[match["mon"].lower()], day, when.on)
    elif match["m"]:
        found = nearest(int(match["m"]), day, when.on)
    else:
        later = ordinal(match, when)
        found = later.day if later else None
    if found is None:
        return None
    monday = found - timedelta(found.weekday())
    return Day(match.start(), match.end(), monday + timedelta(4), is_span=True, first=monday)


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The pattern of each form above, by its name."""
    month, of = either(words().months), words().of("link", "of")
    to = words().of("link", "through", "and", "or")
    named_month = rf"(?P<mon>{month})\b"
    year = r"(?:[,-]?\s*(?:de\s+|del\s+)?(?P<y>20\d\d)\b)?"
    link = rf"(?:-|\s*(?:day\s+)?(?:(?:{of})\s*)?\s?)"
    rest = rf"(?=\s*(?:{to})\s*\d{{1,2}}{ORDINAL}(?!\d){link}{named_month}{_STREET}{year})"
    week = words().of("week", "of")
    found = [
        ("week_of", rf"\b(?:{week})\s+(?:the\s+|dem\s+|den\s+|el\s+)?{DAY}(?:\.(?P<m>\d{{1,2}})\.|{ORDINAL}(?:{link}(?P<mon>{month})\b)?)(?P<after>)"),
        ("week_of", rf"\b(?:{week})\s+(?P<mon>{month})\s+{DAY}(?P<m>)(?P<after>)"),
        ("iso", r"(?<![\d-])(?P<y>20\d\d)(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|-\d)"),
        ("day_first", rf"(?<![\d.,:/$€£+-]){DAY}{ORDINAL}{rest}"),
        ("day_first", rf"(?<![\d.,:/$€£+]){DAY}{ORDINAL}{link}{named_month}\.?{_STREET}{year}"),
        ("month_first", rf"\b{named_month}\.?\s+(?:the\s+)?{DAY}(?P<ord>st|nd|rd|th)?(?![\d:/%]|[.,]\d)(?:\s*(?:-|–|to|through|until)\s*(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?!\s*[ap]\.?m|[\d:/%]|[.,]\d))?(?:,?\s+(?P<y>20\d\d)\b)?"),
        ("dotted", r"(?<![\d.,:/$€£+-])(?P<d>\d{1,2})\.\s?(?P<m>0?[1-9]|1[0-2])(?:\.\s?(?P<y>20\d\d|\d\d)(?!\d)|(?P<point>\.))(?![\d.]*\d)"),
        ("slashed", r"(?<![\d/.,:$€£+-])(?P<d>\d{1,2})(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<y>20\d\d)(?![\d/-])"),
        ("slashed", r"(?<![\d/.,:$€£+-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d\d))?(?![\d/%])(?!\s+(?:of|the|des?|del|der|von|van)\b)"),
        ("ordinal", rf"\b(?:the|on|until|by|before|from|till)\s+(?:the\s+)?{DAY}(?:st|nd|rd|th)\b(?P<after>\s+of\s+(?:the\s+)?(?:next|this)\s+month)?(?=\s*(?:[.,;:!?)]|$|at\b|works?\b|would\b|is\b|and\b(?!\s+\d)|or\b|would\b|suits?\b|but\b|from\b|instead\b|if\b|in\s+the\s+(?:morning|afternoon)))"),
        ("ordinal", rf"\b(?:am|zum|vom|ab\s+dem|bis\s+zum|den|dia)\s+{DAY}\.?(?=\s*(?:[,;!?)]|$|um\b|ab\b|as\b|wieder\b|oder\b))(?P<after>)"),
    ]  # fmt: skip
    return [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in found]
