"""The words of dates in ten languages, ready for patterns: accents and capitals do not count."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_ACCENTS = str.maketrans(
    "áàâäãåąçćéèêëęíìîïłñńóòôöõøśúùûüýźżÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜŚŹŻ’‘´\u00a0\u202f",
    "aaaaaaacceeeeeiiiilnnoooooosuuuuyzzAAAAAACEEEEIIIINOOOOOOUUUUSZZ'''  ",
)
_DASH = str.maketrans("‑‐‒", "---")


def folded(text: str) -> str:
    """The text without accents, each letter still in its place."""
    return text if text.isascii() else text.translate(_ACCENTS).translate(_DASH)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in dates.toml, looked up by word or by meaning."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    rounded_days: Mapping[str, int]
    near: Mapping[str, int]
    units: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, Any]]

    def of(self, place: str, *roles: str) -> str:
        """The phrases of these roles as alternatives of a pattern, longest first."""
        return either(each for role in roles for each in self.phrases[place][role])


def either(phrases: Iterable[str]) -> str:
    """Alternatives of a pattern, longest first, whatever spaces stand between their words."""
    ranked = sorted(set(phrases), key=lambda each: (-len(each), each))
    return "|".join(r"\s+".join(map(re.escape, each.split())) for each in ranked)


@cache
def words() -> Words:
    """The shipped words."""
    text = resources.files(__package__).joinpath("rules/dates.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return Words(
        months=_numbered(told["months"], 1),
        weekdays=_numbered(told["weekdays"], 0),
        short_weekdays=_numbered(told["short_weekdays"], 0),
        numbers=_numbered(told["numbers"], 0) | told["tens"],
        rounded_days=told["rounded_days"],
        near={phrase: int(ahead) for ahead, phrases in told["near"].items() for phrase in phrases},
        units={word: unit for unit, each in told["units"].items() for word in each},
        phrases={name: told[name] for name in ("working", "within", "weekday", "week", "part", "month", "link")},
    )  # fmt: skip


def _numbered(lists: Iterable[str], start: int) -> dict[str, int]:
    return {word: number for number, each in enumerate(lists, start) for word in each.split()}
