"""How hard the letter is to read (Flesch and Kincaid's grade)."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look

HIGHEST = 10
FEWEST_WORDS = 40

_WORD = re.compile(r"[A-Za-z]+")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(look: Look) -> Iterator[Finding]:
    """Above the tenth school year; long names count as little as short ones."""
    names = {word.casefold() for word in _WORD.findall(f"{look.record.firm} {look.record.contact.name}")}
    sentences = [_WORD.findall(sentence.text) for sentence in look.sentences]
    sentences = [words for words in sentences if words]
    words = [word for words in sentences for word in words if word.casefold() not in names]
    if len(words) < FEWEST_WORDS:
        return
    reached = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    if reached > HIGHEST:
        longest = max(look.sentences, key=lambda sentence: len(sentence.text))
        yield look.warn(
            "hard-to-read",
            f"The letter reads like school year {reached:.0f}; shorter words and sentences get more answers.",
            longest,
        )


def _syllables(word: str) -> int:
    plain = word.casefold()
    silent = plain.endswith("e") and not plain.endswith("le") and len(plain) > 3
    return max(1, len(_VOWELS.findall(plain)) - silent)
