"""The rule files, read once: which phrases mean what, how strongly, and why."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from .patterns import Pattern, pattern, spelt_out
from .words import Sentence

SURE = 0.85
ASK = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """One meaning's phrases with one weight.

    `near` must be somewhere in the message and `nowhere` not; `unless` must not be in the sentence.
    """

    meaning: str
    weight: float
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    near: tuple[Pattern, ...]
    nowhere: tuple[Pattern, ...] = ()

    def is_at_home(self, whole: "Whole") -> bool:
        """Whether it may say anything at all in this message."""
        return (not self.near or any(map(whole.has, self.near))) and not any(map(whole.has, self.nowhere))

    def holds(self, phrase: int, sentence: str) -> bool:
        """Whether a sentence (bare words) says so by this phrase of the rule."""
        return self.when[phrase].is_in(sentence) and not any(each.is_in(sentence) for each in self.unless)


class Whole:
    """The bare words of a whole message; many rules look in it for the same phrases, and each is looked for once."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._had: dict[str, bool] = {}
        self._at_home: dict[int, bool] = {}

    def has(self, phrase: Pattern) -> bool:
        """Whether the phrase is somewhere in the message."""
        had = self._had.get(phrase.phrase)
        if had is None:
            had = self._had[phrase.phrase] = phrase.is_in(self._plain)
        return had

    def is_home_of(self, number: int, rule: Rule) -> bool:
        """Whether a rule, known by its number, may say anything here; asked once."""
        known = self._at_home.get(number)
        if known is None:
            known = self._at_home[number] = rule.is_at_home(self)
        return known


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning that was found: how strongly from 0 to 1, and the sentence that says so most strongly."""

    meaning: str
    weight: float
    says: str
    place: int  # which sentence
    places: tuple[int, ...] = ()  # all sentences that say so

    @property
    def is_sure(self) -> bool:
        """Strong enough to be a fact without asking."""
        return self.weight >= SURE


#: Number of the rule, place of the phrase in it, and the phrase, by a word of it.
type Phrases = dict[str, list[tuple[int, int, Pattern]]]


class Book:
    """The rules of one direction (mail received or sent), indexed by the words they cannot do without."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_word: Phrases = {}
        for number, rule in enumerate(self.rules):
            for place, phrase in enumerate(rule.when):
                for word in phrase.anchors:
                    self._by_word.setdefault(word, []).append((number, place, phrase))
        self._words = frozenset(self._by_word)

    def read(self, sentences: Sequence[Sentence], everything: str = "") -> Mapping[str, Found]:
        """What the sentences mean: the strongest reason for each meaning; those too weak to ask about are left out."""
        whole = Whole(everything or "".join(each.plain for each in sentences))
        said: dict[str, dict[int, float]] = {}
        doubts: dict[str, float] = {}
        counted: set[int] = set()
        at_hand = self._at_hand(sentences)
        for place, sentence in enumerate(sentences):
            for number in self._holding(sentence, at_hand, whole) if at_hand else ():
                rule = self.rules[number]
                places = said.setdefault(rule.meaning, {})
                places[place] = max(places.get(place, 0.0), rule.weight)
                if number not in counted:
                    doubts[rule.meaning] = doubts.get(rule.meaning, 1.0) * (1.0 - rule.weight)
                    counted.add(number)
        return {
            meaning: _found(meaning, 1.0 - doubts[meaning], places, sentences)
            for meaning, places in said.items()
            if 1.0 - doubts[meaning] >= ASK
        }

    def _at_hand(self, sentences: Sequence[Sentence]) -> Phrases:
        """The phrases that the words of the whole letter leave possible, by the word that each cannot do without."""
        words = frozenset().union(*(each.words for each in sentences))
        at_hand: Phrases = {}
        for word in self._words & words:
            possible = [each for each in self._by_word[word] if each[2].may_be_among(words)]
            if possible:
                at_hand[word] = possible
        return at_hand

    def _holding(self, sentence: Sentence, at_hand: Phrases, whole: Whole) -> set[int]:
        """The rules that hold for a sentence."""
        held: set[int] = set()
        words = sentence.words
        for word in at_hand.keys() & words:
            for number, place, phrase in at_hand[word]:
                if number in held or not phrase.may_be_among(words):
                    continue
                rule = self.rules[number]
                if whole.is_home_of(number, rule) and rule.holds(place, sentence.plain):
                    held.add(number)
        return held


def _found(meaning: str, weight: float, places: Mapping[int, float], sentences: Sequence[Sentence]) -> Found:
    # The first sentence may be the subject: a whole sentence of the text is the better reason, however faint.
    best = max(places, key=lambda place: (place > 0, places[place], -place))
    return Found(meaning, weight, sentences[best].text.strip(), best, tuple(sorted(places)))


@cache
def book(*names: str) -> Book:
    """The shipped rules of these files together, such as “received” and “received.de”."""
    return Book(tuple(rule for name in names for rule in _shipped(name)))


@cache
def _shipped(name: str) -> tuple[Rule, ...]:
    return tuple(parse(_text(name), tomllib.loads(_text("words"))["words"]))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(f"rules/{name}.toml").read_text("utf-8")


def parse(text: str, words: Mapping[str, str] = MappingProxyType({})) -> Iterable[Rule]:
    """The rules in a rule file's text, with the words it names; ValueError says which phrase is wrong."""
    content = tomllib.loads(text)
    words = {**words, **content.pop("words", {})}
    for meaning, entries in content.items():
        for entry in entries:
            phrases = {
                part: tuple(spelt_out(each, words) for each in entry.get(part, ()))
                for part in ("when", "unless", "near", "nowhere")
            }
            yield Rule(
                meaning,
                float(entry["weight"]),
                tuple(map(_with_anchor, phrases["when"])),
                *(tuple(map(pattern, phrases[part])) for part in ("unless", "near", "nowhere")),
            )


def _with_anchor(phrase: str) -> Pattern:
    ready = pattern(phrase)
    if not ready.anchors:
        raise ValueError(f"“{phrase}” needs at least one whole word")
    return ready
