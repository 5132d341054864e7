"""Looking for an expensive pattern only where it has a chance."""

import re
from collections.abc import Iterator, Sequence

#: No match reaches further than this from the word that is inside it.
REACH = 300


def finds(pattern: re.Pattern[str], text: str, signs: Sequence[str]) -> Iterator[re.Match[str]]:
    """What `finditer` gives, for a pattern that always holds one of the signs (in lower case); without signs it looks everywhere."""
    if not signs:
        yield from pattern.finditer(text)
    for start, end in _spans(text, signs):
        yield from pattern.finditer(text, start, end)


def _spans(text: str, signs: Sequence[str]) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    places = sorted({place for sign in signs for place in _places(lower, sign)})
    if places and len(lower) != len(text):  # a letter that is longer in lower case has moved all behind it
        yield 0, len(text)
        return
    start = end = -1
    for place in places:
        if place - REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, place - REACH)
        end = min(len(text), place + REACH)
    if end >= 0:
        yield start, end


def _places(lower: str, sign: str) -> Iterator[int]:
    place = lower.find(sign)
    while place >= 0:
        yield place
        # Nearer neighbours are inside the same span.
        place = lower.find(sign, place + REACH // 2)
