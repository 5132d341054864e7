"""The person's own decisions about follow-ups. Each is a fact, so each can be undone."""

from datetime import datetime

from django.db import transaction

from followup.core.kinds import DECISIONS, Kind
from followup.core.trouble import Mend
from followup.models import Contact, Fact, FollowUp, Opportunity, Workspace

from .refresh import around, refresh


@transaction.atomic
def snooze(workspace: Workspace, key: str, until: datetime, now: datetime) -> Fact:
    """Shows a follow-up again at a later time; never earlier than it was due."""
    if until <= now:
        raise Mend("That time has passed; choose a later one to be reminded again.")
    return _decide(workspace, key, Kind.SNOOZED, now, until=until)


@transaction.atomic
def skip(workspace: Workspace, key: str, now: datetime) -> Fact:
    """Leaves a follow-up for good."""
    return _decide(workspace, key, Kind.SKIPPED, now)


@transaction.atomic
def promise(workspace: Workspace, contact: Contact, until: datetime, says: str, now: datetime) -> Fact:
    """Keeps in mind what we said we would do, and by when."""
    return _record(workspace, contact, Kind.PROMISED, now, until=until, says=says)


@transaction.atomic
def stop(contact: Contact, now: datetime, opportunity: Opportunity | None = None) -> Fact:
    """No more follow-ups to a contact, or none about one opportunity."""
    return _record(contact.workspace, contact, Kind.STOPPED, now, opportunity=opportunity)


@transaction.atomic
def undo_decision(fact: Fact, now: datetime) -> None:
    """Takes a decision or a promise back; what it called off is owed again."""
    if Kind(fact.kind) not in DECISIONS | {Kind.PROMISED} or fact.source != "hand":
        raise Mend(
            "Only your own decisions can be taken back here; correct the fact on the contact's page instead."
        )
    people = around(fact.workspace, [fact.contact_id])
    Fact.objects.filter(pk=fact.pk).delete()
    refresh(fact.workspace, people)


def _decide(
    workspace: Workspace, key: str, kind: Kind, now: datetime, *, until: datetime | None = None
) -> Fact:
    follow_up = FollowUp.objects.filter(workspace=workspace, key=key).select_related("contact").first()
    if follow_up is None:
        raise Mend(f"There is no follow-up “{key}” any more; look at Today for what is owed.")
    return _record(
        workspace, follow_up.contact, kind, now, until=until, step=follow_up.step,
        because_id=follow_up.because_id, opportunity_id=follow_up.opportunity_id,
    )  # fmt: skip


def _record(workspace: Workspace, contact: Contact, kind: Kind, now: datetime, **columns: object) -> Fact:
    matter = columns.get("because_id") or "-"
    fact, _ = Fact.objects.update_or_create(
        workspace=workspace,
        source="hand",
        # The same decision at the same moment (a form sent twice) is one decision.
        source_key=f"{kind}/{contact.pk}/{columns.get('step', '')}/{matter}/{now.isoformat()}",
        defaults={"contact": contact, "kind": kind, "at": now, "recorded_at": now, **columns},
    )
    refresh(workspace, [contact.pk])
    return fact
