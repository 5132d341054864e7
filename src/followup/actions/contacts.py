"""Contacts: found by part of what is known of them, named, changed, made one and taken apart again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from followup.core.reading.known import fold_address
from followup.core.trouble import Mend
from followup.models import Contact, Organisation, Workspace
from followup.models.search import contacts_with

from .merging import merge, unmerge
from .placing.organisations import organisations_named
from .refresh import refresh

__all__ = ["change_contact", "contact_named", "find_contacts", "merge", "unmerge"]

FIELDS = (
    "name",
    "honorific",
    "given",
    "family",
    "title",
    "timezone",
    "country",
    "subdivision",
    "organisation",
)
_OF_THE_NAME = {"name", "honorific", "given", "family"}
_OF_THE_CALENDAR = {"timezone", "country", "subdivision"}


def find_contacts(workspace: Workspace, text: str = "") -> QuerySet[Contact]:
    """Those of whom every word begins a word of name, address or firm; the latest first, all without a text."""
    rows = Contact.objects.filter(workspace=workspace, merged_into=None)
    if (found := contacts_with(workspace, text)) is not None:
        rows = rows.filter(pk__in=found)
    elif text.strip():
        return rows.none()
    return rows.order_by(F("last_fact_at").desc(nulls_last=True), "name", "pk")


def contact_named(workspace: Workspace, text: str) -> Contact:
    """The one contact of that number, address or name; Mend where there is none or more than one."""
    text = text.strip()
    rows = Contact.objects.filter(workspace=workspace, merged_into=None)
    exact = (
        Q(pk=int(text)) if text.isdecimal() and len(text) < 18 else Q(addresses__address=fold_address(text))
    )
    if found := rows.filter(exact).first():
        return found
    named = list(rows.filter(name__iexact=text)[:6]) or list(find_contacts(workspace, text)[:6])
    if len(named) == 1:
        return named[0]
    if not named:
        raise Mend(f"Nobody is known as “{text}”; write “Name <address>” to make a new contact.")
    choice = "; ".join(f"{each.pk} {each.name}" for each in named)
    raise Mend(f"“{text}” may be several people: {choice}. Use the number.")


@transaction.atomic
def change_contact(contact: Contact, fields: Mapping[str, str], now: datetime) -> Contact:
    """Change what is known of a contact; a name that was typed is never replaced by a source."""
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise Mend(f"A contact has no “{unknown[0]}” to change; it has {', '.join(FIELDS)}.")
    if "name" in fields and not fields["name"].strip():
        raise Mend("A contact needs a name.")
    columns: dict[str, object] = {
        key: value.strip() for key, value in fields.items() if key != "organisation"
    }
    if "organisation" in fields:
        columns["organisation"] = _organisation(contact.workspace, fields["organisation"])
    if set(fields) & (_OF_THE_NAME | {"organisation"}):
        columns["is_named_by_hand"] = True
    Contact.objects.filter(pk=contact.pk).update(**columns)
    Workspace.objects.filter(pk=contact.workspace_id).update(changes=F("changes") + 1)
    if set(fields) & _OF_THE_CALENDAR:
        refresh(contact.workspace, {contact.pk})
    contact.refresh_from_db()
    return contact


def _organisation(workspace: Workspace, name: str) -> Organisation | None:
    ids = organisations_named(workspace, {name.strip()} - {""})
    return Organisation.objects.get(pk=ids[name.strip()]) if ids else None
