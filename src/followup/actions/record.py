"""record: what the person says happened, by hand."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from followup.core.facts import NOTHING, About, Party, Told
from followup.core.kinds import BY_HAND, Kind
from followup.core.reading.known import fold_address
from followup.core.trouble import Mend
from followup.models import Contact, Fact, Workspace

from .contacts import contact_named
from .placing.place import Touched
from .suppress import suppress
from .telling.facts import by_hand
from .telling.people import settle_people
from .telling.tell import settle, tell

__all__ = ["about_named", "record", "tell"]

_JOB = frozenset(
    {
        Kind.APPLIED, Kind.ACKNOWLEDGED, Kind.ASSESSMENT_ASKED, Kind.INFORMATION_ASKED, Kind.INVITED, Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED, Kind.INTERVIEW_CANCELLED,
        Kind.INTERVIEWED, Kind.REJECTED, Kind.OFFERED, Kind.HIRED, Kind.WITHDRAWN, Kind.REFERENCE_ASKED,
        Kind.DETAILS_LEFT, Kind.REFEREE_NAMED, Kind.REFEREE_AGREED, Kind.REFEREE_DECLINED,
    }
)  # fmt: skip
_SORTS = {
    Kind.ENQUIRED: "enquiry", Kind.QUOTED: "sale", Kind.ORDERED: "order", Kind.DELIVERED: "order",
    Kind.RETURNED: "order",
}  # fmt: skip

_ADDRESSED = re.compile(r"^\s*(?P<name>[^<>]*?)\s*<?\s*(?P<address>[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)\s*>?\s*$")
_REFERENCE = re.compile(
    r"[\s,;]*[(\[]?\s*\b(?:ref(?:erence)?|no|nr|id|number|order|req(?:uisition)?)\b\.?\s*[:#]?\s*#?([\w./-]*\d[\w./-]*)\s*[)\]]?\s*$"
    r"|\s*#([\w./-]*\d[\w./-]*)\s*$",
    re.IGNORECASE,
)
_AT = re.compile(r"^(?P<title>.*?)\s*(?:\bat\b|\bwith\b|\bbei\b|@|,\s)\s*(?P<firm>[^@]+)$", re.IGNORECASE)


@transaction.atomic
def record(  # noqa: PLR0913 - what the command line's options say, each by its name
    workspace: Workspace,
    kind: Kind | str,
    contact: Contact | str,
    *,
    at: datetime,
    now: datetime,
    about: About | str | None = None,
    note: str = "",
    until: datetime | None = None,
    details: Mapping[str, str] = NOTHING,
) -> Fact:
    """A fact by hand; an address or “Name <address>” that nobody has becomes a new contact.

    `about` may be words: “Data Analyst at Northwind (ref 12)”.
    """
    if kind not in BY_HAND:
        raise Mend(f"“{kind}” is not something to record by hand; take one of {', '.join(BY_HAND)}.")
    kind = Kind(kind)
    if until is not None and until < at and kind not in (Kind.QUOTED, Kind.APPLIED):
        raise Mend("It ends before it begins; give --until a later time than --at.")
    if kind is Kind.CONSENTED:
        details = {**details, "how": _how(note)}
    row = contact if isinstance(contact, Contact) else _somebody(workspace, contact, now)
    told = Told(
        slot="hand",
        kind=kind,
        at=at,
        who=Party(row.name),
        says=note.strip(),
        until=until,
        about=about_named(about, kind) if isinstance(about, str) else about,
        asks=kind in (Kind.RECEIVED, Kind.ENQUIRED, Kind.COMPLAINED),
        details=details,
    )
    fact = by_hand(workspace, told, contact=row.pk, source_key=secrets.token_hex(8), now=now)
    fact.save(force_insert=True)
    _silence(workspace, row, fact)
    settle(workspace, Touched({row.pk}), now=now)
    fact.refresh_from_db()
    return fact


def about_named(text: str, kind: Kind) -> About | None:
    """What a person's words say it is about; None for no words."""
    rest = " ".join(text.split())
    if not rest:
        return None
    reference = ""
    if found := _REFERENCE.search(rest):
        reference = found[1] or found[2]
        rest = rest[: found.start()].strip(" ,;")
    named = _AT.match(rest)
    title, firm = (named["title"], named["firm"]) if named else (rest, "")
    return About(
        kind=_SORTS.get(kind, "application" if kind in _JOB else "sale"),
        title=title.strip(" ,;"),
        organisation=firm.strip(" ,;"),
        reference=reference,
    )


def _how(note: str) -> str:
    if not note.strip():
        raise Mend("Note where and in which words they agreed; without that a consent proves nothing.")
    return note.strip()


def _somebody(workspace: Workspace, text: str, now: datetime) -> Contact:
    found = _ADDRESSED.match(text)
    if not found:
        return contact_named(workspace, text)
    party = Party(found["name"].strip(' "“”'), found["address"])
    contacts = settle_people(workspace, [party], now=now, source="hand")
    return Contact.objects.get(pk=contacts[party])


def _silence(workspace: Workspace, row: Contact, fact: Fact) -> None:
    if fact.kind == Kind.OPTED_OUT:
        for address in row.addresses.values_list("address", flat=True):
            suppress(workspace, fold_address(address), "opted_out", fact.at, fact.says)
