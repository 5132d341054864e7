"""Times of the clock in a sentence: “14:00”, “2.30 pm”, “from 2 to 3 pm CET”."""

import re
from dataclasses import dataclass
from datetime import time, tzinfo

from .zones import NAMES, zone_named

_HALF = r"[ap]\.?\s?m\b\.?"
_ONE = rf"(?P<h%s>[01]?\d|2[0-4])(?:[:.h](?P<m%s>[0-5]\d))?(?:\s?(?P<half%s>{_HALF}))?(?P<mark%s>\s?(?:uhr|h|hrs|hours|o'?clock)\b)?"
_SPAN = re.compile(
    r"(?:\b(?P<lead>at|from|between|@|around)\s+|(?<![\w.,:/€$£+-]))"
    + _ONE % ("1", "1", "1", "1")
    + r"(?:\s*(?:\([\w ]{2,20}\)\s*)?(?:-|–|—|to|until|till|and)\s*"
    + _ONE % ("2", "2", "2", "2")
    + r")?(?![\w%€$£]|[.,:]\d)"
    + rf"(?:\s*\(?(?P<zone>{'|'.join(NAMES)})\b\)?)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:at\s+)?(?P<noon>noon|midday)\b", re.IGNORECASE)


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
    return sorted(found, key=lambda each: each.start)


def _clock(match: re.Match[str]) -> Clock | None:
    half = (match["half1"] or match["half2"] or "").lower()
    minutes, mark = match["m1"], match["mark1"] or match["mark2"]
    dotted = minutes and match[0][match.start("m1") - match.start() - 1] == "."
    clear = half or mark or (minutes and not dotted) or match["m2"]
    if not clear and not match["lead"]:
        return None
    if not clear and (match["lead"].lower() != "at" or match["h2"]):
        return None
    sure = bool(clear) or bool(minutes)
    if not sure and int(match["h1"]) < 7:
        half = "p"  # nobody interviews at three in the morning, but that is a guess
    begins = _time(match["h1"], minutes, half if match["half1"] else _lent(match, half))
    ends = (
        _time(match["h2"], match["m2"], (match["half2"] or "").lower() or _following(match, half))
        if match["h2"]
        else None
    )
    if begins is None:
        return None
    return Clock(match.start(), match.end(), begins, ends, zone_named(match["zone"] or ""), sure)


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
