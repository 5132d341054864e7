"""The words of a sentence one by one and in twos, as weights are kept for them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .words import Sentence

_DIGITS = re.compile(r"\d+")


def spoken(sentence: Sentence) -> set[str]:
    """“^ could”, “could you”, “could _ send” (with a word between): every digit run is 0, ^ and $ are the ends, ? before $."""
    run = ["^", *map(_without_number, sentence.run), *(["?"] if "?" in sentence.text else []), "$"]
    return {*run, *_pairs(run), *_pairs_apart(run)}


def _pairs(run: list[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in pairwise(run))


def _pairs_apart(run: list[str]) -> Iterator[str]:
    return (f"{one} _ {other}" for one, other in zip(run, run[2:], strict=False))


def _without_number(word: str) -> str:
    return word if word.isalpha() else _DIGITS.sub("0", word)
