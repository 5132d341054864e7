"""How the people of two letters hang together, ourselves under one name whatever address we use."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import IntEnum

from followup.core.reading.known import FREE_MAIL, domain_of, fold_address

from .words import WORDS

US = "us"
ROLES = frozenset(WORDS["roles"])
_BETWEEN = re.compile(r"[\s<>,;\"']+")
MOST_PEOPLE = 200


class Tie(IntEnum):
    """How closely the people of an answer are tied to those of a letter, the closest last."""

    NONE = 0
    COLLEAGUE = 1  # somebody of the same firm as one of the letter's people
    SHARED = 2  # somebody else takes part in both, such as a mailing list or a person in copy
    DIRECT = 3  # written by somebody the letter was written to, and to who wrote it


@dataclass(frozen=True, slots=True)
class People:
    """The folded addresses of who wrote a letter and of those who got it; our own are all `US`."""

    sender: str
    others: frozenset[str]


def people(sender: str, recipients: str | Iterable[str], own: Set[str]) -> People:
    """The people of a letter, its recipients given as “Name <address>, …” or one by one."""
    text = recipients if isinstance(recipients, str) else " ".join(recipients)
    found = [each for each in _BETWEEN.split(text[:20_000]) if "@" in each][:MOST_PEOPLE]
    return People(_named(sender, own), frozenset(_named(each, own) for each in found))


def tie(answer: People, letter: People) -> Tie:
    """How the answer's people hang together with the letter's."""
    got_it = answer.sender in letter.others
    to_writer = letter.sender in answer.others
    if got_it and to_writer:
        return Tie.DIRECT
    if answer.sender != US and got_it:
        return Tie.SHARED
    if letter.sender != US and to_writer:
        return Tie.SHARED
    shared = (answer.others | {answer.sender}) & (letter.others | {letter.sender}) - {US}
    if shared - {answer.sender} or (answer.sender == letter.sender and answer.others & letter.others):
        return Tie.SHARED
    if not _firm(answer.sender) & _firms(letter):
        return Tie.NONE
    return Tie.SHARED if _firm(answer.sender) & _firms_with_roles(letter) and to_writer else Tie.COLLEAGUE


def _named(address: str, own: Set[str]) -> str:
    folded = fold_address(address)
    return US if folded in own else folded


def _firm(address: str) -> frozenset[str]:
    domain = domain_of(address)
    return frozenset() if not domain or domain in FREE_MAIL else frozenset((domain,))


def _firms(letter: People) -> frozenset[str]:
    return frozenset().union(*map(_firm, (letter.sender, *letter.others)))


def _firms_with_roles(letter: People) -> frozenset[str]:
    """The firms that were written to under an address such as “office@”."""
    roles = (each for each in letter.others if each.partition("@")[0] in ROLES)
    return frozenset().union(*map(_firm, roles))
