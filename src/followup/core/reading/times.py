"""Times of the clock in a sentence: “14:00”, “2.30 pm”, “from 2 to 3 pm CET”."""

import re
from dataclasses import dataclass
from datetime import time, tzinfo

from .zones import NAMES, zone_named

_HALF = r"[ap]\.?\s?m\b\.?"
_ONE = rf"(?P<h%s>[01]?\d|2[0-4])(?:[:.h](?P<m%s>[0-5]\d))?(?:\s?(?P<half%s>{_HALF}))?(?P<mark%s>\s?(?:uhr|h|hrs|hours|o'?clock|uur|heures?|horas?|ore)\b)?"
_SPAN = re.compile(
    r"(?:\b(?P<lead>at|from|between|@|around|after|um|ab|gegen|von|alle|dalle|ore|a\s+las|las|às|as|das|om|vanaf|kl\.?|klockan|klokken|à|o)\s+|(?<![\w.,:/€$£+-])|(?<=\dT))"
    + _ONE % ("1", "1", "1", "1")
    + r"(?:\s*(?:\([\w ]{2,20}\)\s*)?(?:-|–|—|to|until|till|and|bis|und|à|a|al|alle|y|e|et|en|tot)\s*"
    + _ONE % ("2", "2", "2", "2")
    + r")?(?![\w%€$£]|[.,:]\d)"
    + rf"(?:\s*\(?(?P<zone>{'|'.join(NAMES)})\b\)?)?",
    re.IGNORECASE,
)
#: With a bare number: “at 2”, “a las 2”, “om 2”.
_AT = frozenset({"at", "um", "alle", "ore", "a las", "las", "às", "kl", "kl.", "klockan", "klokken"})
_NOON = re.compile(
    r"\b(?:at\s+)?(?P<noon>noon|midday|midi|mittags|mediodía|mezzogiorno|meio-dia)\b", re.IGNORECASE
)
_HOURS = {
    name: number
    for number, names in enumerate(
        ("one eins", "two zwei", "three drei", "four vier", "five fünf", "six sechs", "seven sieben", "eight acht", "nine neun",
         "ten zehn", "eleven elf", "twelve zwölf"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_SPOKEN = re.compile(
    rf"\b(?P<part>half\s+past|half|quarter\s+past|quarter\s+to|halb|viertel\s+nach|viertel\s+vor|at|um)\s+(?P<h>{'|'.join(_HOURS)}|1[0-2]|[1-9])\b(?!\s*[:.,/%€$-]\d|\s+(?:of|points?|times?|end|go|stages?|places?|levels?|more|other|and)\b)",
    re.IGNORECASE,
)
#: “2 hours” last, “at 2 hours” and “14 h” are times.
_LASTING = re.compile(r"\s?(?:hrs|hours|horas?|heures?|ore)$", re.IGNORECASE)
_LATER_PART = re.compile(
    r"\b(?:afternoon|evening|tonight|nachmittags?|abends?|après-midi|soir|ce soir|tarde|noche|pomeriggio|sera|stasera|middag|avond|vanavond|noite)\b",
    re.IGNORECASE,
)
PART_REACH = 30
_SMALL_HOURS = frozenset("123456")
_MINUTES = {
    "half past": 30,
    "half": 30,
    "quarter past": 15,
    "viertel nach": 15,
    "quarter to": -15,
    "viertel vor": -15,
    "halb": -30,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the clock at these characters of a text, with its end and its zone where they are named."""

    start: int
    end: int
    begins: time
    ends: time | None = None
    zone: tzinfo | None = None
    sure: bool = True


def clocks(text: str) -> list[Clock]:
    """The times of the clock that a text names, in order."""
    found = [clock for match in _SPAN.finditer(text) if (clock := _clock(match))]
    found += [Clock(each.start(), each.end(), time(12)) for each in _NOON.finditer(text)]
    found += [clock for each in _SPOKEN.finditer(text) if (clock := _spoken(each, found))]
    return sorted(found, key=lambda each: each.start)


def _clock(match: re.Match[str]) -> Clock | None:
    half = (match["half1"] or match["half2"] or "").lower()
    minutes, mark = match["m1"], match["mark1"] or match["mark2"]
    if (
        mark
        and not half
        and not minutes
        and not match["lead"]
        and _LASTING.match(mark)
        and int(match["h1"]) < 13
    ):
        return None
    dotted = minutes and match[0][match.start("m1") - match.start() - 1] == "."
    clear = half or mark or (minutes and not dotted) or match["m2"]
    if not clear and not match["lead"]:
        return None
    if not clear and (match["lead"].lower() not in _AT or match["h2"]):
        return None
    sure = bool(clear) or bool(minutes)
    if not half and not mark:
        if _LATER_PART.search(match.string, max(0, match.start() - PART_REACH), match.end() + PART_REACH):
            half = "p"
        elif match["h1"] in _SMALL_HOURS:
            # Nobody interviews at three in the morning, but that is a guess.
            half, sure = "p", False
    begins = _time(match["h1"], minutes, half if match["half1"] else _lent(match, half))
    ends = (
        _time(match["h2"], match["m2"], (match["half2"] or "").lower() or _following(match, half))
        if match["h2"]
        else None
    )
    if begins is None:
        return None
    return Clock(match.start(), match.end(), begins, ends, zone_named(match["zone"] or ""), sure)


def _spoken(match: re.Match[str], found: list[Clock]) -> Clock | None:
    """“Half past nine”, “halb zehn”: in the afternoon where nobody would mean the night."""
    part = " ".join(match["part"].lower().split())
    said = match["h"].lower()
    if any(each.start < match.end() and match.start() < each.end for each in found):
        return None
    if said.isdigit() and (part not in _MINUTES or part == "half"):
        return None
    hour = int(said) if said.isdigit() else _HOURS[said]
    minutes = (hour + 12 * (hour < 7)) * 60 + _MINUTES.get(part, 0)
    return Clock(match.start(), match.end(), time(minutes // 60, minutes % 60), sure=hour >= 7)


def _lent(match: re.Match[str], half: str) -> str:
    """“11–1 pm” begins in the morning, “2–3 pm” in the afternoon."""
    if (
        half.startswith("p")
        and match["h2"]
        and match["half2"]
        and int(match["h1"]) % 12 > int(match["h2"]) % 12
    ):
        return "a"
    return half


def _following(match: re.Match[str], half: str) -> str:
    """“11 am – 1” ends in the afternoon."""
    return "p" if half.startswith("a") and int(match["h2"]) % 12 < int(match["h1"]) % 12 else half


def _time(hour: str, minute: str | None, half: str) -> time | None:
    number = int(hour)
    if half.startswith("p") and number < 12:
        number += 12
    elif half.startswith("a") and number == 12:
        number = 0
    return time(number, int(minute or 0)) if number < 24 else None
