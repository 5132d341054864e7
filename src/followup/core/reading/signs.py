"""Signs that a sentence wants something of its reader, each with a weight: words, phrases, marks and how its clauses begin."""

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from .openings import NONE, VERBS, openings
from .patterns import Pattern, pattern
from .spoken import Weights
from .words import Sentence

_LINKS = ("http:", "https:", "www.", "@", ".com", "mailto")
_SUMS = frozenset("$€£%")
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?[%€£]")
_ADDRESS = re.compile(
    r"\W{0,4}[A-Z][\w.]{1,30}(?: (?:and|&) [A-Z]\w{1,30}| [A-Z]\w{1,30}){0,2}\s?(?:[,:]|--?)\s"
)
_TOKEN = re.compile(r"\([^()]*\)\??|[^\s()]+")
#: Phrases of up to so many words, in up to so many variants, are looked up; others are looked for.
LONGEST, MOST_SAYINGS = 4, 3_000
#: A sentence with a word of such a sign is never passed over.
STRONG = 2.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: any of what may be said, or any of the phrases, without what must not be there, adds its weight."""

    name: str
    weight: float
    said: frozenset[str] = frozenset()
    when: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Signs:
    """The signs of one or more files, indexed by the words they cannot do without."""

    def __init__(self, told: list[Mapping[str, Any]]) -> None:
        self.bias = sum(each.get("bias", 0.0) for each in told)
        self.marks: Mapping[str, float] = {
            name: weight for each in told for name, weight in each.get("marks", {}).items()
        }
        self.openings: Mapping[str, float] = {
            name: weight for each in told for name, weight in each.get("openings", {}).items()
        }
        self._weights = Weights(
            {run: weight for each in told for run, weight in each.get("spoken", {}).items()}
        )
        self.kinds_of = _kinds_of(
            {name: words for each in told for name, words in each.get("begins", {}).items()}
        )
        self.signs = tuple(sign for each in told for sign in _signs(each))
        self._said = Words()
        self._by_anchor: dict[str, list[tuple[int, Pattern]]] = {}
        for number, sign in enumerate(self.signs):
            for said in sign.said:
                self._said.add(said.split(), number)
            for phrase in sign.when:
                for anchor in phrase.anchors:
                    self._by_anchor.setdefault(anchor, []).append((number, phrase))
        self._anchors = frozenset(self._by_anchor)
        self._strong = frozenset(
            word
            for word, signs in self._by_anchor.items()
            if any(self.signs[each].weight >= STRONG for each, _ in signs)
        )

    def weigh(self, sentence: Sentence, *, hopeless: float = -math.inf) -> float:
        """How much speaks for a wish, as log odds; where its plain words alone weigh less than `hopeless` no closer look is taken."""
        shown = self._looked_up(sentence)
        said = self.bias + self._weights.weigh(sentence)
        weight = said + sum(self.signs[number].weight for number in shown)
        if weight < hopeless and not self._deserves_a_look(sentence):
            return weight
        weight = said + sum(self.signs[number].weight for number in self._found(sentence, shown))
        for mark, worth in self.marks.items():
            if MARKS[mark](sentence):
                weight += worth
        if self.openings:
            for each in openings(sentence.text, self.kinds_of):
                weight += self.openings.get(each, 0.0)
        # Sums of the same weights in another order differ in their last digits.
        return round(weight, 6)

    def _deserves_a_look(self, sentence: Sentence) -> bool:
        return (
            "?" in sentence.text
            or not self._strong.isdisjoint(sentence.words)
            or any(VERBS & self.kinds_of.get(word, NONE) for word in sentence.run[:1])
        )

    def found(self, sentence: Sentence) -> set[int]:
        """The numbers of the signs that a sentence shows."""
        return self._found(sentence, self._looked_up(sentence))

    def _looked_up(self, sentence: Sentence) -> set[int]:
        return self._said.found(["^", *sentence.run])

    def _found(self, sentence: Sentence, shown: set[int]) -> set[int]:
        plain, words = sentence.plain, sentence.words
        for word in self._anchors & words:
            for number, phrase in self._by_anchor[word]:
                if number not in shown and phrase.may_be_among(words) and phrase.is_in(plain):
                    shown.add(number)
        doubted = [each for each in shown if self.signs[each].unless]
        return shown.difference(
            each for each in doubted if any(no.is_in(plain) for no in self.signs[each].unless)
        )


class Words:
    """Runs of words, each with the numbers it stands for, found in one walk over a sentence."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.following: dict[str, Words] = {}

    def add(self, run: Sequence[str], number: int) -> None:
        """One run of words more."""
        place = self
        for word in run:
            place = place.following.setdefault(word, Words())
        place.numbers.append(number)

    def found(self, words: Sequence[str]) -> set[int]:
        """The numbers of all runs that a sentence of these words holds."""
        numbers: list[int] = []
        first = self.following
        for start, word in enumerate(words, start=1):
            if word in first:
                place = first[word]
                numbers += place.numbers
                for following in words[start : start + LONGEST]:
                    if following not in place.following:
                        break
                    place = place.following[following]
                    numbers += place.numbers
        return set(numbers)


