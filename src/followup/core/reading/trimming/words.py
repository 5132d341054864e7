"""The words of the rule files, made ready for comparing."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


class Beginnings:
    """Phrases that a line may begin with, found by their first two letters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_letters: dict[str, tuple[str, ...]] = {}
        for phrase in phrases:
            self._by_letters[phrase[:2]] = (*self._by_letters.get(phrase[:2], ()), phrase)

    def of(self, line: str) -> str:
        """The longest phrase that a line in lower case begins with; "" where there is none."""
        near = self._by_letters.get(line[:2])
        if near is None or not line.startswith(near):
            return ""
        return max((each for each in near if line.startswith(each)), key=len)

    def word_of(self, line: str) -> str:
        """Such a phrase that ends where a word does."""
        found = self.of(line)
        return found if found and not line[len(found) : len(found) + 1].isalnum() else ""


@cache
def table(name: str) -> Mapping[str, Any]:
    """A rule file as it is written."""
    text = resources.files("followup.core.reading").joinpath(f"rules/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def all_of(name: str, *keys: str) -> frozenset[str]:
    """The phrases under these keys, of all languages."""
    return frozenset(phrase for each in table(name).values() for key in keys for phrase in each.get(key, ()))


def any_word(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for all phrases as whole words; scripts without spaces need no word ends."""
    ordered = sorted(phrases, key=len, reverse=True)
    spaced = "|".join(re.escape(each) for each in ordered if not _NO_SPACES.search(each))
    joined = "|".join(re.escape(each) for each in ordered if _NO_SPACES.search(each))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{joined}")
