"""Mailboxes on JMAP servers (RFC 8620, RFC 8621): read without changing anything."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched
from typing import Any
from urllib.parse import quote, urljoin

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood, Unreachable

from .mail import parse_mail
from .mail.limits import MOST_BYTES
from .online.site import Site, TooLarge, Visit, visit
from .online.trouble import not_understood

__all__ = ["Changes", "Item", "Session", "Site", "Visit", "changes", "messages", "session", "visit"]

CORE, MAIL = "urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail"
AT_ONCE = 50
IDS_AT_ONCE = 1_000
MOST_ROUNDS = 10_000
#: What lies in these only is not read.
UNWANTED = frozenset({"junk", "trash", "drafts"})

type Json = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the server says of itself: where it is asked, where messages are, and whose mail it is."""

    api: str
    download: str
    account: str
    at_once: int = AT_ONCE


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


def session(visit: Visit) -> Session:
    """The session of an address: the one that was typed, or the well-known one of its host."""
    url = visit.site.url
    typed = url if url.rstrip("/").count("/") > 2 else urljoin(url, "/.well-known/jmap")
    for each in dict.fromkeys((typed, urljoin(url, "/.well-known/jmap"))):
        answer = visit.ask("GET", each, headers={"Accept": "application/json"})
        if answer.status == 200:
            return _session(_parsed(answer.body, visit), answer.url, visit)
    raise Unreachable(
        f"{visit.site.host} offers no JMAP at this address; check it with your provider.", for_good=True
    )


def changes(visit: Visit, place: Session, state: str) -> Changes:
    """What has changed since the state; everything where there is none, or the server no longer knows it."""
    if state:
        found = _since(visit, place, state)
        if found is not None:
            return found
    return _everything(visit, place)


def messages(visit: Visit, place: Session, ids: Iterable[str]) -> Iterator[list[Item]]:
    """The messages with these ids, some at a time, each as it was sent; those that are gone are left out."""
    roles = _roles(visit, place)
    for some in batched(ids, place.at_once, strict=False):
        found = _call(
            visit, place, "Email/get",
            {"ids": list(some), "properties": ["id", "blobId", "mailboxIds", "receivedAt", "size"]},
        )  # fmt: skip
        yield [_item(visit, place, each, roles) for each in _several(found, "list")]


def _session(said: Json, url: str, visit: Visit) -> Session:
    with suppress(KeyError, TypeError, AttributeError):
        limit = said["capabilities"].get(CORE, {}).get("maxObjectsInGet", AT_ONCE)
        return Session(
            api=urljoin(url, said["apiUrl"]),
            download=said["downloadUrl"],
            account=said["primaryAccounts"][MAIL],
            at_once=max(1, min(AT_ONCE, int(limit))),
        )
    raise not_understood(visit.site.host, "it is no JMAP session with mail in it")


def _since(visit: Visit, place: Session, state: str) -> Changes | None:
    ids: dict[str, None] = {}
    gone: dict[str, None] = {}
    for _ in range(MOST_ROUNDS):
        found = _call(visit, place, "Email/changes", {"sinceState": state, "maxChanges": IDS_AT_ONCE})
        if "type" in found:
            # cannotCalculateChanges, or a state that the server never knew: all is compared instead.
            return None
        for each in (*_several(found, "created"), *_several(found, "updated")):
            ids[str(each)] = None
        for each in _several(found, "destroyed"):
            gone[str(each)] = None
            ids.pop(str(each), None)
        state = str(found.get("newState", ""))
        if not found.get("hasMoreChanges"):
            return Changes(tuple(ids), tuple(gone), state)
    return None


