"""Telling, signatures: what people write below their letters becomes details of theirs, beside what cards say."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from followup.core.cards import Card, Postal
from followup.core.mail import Mail
from followup.core.matching import is_machine
from followup.core.reading.known import fold_address
from followup.core.reading.signing import read_signature
from followup.core.reading.trim import layers
from followup.models import Address, Detail, Sender, Workspace
from followup.models.bulk import add

#: A text without any of these has no signature worth reading.
HINT = re.compile(r"\d[\d ()./-]{5,24}\d|www\.|https?:", re.IGNORECASE)
NUMBERS = frozenset({"mobile", "landline", "phone", "fax"})
OF_SIGNATURES = "signature"


def learn_signatures(
    workspace: Workspace, mails: Iterable[Mail], *, own: frozenset[str], now: datetime, source: str
) -> None:
    """Keep what signatures say of their writers; what is known already, in whatever way of writing, stays as it is."""
    personal = [mail for mail in mails if HINT.search(mail.text) and _is_from_a_person(mail, own)]
    if not personal:
        return
    region = Sender.objects.filter(workspace=workspace).values_list("country", flat=True).first() or ""
    cards = [(fold_address(mail.sender.address), card) for mail in personal if (card := _card(mail, region))]
    rows = Address.objects.filter(workspace=workspace, address__in={address for address, _ in cards})
    contacts = dict(rows.values_list("address", "contact_id"))
    details = Detail.objects.filter(contact__in=set(contacts.values()))
    known = {
        (contact, *_same(kind, value))
        for contact, kind, value in details.values_list("contact_id", "kind", "value")
    }
    fresh: dict[tuple[int, str, str], dict[str, object]] = {}
    for address, card in cards:
        for kind, value in _said(card) if address in contacts else ():
            mark = (contacts[address], *_same(kind, value))
            if mark not in known:
                fresh.setdefault(mark, {"contact_id": contacts[address], "kind": kind, "value": value})
    same = {"workspace_id": workspace.pk, "source": f"{OF_SIGNATURES} {source}"[:200], "seen_at": now}
    add(Detail, [same | row for row in fresh.values()], unless_there=True)


def _is_from_a_person(mail: Mail, own: frozenset[str]) -> bool:
    address = fold_address(mail.sender.address)
    is_ours = mail.is_sent or address in own
    is_for_many = mail.header("list-unsubscribe") or mail.header("list-id")
    return not (is_ours or is_for_many or mail.report or is_machine(address))


def _card(mail: Mail, region: str) -> Card | None:
    signature = layers(mail.text, name=mail.sender.name).signature
    return read_signature(signature, name=mail.sender.name, address=mail.sender.address, region=region)


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
