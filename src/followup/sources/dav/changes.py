"""What has changed in a collection since it was read: by its sync token (RFC 6578), else by comparing all tags."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from followup.sources.online.site import Answer, Visit
from followup.sources.online.trouble import not_understood

from .finding import Collection
from .xml import Multistatus, Response, asking, element, multistatus, path_of, wanting

XML = {"Content-Type": "application/xml; charset=utf-8"}
#: Answers that mean “this token is no longer good”, and, given without a token, “I do not know such questions”.
REFUSALS = frozenset({400, 403, 404, 405, 409, 410, 412, 415, 501, 507})
MOST_PARTS = 1_000


@dataclass(slots=True)
class Changes:
    """The entries to fetch with their tags, those that are gone, and the token behind it all.

    `is_whole`: everything was compared, and `count` entries are there.
    """

    changed: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    token: str = ""
    is_whole: bool = False
    count: int = 0


def changes(
    visit: Visit, collection: Collection, token: str, known: Mapping[str, str], *, whole: bool = False
) -> Changes:
    """What to fetch and what is gone; `known` holds the tags of the entries that are here.

    `whole` compares everything. So does a token that the server no longer takes.
    """
    if collection.token and token and not whole:
        found = _since(visit, collection, token)
        if found is not None:
            return _some(found, known, collection)
    return _compared(visit, collection, known)


def _since(visit: Visit, collection: Collection, token: str) -> Multistatus | None:
    """All answers since the token, one after the other; None where the server does not take it."""
    responses: list[Response] = []
    for _ in range(MOST_PARTS):
        body = asking(
            "D:sync-collection",
            element("D:sync-token", token),
            element("D:sync-level", "1"),
            wanting(["D:getetag"]),
        )
        answer = visit.ask("REPORT", collection.address, body, headers=XML)
        if answer.status in REFUSALS:
            return None
        found = _multistatus(answer)
        own = path_of(collection.address, answer.url)
        responses += [each for each in found.responses if each.href != own]
        is_cut = any(each.href == own and each.status == 507 for each in found.responses)
        if not is_cut:
            return Multistatus(tuple(responses), found.token)
        if not found.token or found.token == token:
            return None
        token = found.token
    return None


def _some(found: Multistatus, known: Mapping[str, str], collection: Collection) -> Changes:
    some = Changes(token=found.token or collection.token)
    for each in found.responses:
        if each.status == 404:
            some.changed.pop(each.href, None)
            some.gone.add(each.href)
        elif _is_entry(each):
            some.gone.discard(each.href)
            if _is_other(each.version, known.get(each.href)):
                some.changed[each.href] = each.version
    some.gone &= known.keys()
    return some


def _compared(visit: Visit, collection: Collection, known: Mapping[str, str]) -> Changes:
    # The token was told before the list: what changes in between is told once more, and missed by nobody.
    found = _multistatus(
        visit.ask(
            "PROPFIND",
            collection.address,
            asking("D:propfind", wanting(["D:getetag", "D:resourcetype"])),
            headers={**XML, "Depth": "1"},
        )
    )
    own = path_of(collection.address, collection.address)
    tags = {each.href: each.version for each in found.responses if each.href != own and _is_entry(each)}
    return Changes(
        changed={href: tag for href, tag in tags.items() if _is_other(tag, known.get(href))},
        gone=known.keys() - tags.keys(),
        token=collection.token,
        is_whole=True,
        count=len(tags),
    )


def _is_other(tag: str, known: str | None) -> bool:
    # Without a tag nobody can say that it is the same.
    return not tag or tag != known


def _is_entry(response: Response) -> bool:
    return response.status == 200 and not response.holds("D:resourcetype", "D:collection")


def _multistatus(answer: Answer) -> Multistatus:
    if answer.status != 207:
        host = answer.url.split("/")[2]
        raise not_understood(host, f"it says {answer.status} where a list was asked for")
    return multistatus(answer.body, answer.url)
