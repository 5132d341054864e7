"""Subjects as conversations share them: without “Re:”, list names and ticket numbers."""

import re
import unicodedata
from hashlib import blake2b

from .words import WORDS

MOST_CHARACTERS = 300
MOST_PREFIXES = 20
#: A shorter subject, such as “Invoice”, is borne by many conversations of the same two people.
TELLING_WORDS = 3
TELLING_CHARACTERS = 18

_PREFIXES = "|".join(
    re.escape(word)
    for sort in ("answers", "forwards", "machines")
    for word in sorted(WORDS[sort], key=len, reverse=True)
)
_PREFIX = re.compile(rf"(?:{_PREFIXES})\s?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}}|-\d{{1,3}})?\s?[::]\s*")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"\[([^\[\]]{1,60})\]\s*")
_TICKET = re.compile(
    r"[\[(][^\[\]()]{0,30}#?\d[^\[\]()]{0,30}[\])]|(?:ticket|case|request|vorgang|incident)\s?#?:?\s?\d{3,}"
)
_WAS = re.compile(r"[\[(]\s?(?:was|war|vorher|previously)\s?:?\s(.{1,200}?)[\])]?$")
_INNER = re.compile(
    rf"\s(?:re|aw|fwd?|{'|'.join(map(re.escape, WORDS['answers'][3:]))})\s?[::]\s(.{{1,200}})$"
)
_FORWARDED = re.compile(r"\s*[\[(]fwd?[\])]\s*$")


def base_subject(subject: str) -> str:
    """The subject that all letters of a conversation share, in lower case; "" where nothing is left."""
    return _base(_WAS.sub("", _plain(subject)))


def former_subject(subject: str) -> str:
    """The base of the old subject that “New (was: Old)” names; "" where it names none."""
    plain = _plain(subject)
    found = _WAS.search(plain) or _INNER.search(plain)
    return _base(found[1]) if found else ""


def is_answering(subject: str) -> bool:
    """Whether the subject says that this letter answers another or passes it on, in any of many languages."""
    plain = _plain(subject)
    return _PREFIX.match(_without_tags(plain)) is not None or _WAS.search(plain) is not None


def tickets(subject: str) -> frozenset[str]:
    """The numbers in brackets of a help desk or an order, which no two conversations share."""
    found = (each.group() for each in _TICKET.finditer(_plain(subject)))
    return frozenset("".join(filter(str.isdigit, each)) for each in found)


def tag(subject: str) -> str:
    """The name in brackets that a mailing list puts before its subjects; "" where there is none."""
    plain = _plain(subject)
    found = _TAG.match(plain) or _TAG.match(_PREFIX.sub("", plain, count=1))
    return found[1] if found and not found[1].isdigit() else ""


def is_telling(base: str) -> bool:
    """Whether a base subject is particular enough that two conversations seldom share it."""
    return len(base) >= TELLING_CHARACTERS or len(base.split()) >= TELLING_WORDS


def topic(base: str) -> str:
    """The short name of a base subject under which its letters are found again; "" for the empty one."""
    return blake2b(base.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if base else ""


def _plain(subject: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", subject[:MOST_CHARACTERS]).casefold().split())


def _without_tags(plain: str) -> str:
    while (tag := _TAG.match(plain)) and plain[tag.end() :]:
        plain = plain[tag.end() :]
    return plain


def _base(plain: str) -> str:
    for _ in range(MOST_PREFIXES):
        bare = _without_tags(plain)
        prefix = _PREFIX.match(bare)
        shorter = bare[prefix.end() :] if prefix else bare
        if shorter == plain:
            break
        plain = shorter
    without = _TICKET.sub(" ", _FORWARDED.sub("", plain))
    # Signs are lost on the way, or come as others: only words are compared.
    return " ".join(_WORD.findall(without)) or " ".join(_WORD.findall(plain)) or plain
