"""Calendars and address books on servers (CalDAV, CardDAV): read without changing anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo

from followup.core.cards import Card
from followup.core.events import Event
from followup.core.trouble import NotUnderstood

from .dav.changes import Changes, changes
from .dav.fetching import Content, contents
from .dav.finding import Collection, Sort, collections
from .ics import Horizon, read_calendar
from .online.site import Site, Visit, visit
from .online.trouble import OddAnswer
from .vcard import read_cards

__all__ = [
    "Changes",
    "Collection",
    "Entry",
    "OddAnswer",
    "Site",
    "Sort",
    "Visit",
    "changes",
    "collections",
    "entries",
    "visit",
]

type Thing = Event | Card | NotUnderstood


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a collection: its address, the tag of this version, and what is in it."""

    href: str
    tag: str
    things: tuple[Thing, ...]


def entries(  # noqa: PLR0913 - the collection, and how its entries are read
    visit: Visit,
    collection: Collection,
    sort: Sort,
    wanted: dict[str, str],
    *,
    horizon: Horizon | None = None,
    zone: tzinfo = UTC,
) -> Iterator[list[Entry]]:
    """The wanted entries, some at a time; series are read within the horizon."""
    for some in contents(visit, collection, sort, wanted):
        yield [Entry(each.href, each.tag, _things(each, sort, horizon, zone)) for each in some]


def _things(content: Content, sort: Sort, horizon: Horizon | None, zone: tzinfo) -> tuple[Thing, ...]:
    if content.trouble:
        return (NotUnderstood(place=content.href, sentence=content.trouble),)
    if sort == "carddav":
        return tuple(read_cards(content.text.encode("utf-8", "surrogatepass")))
    return tuple(read_calendar(content.text, horizon, zone=zone))
