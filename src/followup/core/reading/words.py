"""Sentences: a text cut into pieces that can be quoted as a reason, each with its bare words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

MOST_SENTENCES = 80  # what a letter means stands near its beginning
_TIDY = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "\u200b": None})
#: Letters as people write them on keyboards that lack them: “möchten” is “moechten”, “entrevista é” is “entrevista e”.
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o"})
_ACCENT = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"^(?:[-*•·–]|\(?\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?](?<![.!?][.!?])[.!?]{0,11}[\"')\]”’]{0,3}\s{1,9}(?=[\"'(“‘¿¡]?[^\Wa-z_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|nos|ref|approx|inc|ltd|co|corp|dept|ext|tel|vs|e\.g|i\.e|a\.m|p\.m|jr|sr|[a-z])|(?<![\d:.,])\b\d{1,2})\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as it was written; `plain` is its words in lower case, with a space before and after each."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The words alone: “We won’t …” becomes " we wont … "."""
        return plain(self.text)

    @cached_property
    def run(self) -> list[str]:
        """Its words in order."""
        return self.plain.split()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.run)

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip("\"')”’ .!").endswith("?")


def plain(text: str) -> str:
    """The text's words in lower case without apostrophes, one space before and after each."""
    text = _tidy(text)
    if "'" in text:
        text = _APOSTROPHE.sub("", text)
    return f" {' '.join(_WORD.findall(bare_letters(text.lower())))} "


def bare_letters(text: str) -> str:
    """Small letters without accents, umlauts spelt out."""
    if text.isascii():
        return text
    spelt = unicodedata.normalize("NFC", text).translate(_SPELT)
    return _ACCENT.sub("", unicodedata.normalize("NFD", spelt))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The text's sentences in order; wrapped lines are joined, list items and headings stand alone."""
    found: list[Sentence] = []
    for block in _blocks(_tidy(text)):
        found += [Sentence(each) for each in _cut(block)]
        if len(found) >= MOST_SENTENCES:
            break
    return tuple(found[:MOST_SENTENCES])


def _tidy(text: str) -> str:
    return text if text.isascii() else text.translate(_TIDY)


def _blocks(text: str) -> list[str]:
    blocks: list[str] = []
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        bare = line.strip()
        if lines and (not bare or _BULLET.match(bare) or len(lines[-1]) < 40 or lines[-1].endswith(":")):
            blocks.append(" ".join(lines))
            lines = []
        if bare:
            lines.append(bare)
    return blocks


def _cut(block: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(block):
        if end[0].strip() == "." and _ABBREVIATION.search(
            block, max(start, end.start() - 8), end.start() + 1
        ):
            continue
        pieces.append(block[start : end.end()].strip())
        start = end.end()
    pieces.append(block[start:].strip())
    return [each for each in pieces if each]
