"""Finding what is there: from the address that was typed to the owner, and from there to the collections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from followup.core.trouble import Mend
from followup.sources.online.site import Visit
from followup.sources.online.trouble import joined

from .xml import Response, asking, multistatus, tag, wanting

type Sort = Literal["caldav", "carddav"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What tells the collections of one sort: where the owner's are, and how they are marked."""

    home: str
    mark: str
    noun: str


SORTS: dict[Sort, Wanted] = {
    "caldav": Wanted("C:calendar-home-set", "C:calendar", "calendar"),
    "carddav": Wanted("A:addressbook-home-set", "A:addressbook", "address book"),
}
PROPERTIES = (
    "D:resourcetype",
    "D:displayname",
    "D:current-user-principal",
    "D:sync-token",
    "S:getctag",
    "C:supported-calendar-component-set",
    "C:calendar-home-set",
    "A:addressbook-home-set",
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar or an address book on a server; its token and tag change with its content."""

    address: str
    name: str
    token: str = ""
    tag: str = ""


def collections(visit: Visit, sort: Sort) -> list[Collection]:
    """All the owner's collections of a sort, or the very one that the address names; Mend where there is none."""
    wanted = SORTS[sort]
    for url in _starts(visit, sort):
        here, answered = _own(visit, url)
        if here and _is_wanted(here, wanted):
            return [_collection(here, answered)]
        if found := [
            each for home in _homes(visit, here, answered, wanted) for each in _in(visit, home, wanted)
        ]:
            return found
        if found := _in(visit, answered, wanted) if here else []:
            return found
    raise Mend(f"There is no {wanted.noun} at {visit.site.url}; check the address with your provider.")


def _starts(visit: Visit, sort: Sort) -> Iterator[str]:
    """The addresses to begin at: the one that was typed where it names more than a host, and the well-known one."""
    well_known = joined(visit.site.url, f"/.well-known/{sort}")
    typed = visit.site.url
    yield from (typed, well_known) if urlsplit(typed).path.strip("/") else (well_known, typed)


def _own(visit: Visit, url: str) -> tuple[Response | None, str]:
    """What an address says of itself, and the address that it really is."""
    found, answered = _listed(visit, url, "0")
    return (found[0] if found else None), answered


def _homes(visit: Visit, here: Response | None, url: str, wanted: Wanted) -> list[str]:
    if here is None:
        return []
    if home := here.href_in(wanted.home):
        return [joined(url, home)]
    principal = here.href_in("D:current-user-principal")
    if not principal:
        return []
    owner, answered = _own(visit, joined(url, principal))
    homes = owner.properties.get(wanted.home) if owner else None
    if homes is None:
        return []
    return [joined(answered, (each.text or "").strip()) for each in homes.iter(tag("D:href"))]


def _in(visit: Visit, url: str, wanted: Wanted) -> list[Collection]:
    found, answered = _listed(visit, url, "1")
    return [_collection(each, answered) for each in found if _is_wanted(each, wanted)]


def _listed(visit: Visit, url: str, depth: str) -> tuple[Sequence[Response], str]:
    body = asking("D:propfind", wanting(PROPERTIES))
    headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    answer = visit.ask("PROPFIND", url, body, headers=headers)
    if answer.status != 207:
        return (), url
    return multistatus(answer.body, answer.url).responses, answer.url


def _is_wanted(response: Response, wanted: Wanted) -> bool:
    if not response.holds("D:resourcetype", wanted.mark):
        return False
    kinds = response.properties.get("C:supported-calendar-component-set")
    return kinds is None or not len(kinds) or any(each.get("name") == "VEVENT" for each in kinds)


def _collection(response: Response, url: str) -> Collection:
    last = unquote(response.href.rstrip("/").rpartition("/")[2])
    return Collection(
        address=joined(url, response.href),
        name=(response.text("D:displayname") or last)[:200],
        token=response.text("D:sync-token"),
        tag=response.text("S:getctag"),
    )
