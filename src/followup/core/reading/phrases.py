"""Phrases of the rule files that are looked for as they stand, in text of small bare letters and single spaces."""

import tomllib
from collections.abc import Iterable, Mapping
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
