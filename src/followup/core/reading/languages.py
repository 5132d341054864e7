"""Which languages besides English a message may be written in, told by its small words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

FEWEST = 2
#: A language that has less than this share of the best one's words is not meant.
LEAST_SHARE = 0.6


def languages(plain: str) -> tuple[str, ...]:
    """The languages whose rules are worth asking, most likely first; none for plain English. `plain` is bare words."""
    words = set(plain.split())
    scores = {name: len(small & words) for name, small in _small_words().items()}
    english = scores.pop("en")
    most = max(scores.values())
    if most < FEWEST or 2 * most <= english:
        return ()
    likely = (name for name, score in scores.items() if score >= max(FEWEST, LEAST_SHARE * most))
    return tuple(sorted(likely, key=lambda name: (-scores[name], name)))


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    listed = tomllib.loads(resources.files(__package__).joinpath("rules/languages.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in listed.items()}
