"""What a letter says itself and what it quotes: enough of it to see which letter was quoted.

All that is known here about the forms of quotes stands behind `layers`.
"""

import re
from dataclasses import dataclass

from .words import WORDS

MOST_CHARACTERS = 12_000
MOST_LINES = 400
#: Lines above a quote that may name whose words follow.
ABOVE = 4

_MARK = r"[ \t]{0,4}(?:[A-Za-z]{0,6}>|\||--\])"
_MARKED = re.compile(_MARK)
_MARKS = re.compile(rf"(?:{_MARK})+[ \t]?")
_ANY_MARKED = re.compile(rf"^{_MARK}", re.MULTILINE)
_RULE = re.compile(
    r"[-_*=]{2,}[^-_*=]{3,60}[-_*=]{2,}$|_{10,}$|begin forwarded message:|[-_]{3,}$", re.IGNORECASE
)
_FIELD = re.compile(r"[*>\s]{0,4}\w[\w .'’-]{0,18}\s?[::]\*?\s?\S")
_SENDER = re.compile(rf"[*>\s]{{0,4}}(?:{'|'.join(map(re.escape, WORDS['senders']))})\s?[::]", re.IGNORECASE)
_WROTE = re.compile(rf"(?:{'|'.join(map(re.escape, WORDS['wrote']))})[^::]{{0,80}}[::]\s*$", re.IGNORECASE)
_ADDRESS_OR_DAY = re.compile(r"@|\d{4}|\d{1,2}[:.]\d{2}")


@dataclass(frozen=True, slots=True)
class Layers:
    """A letter's own words, those of the letter it quotes, all that it quotes, and the line that says whose it is."""

    own: str
    quoted: str = ""
    all_quoted: str = ""
    attribution: str = ""


def layers(text: str) -> Layers:
    """The letter taken apart."""
    lines = text[:MOST_CHARACTERS].splitlines()[:MOST_LINES]
    cut = _header_at(lines, 0)
    head = lines if cut is None else lines[:cut]
    rest = [] if cut is None else lines[cut:]
    if any(_MARKED.match(line) for line in head):
        return _marked(head, rest)
    return _unmarked(head, rest) if rest else Layers("\n".join(lines))


def holds_quote(text: str) -> bool:
    """Whether a letter seems to quote another; cheap, for it is asked of many letters."""
    start = text[:MOST_CHARACTERS]
    if _ANY_MARKED.search(start):
        return True
    return ":" in start and _header_at(start.splitlines()[:MOST_LINES], 0) is not None


def without_marks(text: str) -> str:
    """The whole text, the marks of quotes taken from the beginnings of lines."""
    return "\n".join(_MARKS.sub("", line, 1) for line in text[:MOST_CHARACTERS].splitlines()[:MOST_LINES])


def _marked(lines: list[str], rest: list[str]) -> Layers:
    """A letter whose quotes bear marks before each line; the rest is quoted without marks."""
    own: list[str] = []
    first: list[str] = []
    deep: list[str] = []
    attribution = ""
    for place, line in enumerate(lines):
        marks = _MARKS.match(line)
        if marks is None:
            own.append(line)
            continue
        if not first and not deep:
            attribution = "\n".join(lines[max(0, place - ABOVE) : place])
        is_first = len(_MARKED.findall(marks.group())) == 1
        (first if is_first else deep).append(line[marks.end() :])
    return Layers("\n".join(own), "\n".join(first), "\n".join([*first, *deep, *rest]), attribution)


def _unmarked(head: list[str], rest: list[str]) -> Layers:
    """A letter that is followed by the whole letter it answers, under that one's head."""
    end = 1
    while end < len(rest) and _FIELD.match(rest[end]):
        end += 1
    below = _header_at(rest, end + 1)
    quoted = rest[end:below]
    if any(_MARKED.match(line) for line in quoted):
        inner = _marked(quoted, [])
        quoted = (inner.own if inner.own.strip() else inner.quoted).splitlines()
    everything = without_marks("\n".join(rest[end:]))
    return Layers("\n".join(head), "\n".join(quoted), everything, "\n".join(rest[: max(end, ABOVE)]))


def _header_at(lines: list[str], start: int) -> int | None:
    """The line where another letter begins without marks: a ruler, a block of header lines, or “… wrote:”."""
    for place in range(start, len(lines)):
        line = lines[place].strip()
        if len(line) > 200 or not line:
            continue
        if _is_block(lines, place) or (_RULE.match(line) and _is_block(lines, place + 1)):
            return place
        if line[-1] in "::" and _announces(lines, place):
            return place
    return None


def _is_block(lines: list[str], place: int) -> bool:
    """Whether at least three lines in a row look like “Sent: …”, the first or the next of them like “From: …”."""
    block = [line for line in lines[place : place + 4] if len(line) < 300]
    if not any(_SENDER.match(line) for line in block[:2]):
        return False
    fields = [line for line in block if _FIELD.match(line)]
    return len(fields) >= 3 and any(_ADDRESS_OR_DAY.search(line) for line in fields)


def _announces(lines: list[str], place: int) -> bool:
    """Whether this line says who wrote what follows without marks: marked quotes announce themselves."""
    above = " ".join(line.strip() for line in lines[max(0, place - 1) : place + 1])[-200:]
    if not (_WROTE.search(above) and _ADDRESS_OR_DAY.search(above)):
        return False
    return not any(_MARKED.match(line) for line in lines[place + 1 : place + 12])
