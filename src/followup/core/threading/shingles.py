"""Words in threes, as numbers: two texts share as much as they share of these; and marks to find a text again by."""

import re
from collections.abc import Set
from hashlib import blake2b
from zlib import crc32

MOST_WORDS = 1_500
#: A mark is made of so many words in a row, and a text has so many marks.
MARK_WORDS = 7
MOST_MARKS = 2
MARKED_CHARACTERS = 800
MARKED_WORDS = 60
MOST_QUOTED_WORDS = 400
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Each three words in a row, as a number; of a shorter text all its words as one."""
    words = _WORD.findall(text.casefold())[:MOST_WORDS]
    if not words:
        return frozenset()
    threes = zip(words, words[1:], words[2:], strict=False) if len(words) >= 3 else [tuple(words)]
    return frozenset(crc32(" ".join(three).encode("utf-8", "replace")) for three in threes)


def shared_part(part: Set[int], whole: Set[int]) -> float:
    """How much of one text's shingles another has, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def marks(text: str) -> frozenset[int]:
    """A few numbers by which a letter is found again where another quotes it; none for a very short one.

    Cheap, for every letter gets them: the beginning of what bears no “>” is enough.
    """
    lines = [line for line in text[:MARKED_CHARACTERS].splitlines() if not line.startswith(">")]
    words = _WORD.findall("\n".join(lines).casefold())[:MARKED_WORDS]
    windows = len(words) - MARK_WORDS + 1
    if windows < 1:
        return frozenset()
    # Behind the greeting, and spread over the rest.
    places = {min(windows - 1, 2 + windows * part // MOST_MARKS) for part in range(MOST_MARKS)}
    return frozenset(_mark(words, place) for place in places)


def all_marks(quoted: str) -> frozenset[int]:
    """Every mark that a text quoted here may have."""
    words = _WORD.findall(quoted.casefold())[:MOST_QUOTED_WORDS]
    return frozenset(_mark(words, place) for place in range(len(words) - MARK_WORDS + 1))


def _mark(words: list[str], place: int) -> int:
    row = " ".join(words[place : place + MARK_WORDS]).encode("utf-8", "replace")
    return int.from_bytes(blake2b(row, digest_size=8).digest(), signed=True)
