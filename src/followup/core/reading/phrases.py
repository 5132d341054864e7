"""Phrases of the rule files that are looked for as they stand, in text of small bare letters and single spaces."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib import resources
from typing import Any

from .words import bare_letters


@cache
def rules(name: str) -> Mapping[str, Any]:
    """The content of a shipped rule file, such as “bounces”, its phrases folded."""
    return {key: _folded_in(value) for key, value in written(name).items()}


@cache
def written(name: str) -> Mapping[str, Any]:
    """The content of a shipped rule file as it is written."""
    return tomllib.loads(resources.files(__package__).joinpath(f"rules/{name}.toml").read_text("utf-8"))


def folded(text: str) -> str:
    """The text as phrases are looked for in it: small letters without accents, straight apostrophes, single spaces."""
    return " ".join(bare_letters(text.lower()).replace("’", "'").split())


#: Letters of a word that stand for all its forms.
STEM = 5


class Phrases:
    """Many phrases to look for at once in a folded text, each only where a word is that it cannot do without."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._by_piece: dict[str, list[str]] = {}
        common = Counter(word for each in phrases for word in set(each.split()))
        for each in phrases:
            # Words at the edges may be parts of longer ones in the text; those between two spaces stand there whole.
            if inner := [word for word in each.split(" ")[1:-1] if word]:
                self._by_word.setdefault(max(inner, key=len), []).append(each)
            else:
                piece = max(each.split(), key=lambda word: (len(word) > 3, common[word], len(word)))[:STEM]
                self._by_piece.setdefault(piece, []).append(each)

    def within(self, text: str, words: Set[str]) -> Iterator[str]:
        """The phrases that are in a folded text of these words."""
        for word in self._by_word.keys() & words:
            for phrase in self._by_word[word]:
                if phrase in text:
                    yield phrase
        for piece, phrases in self._by_piece.items():
            if piece in text:
                for phrase in phrases:
                    if phrase in text:
                        yield phrase

    def are_in(self, text: str, words: Set[str]) -> bool:
        """Whether one of them is in a folded text of these words."""
        return next(self.within(text, words), None) is not None

    def begin_in(self, text: str, words: Set[str]) -> bool:
        """Whether one of them is there and begins where a word begins."""
        return any(_begins(text, phrase) for phrase in self.within(text, words))


@cache
def phrases(name: str, *keys: str) -> Phrases:
    """The phrases of these lists in a shipped rule file, ready to be looked for together."""
    return Phrases([each for key in keys for each in rules(name)[key]])


def words_of(text: str) -> frozenset[str]:
    """The words of a folded text, with the marks that stand at them."""
    return frozenset(text.split(" "))


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases is in a folded text."""
    # A loop costs half of what `any` does, and every letter passes here.
    for phrase in phrases:  # noqa: SIM110
        if phrase in text:
            return True
    return False


def begins_word(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases is in a folded text and begins where a word begins."""
    for phrase in phrases:  # noqa: SIM110
        if phrase in text and _begins(text, phrase):
            return True
    return False


def _begins(text: str, phrase: str) -> bool:
    place = text.find(phrase)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(phrase, place + 1)
    return place >= 0


def _folded_in(value: Any) -> Any:
    """A rule file's content with every phrase folded; a space at a phrase's edge stays, it bounds a word."""
    if isinstance(value, str):
        edges = (" " * value.startswith(" "), " " * value.endswith(" "))
        return edges[0] + folded(value) + edges[1]
    if isinstance(value, list):
        return tuple(map(_folded_in, value))
    if isinstance(value, dict):
        return {key: _folded_in(each) for key, each in value.items()}
    return value
