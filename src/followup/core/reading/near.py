"""Looking for an expensive pattern only where it has a chance."""

import re
from collections.abc import Iterator
from functools import lru_cache

#: No match reaches further than this from the word that is inside it.
REACH = 300


def finds(pattern: re.Pattern[str], text: str, signs: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """What `finditer` gives, for a pattern that always holds one of the signs (in lower case); without signs it looks everywhere."""
    if not signs:
        yield from pattern.finditer(text)
    for start, end in _spans(text, signs):
        yield from pattern.finditer(text, start, end)


@lru_cache(maxsize=8)  # several patterns look for the same signs in one text
def _spans(text: str, signs: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    lower = text.lower()
    places = sorted({place for sign in signs if sign in lower for place in _places(lower, sign)})
    if places and len(lower) != len(text):  # a letter that is longer in lower case has moved all behind it
        return ((0, len(text)),)
    return tuple(_joined(places, len(text)))


def _joined(places: list[int], length: int) -> Iterator[tuple[int, int]]:
    start = end = -1
    for place in places:
        if place - REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, place - REACH)
        end = min(length, place + REACH)
    if end >= 0:
        yield start, end


def _places(lower: str, sign: str) -> Iterator[int]:
    place = lower.find(sign)
    while place >= 0:
        yield place
        # Nearer neighbours are inside the same span.
        place = lower.find(sign, place + REACH // 2)
