"""Days with a name: “Friday”, “next Tuesday”, “Monday week”, “tomorrow”, “close of business”."""

import re
from datetime import timedelta

from .day import Day, Written, named
from .day_words import either, words

#: “The Sunday Times”, “Friday’s Child”: a weekday in a name.
_IN_A_NAME = re.compile(r"'s\s+[A-Z]|\.\w|-[A-Z]")
_CAPITAL = re.compile(r"\s+[A-Z][a-z]+")
_OPENS_A_NAME = re.compile(r"\b(?:the|a|called|named)\s+$", re.IGNORECASE)


def weekday(match: re.Match[str], when: Written) -> Day | None:
    """The next day of this name; “next Friday” is the Friday of next week, for most people."""
    if match["past"] or match["past_after"] or _is_in_a_name(match):
        return None
    wanted = words().weekdays[match["w"].lower().removeprefix("na ")]
    ahead = (wanted - when.on.weekday()) % 7
    if match["week"]:
        ahead = wanted - when.on.weekday() + 7
    elif match["week_after"] or match["week_before"]:
        ahead = (ahead or 7) + 7
    elif match["next"]:
        ahead = wanted - when.on.weekday() + 7
        return named(match, when.on + timedelta(ahead), sure=wanted <= when.on.weekday())
    elif not match["this"]:
        ahead = ahead or 7
    return named(match, when.on + timedelta(ahead))


def portuguese_weekday(match: re.Match[str], when: Written) -> Day | None:
    """“até sexta”: a weekday without its “-feira”."""
    ahead = (words().weekdays[f"{match['w'].lower()}-feira"] - when.on.weekday()) % 7
    return named(match, when.on + timedelta(ahead or 7))


def short_weekday(match: re.Match[str], when: Written) -> Day | None:
    """“Mon” before a number: only to be merged with the date that follows, or with a time."""
    ahead = (words().short_weekdays[(match["w"] or match["w2"]).lower()] - when.on.weekday()) % 7
    return named(match, when.on + timedelta(ahead or 7))


def near(match: re.Match[str], when: Written) -> Day | None:
    """“Today”, “tomorrow”, “the day after tomorrow”."""
    phrase = " ".join(match["near"].lower().split())
    return named(match, when.on + timedelta(words().near[phrase]))


def today(match: re.Match[str], when: Written) -> Day | None:
    """“COB”, “by the end of the day”."""
    return named(match, when.on)


def _is_in_a_name(match: re.Match[str]) -> bool:
    text, end = match.string, match.end("w")
    if _IN_A_NAME.match(text, end):
        return True
    opens = _OPENS_A_NAME.search(text, max(0, match.start() - 12), match.start("w"))
    return bool(opens and _CAPITAL.match(text, end) and match["w"][0].isupper())


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The pattern of each form above, by its name."""
    told = words()
    of = told.of
    name = either(told.weekdays)
    short, titled = either(told.short_weekdays), either(map(str.title, told.short_weekdays))
    before = (
        rf"(?:(?P<this>{of('weekday', 'this')})\s+|(?P<past>{of('weekday', 'past')})\.?\s+"
        rf"|(?:{of('weekday', 'coming')})\s+|(?P<next>{of('weekday', 'next')})\s+|(?P<week_before>{of('weekday', 'week_before')})\s+)?"
    )
    week = rf"(?:(?:on|of|der|de|la|della|van|da|na|en|in)\s+)*(?:{of('week', 'next')})"
    after = (
        rf"(?P<after>\s+(?:(?P<week>{week})|(?P<past_after>{of('weekday', 'past_after')})"
        rf"|(?:{of('weekday', 'coming_after')})|(?P<week_after>{of('weekday', 'week_after')}))\b)?"
    )
    groups = "(?P<this>)(?P<past>)(?P<next>)(?P<week_before>)(?P<past_after>)(?P<week_after>)(?P<after>)"
    groups = re.sub(r"\(\?P<(\w+)>\)", r"(?P<\1>(?!))?", groups)
    return [
        ("weekday", re.compile(rf"\b(?P<week>{of('week', 'next')}),?\s+(?:(?:on|am|le|el|op|om|pa)\s+)?(?P<w>{name})\b{groups}", re.I)),
        ("weekday", re.compile(rf"(?<!['\w-]){before}\b(?P<w>{name})\b(?!-[a-z]){after}", re.I)),
        ("portuguese_weekday", re.compile(r"\b(?:na|ate|ate\s+a|nesta|proxima|para|de)\s+(?P<w>segunda|terca|quarta|quinta|sexta)\b(?!\s+(?:parte|vez|fase|pessoa|etapa|rodada|opcao|via)|-\w)", re.I)),
        ("short_weekday", re.compile(rf"(?<![\w-])(?:(?P<w>{titled})\b\.?(?=,?\s+\d{{1,2}}(?!\d))|(?P<w2>{short})[.,]\s+(?=\d{{1,2}}(?!\d)))")),
        ("near", re.compile(rf"(?<!guten\s)(?<!heute\s)(?<!schonen\s)(?<!jeden\s)(?<!diesen\s)(?<!\b[dl][ae]\s)(?<!goede\s)(?<!'s\s)\b(?P<near>{either(told.near)})\b(?!'s|-\w)", re.I)),
        ("today", re.compile(r"(?:\b(?:by|before|until|till)\s+(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|business\s+|my\s+)?(?:day|business)\b|\bCOB\b|\bEOD\b|\bbis\s+(?:ende\s+des\s+tages|feierabend|heute\s+abend)\b|\bd'ici\s+la\s+fin\s+de\s+(?:la\s+)?journee\b)", re.I)),
    ]  # fmt: skip