def _is_long(least: float, most: float) -> Callable[[Sentence], bool]:
    return lambda sentence: least <= len(sentence.run) <= most


def _has_money(sentence: Sentence) -> bool:
    return not _SUMS.isdisjoint(sentence.text) and _MONEY.search(sentence.text) is not None


#: What a sentence may show beside its words: marks, links, its length.
MARKS: Mapping[str, Callable[[Sentence], bool]] = {
    "question": lambda each: "?" in each.text and each.is_question,
    "question_inside": lambda each: "?" in each.text and not each.is_question,
    "exclamation": lambda each: "!" in each.text,
    "colon_at_end": lambda each: each.text.rstrip().endswith(":"),
    "link": lambda each: any(sign in each.text for sign in _LINKS),
    "money": _has_money,
    "address": lambda each: _ADDRESS.match(each.text) is not None,
    "tiny": _is_long(0, 3),
    "short": _is_long(4, 7),
    "middling": _is_long(8, 24),
    "long": _is_long(25, 39),
    "endless": _is_long(40, math.inf),
}


@cache
def signs(*names: str) -> Signs:
    """The shipped signs of these files, such as “asks”."""
    return Signs([_told(name) for name in names])


def _told(name: str) -> Mapping[str, Any]:
    """What a shipped file of signs, or of the weights of words, says."""
    folder = resources.files(__package__).joinpath("rules")
    if (file := folder.joinpath(f"{name}.toml")).is_file():
        return tomllib.loads(file.read_text("utf-8"))
    lines = folder.joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    parted = (line.split("\t") for line in lines if not line.startswith("#"))
    return {"spoken": {run: float(weight) for weight, run in parted}}


def _signs(told: Mapping[str, Any]) -> Iterator[Sign]:
    classes = told.get("classes", {})
    for each in told.get("sign", ()):
        phrases = [_spelt(phrase, classes) for phrase in each.get("when", ())]
        sayings = {phrase: _sayings_of(phrase) for phrase in phrases}
        yield Sign(
            each["name"],
            each["weight"],
            frozenset(each.get("words", ())).union(*sayings.values()),
            tuple(pattern(phrase) for phrase in phrases if not sayings[phrase]),
            tuple(pattern(_spelt(phrase, classes)) for phrase in each.get("unless", ())),
        )


def _kinds_of(begins: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The kinds of each word that may open a clause."""
    kinds: dict[str, set[str]] = {}
    for name, words in begins.items():
        for word in words.split("|"):
            kinds.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in kinds.items()}


def _spelt(phrase: str, classes: Mapping[str, str]) -> str:
    """The phrase with the words of each <class>, in the order of the file."""
    for name, words in classes.items():
        phrase = phrase.replace(f"<{name}>", words)
    return phrase


def _sayings_of(phrase: str) -> frozenset[str]:
    """All that a phrase without gaps can say, to be looked up word by word; empty where that is too much or too long."""
    if set(phrase) & set("*#$"):
        return frozenset()
    said = [""]
    for token in _TOKEN.findall(phrase):
        choices = token.strip("()?").split("|") + [""] * token.endswith("?")
        said = [f"{before} {choice}".strip() for before in said for choice in choices]
        if len(said) > MOST_SAYINGS:
            return frozenset()
    return frozenset(said) if all(each.count(" ") < LONGEST for each in said) else frozenset()
