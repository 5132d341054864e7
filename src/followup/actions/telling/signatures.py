"""Telling, signatures: what people write below their letters becomes details of theirs, beside what cards say."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from followup.core.cards import Card, Postal
from followup.core.mail import Mail
from followup.core.reading.known import Known, fold_address
from followup.core.reading.signing import card_of
from followup.models import Address, Detail, Workspace
from followup.models.bulk import add

from .items import Item

NUMBERS = frozenset({"mobile", "landline", "phone", "fax"})
OF_SIGNATURES = "signature"


def learn_signatures(
    workspace: Workspace, items: Iterable[Item], *, known: Known, now: datetime, source: str
) -> None:
    """Keep what signatures say of their writers; what is known already, in whatever way of writing, stays as it is."""
    signed = dict.fromkeys(
        (fold_address(item.thing.sender.address), card)
        for item in items
        if isinstance(item.thing, Mail)
        for card in _cards(item, item.thing, known)
    )
    if not signed:
        return
    rows = Address.objects.filter(workspace=workspace, address__in={address for address, _ in signed})
    contacts = dict(rows.values_list("address", "contact_id"))
    details = Detail.objects.filter(contact__in=set(contacts.values()))
    there = {
        (contact, *_same(kind, value))
        for contact, kind, value in details.values_list("contact_id", "kind", "value")
    }
    fresh: dict[tuple[int, str, str], dict[str, object]] = {}
    for address, card in signed:
        for kind, value in _said(card) if address in contacts else ():
            mark = (contacts[address], *_same(kind, value))
            if mark not in there:
                fresh.setdefault(mark, {"contact_id": contacts[address], "kind": kind, "value": value})
    same = {"workspace_id": workspace.pk, "source": f"{OF_SIGNATURES} {source}"[:200], "seen_at": now}
    add(Detail, [same | row for row in fresh.values()], unless_there=True)


def _cards(item: Item, mail: Mail, known: Known) -> tuple[Card, ...]:
    if item.signed is not None:
        return item.signed
    card = card_of(mail, known)
    return (card,) if card else ()


def _said(card: Card) -> Iterator[tuple[str, str]]:
    """The kinds and values of details; mail addresses are left out, since they would name another contact."""
    if card.title:
        yield "title", card.title
    if card.organisation:
        yield "firm", card.organisation
    for phone in card.phones:
        yield phone.sort or "phone", phone.number
    for postal in card.postals:
        yield "postal", _lines(postal)
    for url in card.urls:
        yield "url", url


def _lines(postal: Postal) -> str:
    town = " ".join(filter(None, (postal.code, postal.city)))
    return "\n".join(filter(None, (postal.street, town, postal.region, postal.country)))


def _same(kind: str, value: str) -> tuple[str, str]:
    """What two ways of writing one detail have in common: the last digits of a number, the words of an address."""
    if kind in NUMBERS:
        return "number", "".join(re.findall(r"\d", value))[-9:]
    return kind, " ".join(re.findall(r"\w+", value.casefold()))
