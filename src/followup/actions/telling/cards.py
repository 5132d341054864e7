"""Telling, cards: what a card says of a person becomes addresses and details, each with its source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from followup.actions.placing.organisations import organisations_named
from followup.core.cards import Card, Phone, Postal
from followup.core.matching import looks_like_a_person, parts_of_name
from followup.core.reading.known import fold_address
from followup.models import Address, Contact, Detail, Workspace

from .items import Item, name_of
from .people import new_contact, show_best_names

AT_ONCE = 500


@dataclass(slots=True)
class Cards:
    """The positions of cards that brought something new, and the contact of every card by its position."""

    new: set[int] = field(default_factory=set)
    contacts: dict[int, int] = field(default_factory=dict)


def tell_cards(workspace: Workspace, items: Sequence[Item], *, now: datetime, source: str) -> Cards:
    """Write what the cards among the items say that was not known."""
    cards = {place: item.thing for place, item in enumerate(items) if isinstance(item.thing, Card)}
    told = Cards()
    if not cards:
        return told
    told.contacts, made = _settle(workspace, cards, now=now)
    told.new |= made
    told.new |= _addresses(workspace, cards, told.contacts, now=now, source=source)
    told.new |= _details(workspace, cards, told.contacts, now=now, source=source)
    fresh = {place: cards[place] for place in told.new}
    show_best_names(workspace, {told.contacts[place] for place in fresh})
    _columns(workspace, fresh, told.contacts)
    return told


def folded_addresses(card: Card) -> list[str]:
    """The card's mail addresses as they are compared."""
    return [folded for each in card.addresses if "@" in (folded := fold_address(each))]


def _settle(
    workspace: Workspace, cards: Mapping[int, Card], *, now: datetime
) -> tuple[dict[int, int], set[int]]:
    by_uid = _details_of(workspace, "uid", [name_of(card) for card in cards.values()])
    by_address = dict(
        Address.objects.filter(
            workspace=workspace,
            address__in=[each for card in cards.values() for each in folded_addresses(card)],
        ).values_list("address", "contact_id")
    )
    by_name = _details_of(
        workspace, "name", [card.name for card in cards.values() if not folded_addresses(card)]
    )
    found: dict[int, int] = {}
    rows: dict[str, Contact] = {}
    for place, card in cards.items():
        known = next((by_address[each] for each in folded_addresses(card) if each in by_address), None)
        contact = by_uid.get(name_of(card)) or known
        if contact is None and not folded_addresses(card) and looks_like_a_person(card.name):
            contact = by_name.get(card.name)
        if contact is None:
            same = next((each for each in folded_addresses(card) if each in rows), name_of(card))
            row = rows.setdefault(same, new_contact(workspace, card.name, now=now, address=_first(card)))
            for each in folded_addresses(card):
                rows.setdefault(each, row)
            rows[name_of(card)] = row
        else:
            found[place] = contact
    Contact.objects.bulk_create(list({id(row): row for row in rows.values()}.values()), batch_size=AT_ONCE)
    made = {place for place in cards if place not in found}
    return found | {place: rows[name_of(cards[place])].pk for place in made}, made


def _first(card: Card) -> str:
    return next(iter(folded_addresses(card)), "")


def _details_of(workspace: Workspace, kind: str, values: Iterable[str]) -> dict[str, int]:
    """The one contact that bears each value; a value that two bear names nobody."""
    rows = Detail.objects.filter(
        workspace=workspace, kind=kind, value__in=list(values), contact__merged_into__isnull=True
    )
    found: dict[str, set[int]] = {}
    for value, contact in rows.values_list("value", "contact_id"):
        found.setdefault(value, set()).add(contact)
    return {value: contacts.pop() for value, contacts in found.items() if len(contacts) == 1}


def _addresses(
    workspace: Workspace,
    cards: Mapping[int, Card],
    contacts: Mapping[int, int],
    *,
    now: datetime,
    source: str,
) -> set[int]:
    wanted = {
        folded: (place, each)
        for place, card in reversed(list(cards.items()))
        for each in reversed(card.addresses)
        if "@" in (folded := fold_address(each))
    }
    known = set(
        Address.objects.filter(workspace=workspace, address__in=list(wanted)).values_list(
            "address", flat=True
        )
    )
    rows = [
        Address(
            workspace=workspace,
            contact_id=contacts[place],
            address=folded,
            as_written=written,
            source=source,
            seen_at=now,
        )
        for folded, (place, written) in wanted.items()
        if folded not in known
    ]
    Address.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {place for folded, (place, _) in wanted.items() if folded not in known}


def _details(
    workspace: Workspace,
    cards: Mapping[int, Card],
    contacts: Mapping[int, int],
    *,
    now: datetime,
    source: str,
) -> set[int]:
    known = set(
        Detail.objects.filter(contact__in=set(contacts.values())).values_list("contact_id", "kind", "value")
    )
    rows: dict[tuple[int, str, str], Detail] = {}
    new: set[int] = set()
    for place, card in cards.items():
        for kind, value in _said(card):
            mark = (contacts[place], kind, value)
            if value and mark not in known:
                new.add(place)
                rows[mark] = Detail(
                    workspace=workspace,
                    contact_id=contacts[place],
                    kind=kind,
                    value=value,
                    source=source,
                    seen_at=now,
                )
    Detail.objects.bulk_create(rows.values(), batch_size=AT_ONCE)
    return new


def _said(card: Card) -> list[tuple[str, str]]:
    said = [("uid", name_of(card)), ("card", card.name[:200]), ("note", card.note)]
    said += [(_phone_kind(each), each.number) for each in card.phones]
    said += [("postal", _postal_text(each)) for each in card.postals]
    said += [("url", each) for each in card.urls]
    said += [("category", each) for each in card.categories]
    if card.birthday:
        said.append(("birthday", card.birthday.isoformat()))
    return said


def _phone_kind(phone: Phone) -> str:
    return phone.sort if phone.sort in {"mobile", "landline", "fax"} else "phone"


def _postal_text(postal: Postal) -> str:
    town = " ".join(filter(None, (postal.code, postal.city)))
    return "\n".join(filter(None, (postal.street, town, postal.region, postal.country)))


def _columns(workspace: Workspace, cards: Mapping[int, Card], contacts: Mapping[int, int]) -> None:
    """The card's own parts of the name, its title and its firm, where the person has typed no name."""
    firms = organisations_named(workspace, {card.organisation for card in cards.values()})
    rows = Contact.objects.filter(pk__in=set(contacts.values()), is_named_by_hand=False).in_bulk()
    changed = {}
    for place, card in cards.items():
        if row := rows.get(contacts[place]):
            _fill(row, card)
            row.organisation_id = firms.get(card.organisation, row.organisation_id)
            changed[row.pk] = row
    fields = ["honorific", "given", "family", "title", "organisation"]
    Contact.objects.bulk_update(changed.values(), fields, batch_size=AT_ONCE)


def _fill(row: Contact, card: Card) -> None:
    row.title = card.title[:200] or row.title
    if card.is_firm:
        row.honorific = row.given = row.family = ""
    elif row.name == card.name[:200]:
        honorific, given, family = (card.honorific, card.given, card.family)
        if not (given or family):
            honorific, given, family = parts_of_name(card.name)
        row.honorific, row.given, row.family = honorific[:60], given[:120], family[:120]
