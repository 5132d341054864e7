"""Conversations: which messages belong together, told by In-Reply-To and References alone.

A subject says nothing here: stopping a follow-up because somebody else wrote “Re: Hello” would be worse
than asking once too often.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .mail import Mail, message_key

# A mail may name its whole history; the newest ids (and the first) are enough to find its neighbours.
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Link:
    """A message's place: its key, its time, and the keys of the messages that it answers."""

    key: str
    at: datetime
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The thread of every key that was named, and the threads that turned out to be parts of others."""

    threads: dict[str, str]
    renamed: dict[str, str]


def link(mail: Mail, at: datetime) -> Link:
    """The mail's place among conversations; what does not look like a Message-ID is passed over."""
    return Link(message_key(mail.message_id), at, tuple(map(message_key, answered_ids(mail))))


def answered_ids(mail: Mail) -> tuple[str, ...]:
    """The ids that a mail answers, newest first, each once; old programs write phrases there."""
    named = [*mail.in_reply_to, *reversed(mail.references)]
    ids = dict.fromkeys(each for each in named if "@" in each and " " not in each)
    ids.pop(mail.message_id, None)
    newest = list(ids)
    if len(newest) > MOST_NAMED:
        newest = [*newest[: MOST_NAMED - 1], newest[-1]]
    return tuple(newest)


def join(links: Iterable[Link], known: Mapping[str, str], begun: Mapping[str, datetime]) -> Joined:
    """Put new messages into conversations, each named by the key of its first known message.

    `known` gives the thread of keys named earlier, `begun` the time of each of those threads' first
    message. The result is the same whatever the order in which messages become known.
    """
    links = list(links)
    groups = Groups()
    for each in links:
        for key in (each.key, *each.answers):
            groups.unite(each.key, key)
            if key in known:
                groups.unite(each.key, known[key])
    firsts = [(at, key) for key, at in begun.items()] + [(each.at, each.key) for each in links]
    names: dict[object, str] = {}
    for _, key in sorted(firsts):
        names.setdefault(groups.of(key), key)
    threads = {key: names[groups.of(key)] for each in links for key in (each.key, *each.answers)}
    renamed = {old: names[groups.of(old)] for old in begun if names[groups.of(old)] != old}
    return Joined(threads, renamed)


class Groups:
    """Things that belong together, found by uniting two at a time (union–find)."""

    def __init__(self) -> None:
        self._parents: dict[object, object] = {}

    def of(self, thing: object) -> object:
        """The group's representative, itself for a thing that was united with nothing."""
        parents = self._parents
        while (parent := parents.get(thing, thing)) != thing:
            parents[thing] = parents.get(parent, parent)
            thing = parent
        return thing

    def unite(self, one: object, other: object) -> None:
        """Say that two things belong together; the smaller name stands for both."""
        heads = self.of(one), self.of(other)
        if heads[0] != heads[1]:
            first, second = sorted(heads, key=repr)
            self._parents[second] = first