def _everything(visit: Visit, place: Session) -> Changes:
    # The state is told before the list: what arrives in between is told once more, and missed by nobody.
    state = str(_call(visit, place, "Email/get", {"ids": [], "properties": ["id"]}).get("state", ""))
    ids: dict[str, None] = {}
    last = ""
    for _ in range(MOST_ROUNDS):
        some = _page(visit, place, last)
        if some is None:
            last = ""  # the message that the page should begin after is gone: from the beginning
            continue
        ids |= dict.fromkeys(some)
        if not some or some[-1] == last:
            break
        last = some[-1]
    return Changes(tuple(ids), (), state, is_whole=True)


def _page(visit: Visit, place: Session, last: str) -> list[str] | None:
    """The ids after the last one, by their arrival; None where the last one is gone.

    Positions would move when something is deleted meanwhile, and messages would be missed.
    """
    after = {"anchor": last, "anchorOffset": 1} if last else {"position": 0}
    order = [{"property": "receivedAt", "isAscending": True}]
    found = _call(visit, place, "Email/query", {"sort": order, "limit": IDS_AT_ONCE, **after})
    if found.get("type") == "anchorNotFound":
        return None
    if "type" in found:
        raise not_understood(visit.site.host, str(found.get("description") or found["type"]))
    return [str(each) for each in _several(found, "ids")]


def _roles(visit: Visit, place: Session) -> Mapping[str, str]:
    found = _call(visit, place, "Mailbox/get", {"ids": None, "properties": ["id", "role"]})
    return {str(each.get("id")): str(each.get("role") or "") for each in _several(found, "list")}


def _item(visit: Visit, place: Session, said: Json, roles: Mapping[str, str]) -> Item:
    name = str(said.get("id"))
    found = {roles.get(str(each), "") for each in said.get("mailboxIds") or {}}
    if found and found <= UNWANTED:
        return Item(name, None)
    where = f"message {name}"
    if int(said.get("size") or 0) > MOST_BYTES:
        return Item(name, _too_large(where))
    try:
        answer = visit.ask("GET", _blob(place, str(said.get("blobId"))))
    except TooLarge:
        return Item(name, _too_large(where))
    if answer.status != 200:
        sentence = "The server lists this message but does not hand it over."
        return Item(name, NotUnderstood(place=where, sentence=sentence))
    thing = parse_mail(answer.body, received_at=_moment(said.get("receivedAt")), is_sent="sent" in found)
    return Item(name, replace(thing, place=where) if isinstance(thing, NotUnderstood) else thing)


def _too_large(where: str) -> NotUnderstood:
    return NotUnderstood(place=where, sentence="The message is too large to be read.")


def _blob(place: Session, blob: str) -> str:
    """The address of a message, made from the template (RFC 6570) that the server gave."""
    fields = {"accountId": place.account, "blobId": blob, "type": "message/rfc822", "name": "message.eml"}
    url = place.download
    for name, value in fields.items():
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    return urljoin(place.api, url)


def _call(visit: Visit, place: Session, method: str, arguments: Mapping[str, Json]) -> Mapping[str, Json]:
    """What a method answers; where it refuses, its error, told by “type”."""
    calls = [[method, {"accountId": place.account, **arguments}, "0"]]
    body = json.dumps({"using": [CORE, MAIL], "methodCalls": calls}).encode()
    answer = visit.ask("POST", place.api, body, headers={"Content-Type": "application/json"})
    if answer.status != 200:
        raise not_understood(visit.site.host, f"it says {answer.status} to {method}")
    said = _parsed(answer.body, visit)
    with suppress(KeyError, TypeError, IndexError, AttributeError, ValueError):
        name, found, _ = said["methodResponses"][0]
        if isinstance(found, dict) and name in (method, "error"):
            return found
    raise not_understood(visit.site.host, f"its answer to {method} is not one")


def _several(found: Mapping[str, Json], name: str) -> Sequence[Json]:
    value = found.get(name)
    return value if isinstance(value, list) else []


def _parsed(body: bytes, visit: Visit) -> Json:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise not_understood(visit.site.host, "it is no JSON") from trouble


def _moment(value: Json) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None
