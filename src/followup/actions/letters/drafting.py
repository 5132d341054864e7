"""Drafts: the letter that a follow-up calls for, and letters that nothing calls for."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from followup.actions.refresh import playbooks_of
from followup.core.letters import Draft, Record, compose, compose_from
from followup.models import Contact, FollowUp, Letter, Workspace

from .changes import changed, storable
from .checks import check_letter, checked
from .records import address_of, of_follow_up, record_of

#: A draft from before anything called for it, as to the first of the customers.
_UNTIED = Q(state=Letter.State.DRAFT, follow_up_key="")


@transaction.atomic
def draft(follow_up: FollowUp, now: datetime) -> Letter:
    """The follow-up's letter: made when there is none, composed anew while nobody has changed it."""
    about = of_follow_up(follow_up)
    record = record_of(about)
    letter = _letter_of(follow_up)
    if letter and follow_up.key and not letter.follow_up_key:
        _tie(letter, follow_up)
    if letter and (letter.state != Letter.State.DRAFT or letter.is_edited):
        return letter
    is_late = follow_up.deadline is not None and follow_up.deadline < now
    text = _composed(follow_up, replace(record, is_late=is_late))
    if letter is None:
        letter = _made(follow_up, text, now)
    elif _differs(letter, text):
        rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.DRAFT, is_edited=False)
        rows.update(**_columns(text), follow_up_key=follow_up.key, changed_at=now)
        changed(letter.workspace_id)
        letter.refresh_from_db()
    # The words are still those of the template: the dictionary, a second to load, waits for the person's own.
    checked(letter, about, record, now, spelling=False)
    return letter


def draft_due(workspace: Workspace, now: datetime, limit: int) -> int:
    """Write the drafts that are due and not there yet, most urgent first; how many were written."""
    there = Letter.objects.filter(
        workspace=OuterRef("workspace"),
        contact=OuterRef("contact"),
        because=OuterRef("because"),
        step=OuterRef("step"),
    ).exclude(_UNTIED)
    due = FollowUp.objects.filter(~Exists(there), workspace=workspace, due__lte=now, lapses__gt=now)
    rows = due.select_related(
        "workspace", "contact__organisation", "opportunity__organisation", "because__contact"
    ).order_by("rank", "due")
    return len([draft(follow_up, now) for follow_up in rows[:limit]])


def check_due(workspace: Workspace, now: datetime) -> int:
    """Check the drafts of the day with their spelling, where they changed; how many there are."""
    keys = FollowUp.objects.today(workspace, now).values_list("key", flat=True)
    due = Letter.objects.filter(workspace=workspace, state=Letter.State.DRAFT, follow_up_key__in=list(keys))
    return len([check_letter(letter, now) for letter in due])


@transaction.atomic
def letter_to(contact: Contact, subject: str, body: str, now: datetime) -> Letter:
    """A free letter, which no follow-up calls for."""
    address = address_of(contact)
    letter = Letter.objects.create(
        workspace=contact.workspace,
        contact=contact,
        address=address.address if address else "",
        subject=storable(subject),
        body=storable(body),
        is_edited=True,
        created_at=now,
        changed_at=now,
    )
    changed(letter.workspace_id)
    check_letter(letter, now)
    return letter


def _tie(letter: Letter, follow_up: FollowUp) -> None:
    """A draft that was asked for before it was due is the letter of the follow-up that calls for it now."""
    if Letter.objects.filter(_UNTIED, pk=letter.pk).update(follow_up_key=follow_up.key):
        letter.follow_up_key = follow_up.key


def _letter_of(follow_up: FollowUp) -> Letter | None:
    rows = Letter.objects.filter(
        workspace=follow_up.workspace_id,
        contact=follow_up.contact_id,
        because=follow_up.because_id,
        step=follow_up.step,
    )
    return rows.select_related("contact__organisation", "opportunity__organisation").first()


def _composed(follow_up: FollowUp, record: Record) -> Draft:
    step = playbooks_of(follow_up.workspace).by_id.get(follow_up.step)
    template = step.letter if step else follow_up.step
    record = replace(record, is_automatic=bool(step and step.unattended))
    # A playbook may carry the wording itself instead of the name of one.
    if "\n" in template:
        return compose_from(template, follow_up.step, record)
    return compose(template, record)


def _made(follow_up: FollowUp, text: Draft, now: datetime) -> Letter:
    letter, is_new = Letter.objects.get_or_create(
        workspace=follow_up.workspace,
        contact=follow_up.contact,
        because=follow_up.because,
        step=follow_up.step,
        defaults={
            **_columns(text),
            "opportunity": follow_up.opportunity,
            "follow_up_key": follow_up.key,
            "created_at": now,
            "changed_at": now,
        },
    )
    if is_new:
        changed(letter.workspace_id)
    return letter


def _columns(text: Draft) -> dict[str, Any]:
    return {
        "address": text.address,
        "subject": text.subject,
        "body": text.body,
        "in_reply_to": text.in_reply_to,
        "references": list(text.references),
    }


def _differs(letter: Letter, text: Draft) -> bool:
    return any(getattr(letter, name) != value for name, value in _columns(text).items())
