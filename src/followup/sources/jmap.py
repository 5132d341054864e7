"""Mailboxes on JMAP servers (RFC 8621): read without changing anything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from .jmap_session import Json, Session, answered, call, ids, message_url, objects, session, state_of
from .mail import parse_mail
from .online.site import Site, TooLarge, Visit, visit
from .online.trouble import not_understood

__all__ = ["Changes", "Item", "Session", "Site", "Visit", "changes", "messages", "session", "visit"]

IDS_AT_ONCE = 1_000
MOST_ROUNDS = 10_000
#: What lies in these only is not read.
UNWANTED = frozenset({"junk", "trash", "drafts"})
PROPERTIES = ["id", "blobId", "mailboxIds", "receivedAt", "size"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Messages to look at, those that are gone, and the state behind it; `is_whole`: all that are there."""

    ids: tuple[str, ...]
    gone: tuple[str, ...]
    state: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One message by its id; None when it lies only where nothing is read."""

    id: str
    thing: Mail | NotUnderstood | None


def changes(visit: Visit, place: Session, state: str) -> Changes:
    """What has changed since the state; everything where there is none, or the server no longer knows it."""
    return (_since(visit, place, state) if state else None) or _everything(visit, place)


def messages(visit: Visit, place: Session, wanted: Iterable[str]) -> Iterator[list[Item]]:
    """The wanted messages, some at a time, each as it was sent; those that are gone meanwhile are left out."""
    roles = _roles(visit, place)
    for some in batched(wanted, place.at_once, strict=False):
        found = answered(visit, place, "Email/get", {"ids": list(some), "properties": PROPERTIES})
        listed = {str(each.get("id")): each for each in objects(found)}
        if set(some) - listed.keys() - set(ids(found, "notFound", visit)):
            raise not_understood(visit.site.host, "it leaves out messages that were asked for")
        yield [_item(visit, place, name, listed[name], roles) for name in some if name in listed]


def _since(visit: Visit, place: Session, state: str) -> Changes | None:
    changed: dict[str, None] = {}
    gone: dict[str, None] = {}
    for _ in range(MOST_ROUNDS):
        found = call(visit, place, "Email/changes", {"sinceState": state, "maxChanges": IDS_AT_ONCE})
        if "type" in found:
            # cannotCalculateChanges, or a state that the server never knew: all is compared instead.
            return None
        changed |= dict.fromkeys(ids(found, "created", visit) + ids(found, "updated", visit))
        gone |= dict.fromkeys(ids(found, "destroyed", visit))
        before, state = state, state_of(found, "newState", visit)
        if not found.get("hasMoreChanges"):
            return Changes(tuple(each for each in changed if each not in gone), tuple(gone), state)
        if state == before:
            return None
    return None


def _everything(visit: Visit, place: Session) -> Changes:
    # The state is told before the list: what arrives in between is told once more, and missed by nobody.
    state = state_of(answered(visit, place, "Email/get", {"ids": [], "properties": ["id"]}), "state", visit)
    found: dict[str, None] = {}
    last = ""
    for _ in range(MOST_ROUNDS):
        page = _page(visit, place, last)
        if page is None:
            last = ""  # the message that the page should begin after is gone: from the beginning
            continue
        found |= dict.fromkeys(page)
        if not page or page[-1] == last:
            return Changes(tuple(found), (), state, is_whole=True)
        last = page[-1]
    raise not_understood(visit.site.host, "its list has no end")


def _page(visit: Visit, place: Session, last: str) -> list[str] | None:
    """The ids after the last one, by their arrival; None where the last one is gone.

    Positions would move when something is deleted meanwhile, and messages would be missed.
    """
    after = {"anchor": last, "anchorOffset": 1} if last else {"position": 0}
    order = [{"property": "receivedAt", "isAscending": True}]
    asked = {"sort": order, "limit": IDS_AT_ONCE, **after}
    found = call(visit, place, "Email/query", asked)
    if found.get("type") == "anchorNotFound":
        return None
    if "type" in found:
        raise not_understood(visit.site.host, str(found.get("description") or found["type"]))
    return ids(found, "ids", visit)


def _roles(visit: Visit, place: Session) -> Mapping[str, str]:
    found = answered(visit, place, "Mailbox/get", {"ids": None, "properties": ["id", "role"]})
    return {str(each.get("id")): str(each.get("role") or "") for each in objects(found)}


def _item(
    visit: Visit, place: Session, name: str, said: Mapping[str, Json], roles: Mapping[str, str]
) -> Item:
    boxes = said.get("mailboxIds")
    found = {roles.get(each, "") for each in boxes} if isinstance(boxes, dict) else set()
    if found and found <= UNWANTED:
        return Item(name, None)
    return Item(
        name, _message(visit, message_url(place, str(said.get("blobId"))), name, said, "sent" in found)
    )


def _message(
    visit: Visit, url: str, name: str, said: Mapping[str, Json], is_sent: bool
) -> Mail | NotUnderstood:
    where = f"message {name}"
    try:
        answer = visit.ask("GET", url)
    except TooLarge:
        return NotUnderstood(place=where, sentence="The message is too large to be read.")
    if answer.status != 200:
        return NotUnderstood(place=where, sentence="The server lists this message but does not hand it over.")
    thing = parse_mail(answer.body, received_at=_moment(said.get("receivedAt")), is_sent=is_sent)
    return replace(thing, place=where) if isinstance(thing, NotUnderstood) else thing


def _moment(value: Json) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None
