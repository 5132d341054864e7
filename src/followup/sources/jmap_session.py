"""The session with a JMAP server (RFC 8620): where it is asked, and answers that are what they should be."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from followup.core.trouble import Unreachable

from .online.site import Visit
from .online.trouble import joined, not_understood

CORE, MAIL = "urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail"
AT_ONCE = 50
ID = re.compile(r"[A-Za-z0-9_-]{1,255}")

type Json = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the server says of itself: where it is asked, where messages are, and whose mail it is."""

    api: str
    download: str
    account: str
    at_once: int = AT_ONCE


def session(visit: Visit) -> Session:
    """The session of an address: the one that was typed, or the well-known one of its host."""
    typed, well_known = visit.site.url, joined(visit.site.url, "/.well-known/jmap")
    is_bare = typed.rstrip("/").count("/") < 3
    for url in (well_known,) if is_bare else (typed, well_known):
        answer = visit.ask("GET", url, headers={"Accept": "application/json"})
        if answer.status == 200:
            return _session(_parsed(answer.body, visit), answer.url, visit)
    sentence = f"{visit.site.host} offers no JMAP at this address; check it with your provider."
    raise Unreachable(sentence, for_good=True)


def call(visit: Visit, place: Session, method: str, arguments: Mapping[str, Json]) -> Mapping[str, Json]:
    """What a method answers; where it refuses, its error, told by “type”."""
    calls = [[method, {"accountId": place.account, **arguments}, "0"]]
    body = json.dumps({"using": [CORE, MAIL], "methodCalls": calls}).encode()
    answer = visit.ask("POST", place.api, body, headers={"Content-Type": "application/json"})
    if answer.status != 200:
        raise not_understood(visit.site.host, f"it says {answer.status} to {method}")
    said = _parsed(answer.body, visit)
    with suppress(KeyError, TypeError, IndexError, ValueError):
        name, found, _ = said["methodResponses"][0]
        if isinstance(found, dict) and name in (method, "error"):
            return found
    raise not_understood(visit.site.host, f"its answer to {method} is not one")


def answered(visit: Visit, place: Session, method: str, arguments: Mapping[str, Json]) -> Mapping[str, Json]:
    """What a method answers that must not be refused."""
    found = call(visit, place, method, arguments)
    if "type" in found:
        raise not_understood(visit.site.host, str(found.get("description") or found["type"]))
    return found


def ids(found: Mapping[str, Json], name: str, visit: Visit) -> list[str]:
    """The ids that an answer lists under a name."""
    listed = found.get(name) or []
    if not isinstance(listed, list) or not all(
        isinstance(each, str) and ID.fullmatch(each) for each in listed
    ):
        raise not_understood(visit.site.host, f"its {name} are no ids")
    return listed


def objects(found: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """The objects that an answer lists."""
    listed = found.get("list")
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def state_of(found: Mapping[str, Json], name: str, visit: Visit) -> str:
    """The state that an answer names."""
    state = found.get(name)
    if not isinstance(state, str) or not state.isprintable():
        raise not_understood(visit.site.host, "it names no state")
    return state


def message_url(place: Session, blob: str) -> str:
    """The address of a message, made from the template (RFC 6570) that the server gave."""
    fields = {"accountId": place.account, "blobId": blob, "type": "message/rfc822", "name": "message.eml"}
    url = place.download
    for name, value in fields.items():
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    return joined(place.api, url)


def _session(said: Json, url: str, visit: Visit) -> Session:
    with suppress(KeyError, TypeError, AttributeError, ValueError):
        limit = said["capabilities"].get(CORE, {}).get("maxObjectsInGet", AT_ONCE)
        return Session(
            api=joined(url, said["apiUrl"]),
            download=joined(url, said["downloadUrl"]),
            account=str(said["primaryAccounts"][MAIL]),
            at_once=max(1, min(AT_ONCE, int(limit))),
        )
    raise not_understood(visit.site.host, "it is no JMAP session with mail in it")


def _parsed(body: bytes, visit: Visit) -> Json:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise not_understood(visit.site.host, "it is no JSON") from trouble
