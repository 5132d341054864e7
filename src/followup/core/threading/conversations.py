"""Conversations: strands that headers hold together, tied to each other by guesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from followup.core.threads import Groups


@dataclass(frozen=True, slots=True)
class Place:
    """A message's place: its strand by headers, and the parent that was guessed for it with what says so, if any."""

    key: str
    at: datetime
    strand: str
    parent: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A message's conversation, named by its first strand, and by what guess it was tied to that one, if by any."""

    thread: str
    by: str = ""


def conversations(places: Iterable[Place]) -> dict[str, Placed]:
    """The conversation of each message by its key, the same whatever the order of the places."""
    places = sorted(places, key=lambda each: (each.at, each.key))
    here = {each.key for each in places}
    groups = Groups()
    words: dict[str, str] = {}
    for each in places:
        groups.unite(each.key, each.strand)
        if each.parent in here:
            groups.unite(each.key, each.parent)
            words.setdefault(each.strand, each.by)
    first: dict[object, str] = {}
    for each in places:
        first.setdefault(groups.of(each.key), each.strand)
    placed = {}
    for each in places:
        thread = first[groups.of(each.key)]
        placed[each.key] = Placed(thread, "" if each.strand == thread else words.get(each.strand, _TIED))
    return placed


#: Of a strand that another one's guess leads into.
_TIED = "by a later message"
