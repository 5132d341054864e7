"""Calendar feeds: one address on the web that holds a whole calendar, asked whether it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from hashlib import blake2b

from followup.core.events import Event
from followup.core.trouble import NotUnderstood, Unreachable

from .ics import Horizon, read_calendar
from .online.site import Site, visit
from .plain import decoded

CALENDAR = b"BEGIN:VCALENDAR"
FIRST = 4_096
#: Where the calendar as a whole has trouble: it breaks off, or is too large.
WHOLE = "calendar"


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything under one UID of a feed, and a tag that changes with what it says."""

    uid: str
    tag: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds; `is_same` when the server says that nothing has changed since the tag.

    `is_whole`: it was read to its end, so what is not in it is gone.
    """

    tag: str
    is_same: bool = False
    is_whole: bool = False
    entries: tuple[Entry, ...] = ()
    troubles: tuple[NotUnderstood, ...] = ()


def read_feed(site: Site, tag: str = "", *, horizon: Horizon | None = None, zone: tzinfo = UTC) -> Feed:
    """The feed, unless it is still as the tag says; series are read within the horizon."""
    with visit(site) as asking:
        answer = asking.ask("GET", site.url, headers=_unless(tag))
    if answer.status == 304:
        return Feed(tag, is_same=True)
    if answer.status != 200:
        sentence = f"{site.host} has no calendar at this address (it says {answer.status}); look up its address anew."
        raise Unreachable(sentence, for_good=answer.status in (404, 410))
    if CALENDAR not in answer.body[:FIRST].upper():
        sentence = (
            f"What {site.host} has at this address is no calendar; look up the address of its iCal feed."
        )
        raise Unreachable(sentence)
    return _read(decoded(answer.body, "utf-8-sig"), _tag(answer.headers), horizon, zone)


def _unless(tag: str) -> dict[str, str]:
    """The question’s header: a tag is kept as the header that asks by it."""
    name, _, value = tag.partition(": ")
    return {name: value} if value else {}


def _tag(headers: Mapping[str, str]) -> str:
    if etag := headers.get("etag"):
        return f"If-None-Match: {etag}"
    changed = headers.get("last-modified")
    return f"If-Modified-Since: {changed}" if changed else ""


def _read(text: str, tag: str, horizon: Horizon | None, zone: tzinfo) -> Feed:
    by_uid: dict[str, list[Event]] = {}
    troubles: list[NotUnderstood] = []
    for each in read_calendar(text, horizon, zone=zone):
        if isinstance(each, Event):
            by_uid.setdefault(each.uid, []).append(each)
        else:
            troubles.append(each)
            # A damaged entry is there, even if nobody can say what it says.
            if each.place != WHOLE:
                by_uid.setdefault(each.place.removeprefix("entry "), [])
    return Feed(
        tag,
        is_whole=all(each.place != WHOLE for each in troubles),
        entries=tuple(Entry(uid, _digest(events), tuple(events)) for uid, events in by_uid.items()),
        troubles=tuple(troubles),
    )


def _digest(events: list[Event]) -> str:
    """The same for the same words: many feeds stamp every entry anew whenever they are asked."""
    said = repr([replace(each, stamp=None) for each in events])
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
