"""The small language of the rule files: phrases with gaps, compiled once.

    word            this word                       word*     any word that begins so
    (a|b c)         one of these                    (a|b c)?  one of these, or nothing
    *               up to four words of any kind    **        up to twelve
    #               a number in digits
    ^ and $         the sentence begins or ends here
    <name>          one of the words that the rule file lists under this name

Apostrophes, accents and case do not count: “won't” is `wont`, “möchten” is `moechten`.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from .words import bare_letters

_NAMED = re.compile(r"<([a-z_]+)>")
_TOKEN = re.compile(r"\([^()]*\)\??|\*\*|\*|\^|\$|[^\s()]+")
_COMMON = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "i",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "that",
        "the",
        "this",
        "to",
        "us",
        "was",
        "we",
        "were",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
_GAPS = {"*": r"(?:\S+ ){0,4}?", "**": r"(?:\S+ ){0,12}?"}


@dataclass(slots=True)
class Pattern:
    """A phrase ready to be looked for.

    It cannot match where none of `anchors` is, nor where all words of one of the groups `beside` are missing.
    """

    phrase: str
    tokens: tuple[str, ...]
    anchors: frozenset[str]
    beside: tuple[frozenset[str], ...] = ()
    choices: tuple[
        str, ...
    ] = ()  # where the phrase is nothing but a choice of words: looked for as they stand
    _search: Callable[[str], re.Match[str] | None] | None = None

    def may_be_among(self, words: Set[str]) -> bool:
        """Whether words that hold one of its anchors hold the others that it needs as well."""
        # A loop costs half of what `any` does, and every sentence passes here.
        for group in self.beside:  # noqa: SIM110
            if group.isdisjoint(words):
                return False
        return True

    def is_in(self, plain: str) -> bool:
        """Whether the phrase is in a sentence's bare words."""
        if self.choices:
            for each in self.choices:  # noqa: SIM110
                if each in plain:
                    return True
            return False
        return (self._search or self._compiled())(plain) is not None

    def _compiled(self) -> Callable[[str], re.Match[str] | None]:
        # Most phrases are never looked for in one sitting, and compiling them all takes a second.
        self._search = re.compile(" " + "".join(map(_regex, self.tokens))).search
        return self._search


def pattern(phrase: str) -> Pattern:
    """One phrase made ready; ValueError names what is wrong with it."""
    spelt = bare_letters(phrase.lower().replace("'", ""))
    tokens = _TOKEN.findall(spelt)
    if "".join(tokens).replace(" ", "") != spelt.replace(" ", ""):
        raise ValueError(f"“{phrase}”: a bracket is open or nested")
    ranked = sorted(filter(None, map(_anchors, tokens)), key=_worth, reverse=True)
    anchors, *beside = ranked or [frozenset[str]()]
    return Pattern(phrase, tuple(tokens), anchors, tuple(beside), _plain_choices(tokens))


def _plain_choices(tokens: list[str]) -> tuple[str, ...]:
    """The choices of a phrase that is one bracket of plain words; none for any other phrase."""
    if len(tokens) != 1 or not tokens[0].endswith(")") or set(tokens[0]) & set("*#^$"):
        return ()
    return tuple(f" {' '.join(each.split())} " for each in _choices(tokens[0]))


def spelt_out(phrase: str, words: Mapping[str, str]) -> str:
    """The phrase with the words that are meant by each <name>; KeyError for a name that is not listed."""
    pieces: list[str] = []
    end = 0
    for name in _NAMED.finditer(phrase):
        pieces.append(phrase[end : name.start()])
        before = "".join(pieces)
        listed = _listed(name[1], words)
        pieces.append(listed if before.count("(") > before.count(")") else f"({listed})")
        end = name.end()
    return "".join((*pieces, phrase[end:]))


def _listed(name: str, words: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda inner: _listed(inner[1], words), words[name])


def _regex(token: str) -> str:
    if token in _GAPS:
        return _GAPS[token]
    if token == "^":  # noqa: S105 — a sign of the language, not a secret
        return "(?<=^ )"
    if token.startswith("("):
        choices = "|".join("".join(map(_word, each.split())) for each in _choices(token))
        return f"(?:{choices})" + ("?" if token.endswith("?") else "")
    return _word(token)


def _word(word: str) -> str:
    if word in _GAPS:
        return _GAPS[word]
    if word == "$":
        return word
    if word == "#":
        return r"\d{1,7} "
    return re.escape(word[:-1]) + r"\S* " if word.endswith("*") else re.escape(word) + " "


def _choices(token: str) -> list[str]:
    return token.rstrip("?").strip("()").split("|")


def _anchors(token: str) -> frozenset[str]:
    """The words of which a matching sentence must have one, as far as this token can tell."""
    if token in {*_GAPS, "^", "$", "#"} or token.endswith(("?", "*")) or "#" in _choices(token):
        return frozenset()
    if not token.startswith("("):
        return frozenset({token})
    longest = [
        max((w for w in each.split() if "*" not in w), key=len, default="") for each in _choices(token)
    ]
    return frozenset(longest) if all(longest) else frozenset()


def _worth(anchors: frozenset[str]) -> float:
    """Rare words make good anchors: long ones, none of the commonest, and few of them."""
    shortest = min(map(len, anchors), default=0)
    return (0.5 if anchors & _COMMON else shortest) - 0.1 * len(anchors) if anchors else -1000.0
