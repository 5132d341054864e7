"""Address lists as people and programs really write them."""

import re
from collections.abc import Iterator
from itertools import islice

from followup.core.facts import Party
from followup.sources.plain import one_line

from .header import words
from .limits import MOST_ADDRESSES

TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|\Z)'  # a quoted name
    r"|<[^<>]*(?:>|\Z)"  # an address
    r"|\((?:[^()\\]|\\.|\([^()]*\))*(?:\)|\Z)"  # a comment, perhaps with another inside
    r'|[,;:]|[^",;:<(]+|.',
    re.DOTALL,
)
LONGEST = 320
ASIDE = re.compile(r"\([^()]*\)")
SPACED_DOT = re.compile(r"\s+\.\s*")
#: What “Undisclosed-Recipients:;” became on its way.
EMPTY_GROUP = re.compile(r":;|:@[^;]*;$")
ROUTE = re.compile(r"^@[^:]*:")


def parties(value: str, most: int = MOST_ADDRESSES) -> tuple[Party, ...]:
    """The people in an address header, in order; groups are opened, empty places left out."""
    return tuple(islice(_parties(value.rstrip("\\")), most))


def _parties(value: str) -> Iterator[Party]:
    name: list[str] = []
    angle = comment = ""
    for piece in TOKEN.findall(value):
        if piece in ",;":
            yield from _party(name, angle, comment)
            name, angle, comment = [], "", ""
        elif piece == ":" and not angle:
            name = []  # the name of a group, or “mailto:”
        elif piece[0] == "<" and len(piece) > 1:
            angle = angle or piece.strip("<>")
        elif piece[0] == "(" and len(piece) > 1:
            comment = piece.strip("()")
        else:
            name.append(piece)
    yield from _party(name, angle, comment)


def _party(name: list[str], angle: str, comment: str) -> Iterator[Party]:
    address = "".join(ASIDE.sub("", ROUTE.sub("", angle.strip())).split()).removeprefix("mailto:")
    if not angle:
        name, address = _bare(name)
    shown = _shown("".join(name)) or (_shown(comment) if not angle else "")
    if shown.casefold() == address.casefold():
        shown = ""
    if len(address) > LONGEST or EMPTY_GROUP.search(address):
        address = ""
    if address or (shown and (angle or "".join(name).strip())):  # a comment alone is nobody
        yield Party(shown[:LONGEST], one_line(address))


def _bare(name: list[str]) -> tuple[list[str], str]:
    """The words left and right of an address that has no angle brackets, and the address."""
    whole = SPACED_DOT.sub(".", "".join(name)).split()
    found = next((word for word in whole if "@" in word.strip("@")), "")
    return [" ".join(word for word in whole if word != found)], found.strip("'\".,<>")


def _shown(name: str) -> str:
    text = name.strip()
    if '"' in text:
        text = re.sub(r"\\(.)", r"\1", text).replace('"', "")
    text = words(text)
    if len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1].strip()
    return text
