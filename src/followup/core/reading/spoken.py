"""The words of a sentence one by one and in twos, with the weights that are kept for them."""

import re
from collections.abc import Mapping
from itertools import pairwise

from .words import Sentence

_DIGITS = re.compile(r"\d+")
_NONE: Mapping[str, float] = {}


def spoken(sentence: Sentence) -> list[str]:
    """“^”, “^ could”, “could you”, “could _ send” (with a word between): every digit run is 0, ^ and $ are the ends, ? before $."""
    run = _run(sentence)
    beside = [f"{one} {other}" for one, other in pairwise(run)]
    apart = [f"{one} _ {other}" for one, other in zip(run, run[2:], strict=False)]
    return run + beside + apart


class Weights:
    """What each of them weighs, taken apart so that a sentence is weighed in one walk without making a text of any pair."""

    def __init__(self, told: Mapping[str, float]) -> None:
        self._alone: dict[str, float] = {}
        self._beside: dict[str, dict[str, float]] = {}
        self._apart: dict[str, dict[str, float]] = {}
        for run, weight in told.items():
            match run.split(" "):
                case [word]:
                    self._alone[word] = weight
                case [one, other]:
                    self._beside.setdefault(one, {})[other] = weight
                case [one, _, other]:
                    self._apart.setdefault(one, {})[other] = weight

    def weigh(self, sentence: Sentence) -> float:
        """The sum of the weights of all that is spoken."""
        alone, beside, apart = self._alone.get, self._beside.get, self._apart.get
        weight = 0.0
        after_last = after_but_one = next_but_one = _NONE
        for word in _run(sentence):
            weight += alone(word, 0.0) + after_last.get(word, 0.0) + after_but_one.get(word, 0.0)
            after_but_one, next_but_one = next_but_one, apart(word, _NONE)
            after_last = beside(word, _NONE)
        return weight


def _run(sentence: Sentence) -> list[str]:
    words = sentence.run
    if _DIGITS.search(sentence.plain):
        words = [word if word.isalpha() else _DIGITS.sub("0", word) for word in words]
    return ["^", *words, "?", "$"] if "?" in sentence.text else ["^", *words, "$"]
