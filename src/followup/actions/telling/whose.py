"""Telling, whose: the person says whether a customer known by name alone is the contact of that name."""

from datetime import datetime

from django.db import transaction

from followup.actions.placing.place import Touched
from followup.core.trouble import Mend
from followup.models import Contact, Detail, Fact
from followup.models.fact import BY_NAME

from .customers import CUSTOMER
from .people import new_contact
from .tell import settle


@transaction.atomic
def answer_whose(fact: Fact, yes: bool, now: datetime) -> Fact:
    """Take all that this customer ordered for the contact's, or for that of a new contact of the same name."""
    customer = fact.details[BY_NAME]
    same = {"workspace_id": fact.workspace_id, "contact_id": fact.contact_id, f"details__{BY_NAME}": customer}
    asked = Fact.objects.filter(**same, sure=False)
    if not asked.exists():
        raise Mend("This question was answered already.")
    whose = fact.contact if yes else _somebody_else(fact, now)
    Detail.objects.get_or_create(
        contact=whose,
        kind=CUSTOMER,
        value=customer,
        defaults={"workspace_id": fact.workspace_id, "source": "hand", "seen_at": now},
    )
    asked.update(sure=True, contact=whose)
    settle(fact.workspace, Touched({fact.contact_id, whose.pk}, is_less=not yes), now=now)
    fact.refresh_from_db()
    return fact


def _somebody_else(fact: Fact, now: datetime) -> Contact:
    known = Detail.objects.filter(
        workspace=fact.workspace_id, kind=CUSTOMER, value=fact.details[BY_NAME], contact__merged_into=None
    ).exclude(contact=fact.contact_id)
    if row := known.select_related("contact").first():
        return row.contact
    contact = new_contact(fact.workspace, fact.contact.name, now=now)
    contact.save(force_insert=True)
    Detail.objects.create(
        workspace=fact.workspace, contact=contact, kind="name", value=contact.name, source="hand", seen_at=now
    )
    return contact
