"""Telling, people: the contact behind each name and address, made when missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from followup.core.facts import Party
from followup.core.matching import (
    best_name,
    clean_name,
    is_machine,
    is_marketplace,
    looks_like_a_person,
    parts_of_name,
)
from followup.core.reading.known import fold_address
from followup.models import Address, Contact, Detail, Workspace
from followup.models.bulk import add, added

AT_ONCE = 500


def settle_people(
    workspace: Workspace, parties: Iterable[Party], *, now: datetime, source: str
) -> dict[Party, int]:
    """The contact of each party: by address, else by a full name that only one contact bears, else a new one."""
    parties = sorted(set(parties), key=lambda each: (each.address, each.name))
    addressed = {each: folded for each in parties if "@" in (folded := fold_address(each.address))}
    nameless = [each for each in parties if each not in addressed and each.name.strip()]
    names: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for party, folded in addressed.items():
        names[folded] |= {clean_name(party.name, party.address)} - {""}
        written.setdefault(folded, party.address.strip("<> "))
    contacts = _by_address(workspace, names)
    missing = {folded: names[folded] for folded in sorted(names) if folded not in contacts}
    waiting, made = _with_addresses(workspace, missing, written, now=now, source=source)
    contacts |= waiting | made
    said = {contacts[folded]: names[folded] for folded in names if names[folded]}
    changed = _keep_names(workspace, said, now=now, source=source)
    # Whoever is new here was given the best name at once.
    show_best_names(workspace, changed.difference(made.values()))
    found = {party: contacts[folded] for party, folded in addressed.items()}
    return found | _by_name_alone(workspace, nameless, now=now, source=source)


def remember_names(
    workspace: Workspace,
    names: Mapping[int, set[str]],
    *,
    now: datetime,
    source: str,
    kind: str = "name",
) -> None:
    """Keep how contacts are written, and show the best of those names where the person typed none."""
    show_best_names(workspace, _keep_names(workspace, names, now=now, source=source, kind=kind))


def _keep_names(
    workspace: Workspace,
    names: Mapping[int, set[str]],
    *,
    now: datetime,
    source: str,
    kind: str = "name",
) -> set[int]:
    """Keep how contacts are written; those of whom a new name was kept."""
    known = set(Detail.objects.filter(contact__in=names, kind=kind).values_list("contact_id", "value"))
    same = {"workspace_id": workspace.pk, "kind": kind, "source": source, "seen_at": now}
    fresh = [
        (contact, name)
        for contact, said in sorted(names.items())
        for name in sorted(said)
        if (contact, name) not in known
    ]
    add(Detail, [same | {"contact_id": contact, "value": name} for contact, name in fresh], unless_there=True)
    return {contact for contact, _ in fresh}


def show_best_names(workspace: Workspace, contacts: Iterable[int]) -> None:
    """Give contacts the best of their known names, with its parts; a name typed by hand stays."""
    rows = Contact.objects.filter(pk__in=list(contacts), is_named_by_hand=False).in_bulk()
    said: dict[int, dict[str, set[str]]] = defaultdict(lambda: {"card": set(), "name": set()})
    details = Detail.objects.filter(workspace=workspace, contact__in=rows, kind__in=("card", "name"))
    for contact, kind, value in details.values_list("contact_id", "kind", "value"):
        said[contact][kind].add(value)
    changed = []
    for pk, kinds in said.items():
        name = best_name(kinds["card"], kinds["name"])
        if name != rows[pk].name:
            rows[pk].name = name
            if name not in kinds["card"]:
                rows[pk].honorific, rows[pk].given, rows[pk].family = parts_of_name(name)
            changed.append(rows[pk])
    Contact.objects.bulk_update(changed, ["name", "honorific", "given", "family"], batch_size=AT_ONCE)


def new_contact(workspace: Workspace, name: str, *, now: datetime, address: str = "") -> Contact:
    """The row, not yet written, of somebody not known so far."""
    return Contact(**contact_columns(workspace, name, now=now, address=address))


def contact_columns(workspace: Workspace, name: str, *, now: datetime, address: str = "") -> dict[str, Any]:
    """The columns of somebody not known so far."""
    honorific, given, family = parts_of_name(name)
    return {
        "workspace_id": workspace.pk,
        "name": (name or address)[:200],
        "honorific": honorific[:60],
        "given": given[:120],
        "family": family[:120],
        "is_machine": is_machine(address),
        "created_at": now,
    }


def _by_address(workspace: Workspace, folded: Iterable[str]) -> dict[str, int]:
    rows = Address.objects.filter(workspace=workspace, address__in=list(folded))
    return dict(rows.values_list("address", "contact_id"))


def _with_addresses(
    workspace: Workspace,
    missing: Mapping[str, set[str]],
    written: Mapping[str, str],
    *,
    now: datetime,
    source: str,
) -> tuple[dict[str, int], dict[str, int]]:
    """Contacts for these addresses: those who were waiting for one, and new ones."""
    best = {folded: best_name((), said) for folded, said in missing.items()}
    # Of a buyer at a marketplace the name alone tells no more than of one without an address.
    named = {name for folded, name in best.items() if name and not is_marketplace(folded)}
    awaiting = _waiting_for_an_address(workspace, named)
    waiting = {
        folded: awaiting.pop(name)
        for folded, name in best.items()
        if name in awaiting and not is_marketplace(folded)
    }
    rows = {
        folded: contact_columns(workspace, name, now=now, address=folded)
        for folded, name in best.items()
        if folded not in waiting
    }
    made = dict(zip(rows, added(Contact, rows.values()), strict=True))
    same = {"workspace_id": workspace.pk, "source": source, "seen_at": now}
    addresses = [
        same | {"contact_id": contact, "address": folded, "as_written": written[folded]}
        for folded, contact in (waiting | made).items()
    ]
    add(Address, addresses)
    return waiting, made


def _waiting_for_an_address(workspace: Workspace, names: set[str]) -> dict[str, int]:
    """Contacts without any address (from a paper card) whose full name nobody else bears."""
    rows = Detail.objects.filter(
        workspace=workspace,
        kind="card",
        value__in=[name for name in names if looks_like_a_person(name)],
        contact__addresses__isnull=True,
        contact__merged_into__isnull=True,
    )
    return _only(rows.values_list("value", "contact_id"))


def _by_name_alone(
    workspace: Workspace, parties: Iterable[Party], *, now: datetime, source: str
) -> dict[Party, int]:
    wanted = {each: " ".join(each.name.split())[:200] for each in parties}
    rows = Detail.objects.filter(
        workspace=workspace,
        kind__in=("card", "name"),
        value__in=list(wanted.values()),
        contact__merged_into__isnull=True,
    )
    known = _only(rows.values_list("value", "contact_id"))
    fresh = {name for name in wanted.values() if name not in known}
    made = {name: contact_columns(workspace, name, now=now) for name in sorted(fresh)}
    known |= zip(made, added(Contact, made.values()), strict=True)
    _keep_names(workspace, {known[name]: {name} for name in made}, now=now, source=source)
    return {party: known[name] for party, name in wanted.items()}


def _only(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for name, contact in pairs:
        found[name].add(contact)
    return {name: contacts.pop() for name, contacts in found.items() if len(contacts) == 1}
