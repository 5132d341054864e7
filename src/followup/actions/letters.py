"""Letters: draft, edit, check, approve, call back, post. Sending them is `deliver`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from followup.conf.table import read
from followup.core.approval import approval_hash
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters import Draft, Record, compose, compose_from
from followup.core.trouble import Mend
from followup.models import Contact, Fact, FollowUp, Letter, Workspace
from followup.models.letter_claims import OUT_OF_THE_OUTBOX

from .letter_checks import check_letter, check_text, checked
from .records import address_of, of_follow_up, of_letter, record_of
from .refresh import playbooks_of, refresh

__all__ = [
    "approve",
    "call_back",
    "check_letter",
    "check_text",
    "draft",
    "draft_due",
    "edit",
    "letter_to",
    "posted",
    "stands_on",
]

#: What a person may still change: drafts, approved letters that have not left, and refused ones.
OPEN = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.REFUSED)
_FROZEN_SENTENCES = {
    Letter.State.SENDING: "The letter is being sent at this moment.",
    Letter.State.SENT: "The letter has been sent.",
    Letter.State.UNSURE: "Nobody knows yet whether the letter left; say so first.",
    Letter.State.APPROVED: "The letter is approved already.",
    Letter.State.REFUSED: "The letter was refused by the server; change it first.",
}
_MOST_FACTS = 12


@transaction.atomic
def draft(follow_up: FollowUp, now: datetime) -> Letter:
    """The follow-up's letter: made when there is none, composed anew while nobody has changed it."""
    about = of_follow_up(follow_up)
    record = record_of(about)
    letter = _letter_of(follow_up)
    if letter and (letter.state != Letter.State.DRAFT or letter.is_edited):
        return letter
    is_late = follow_up.deadline is not None and follow_up.deadline < now
    text = _composed(follow_up, replace(record, is_late=is_late))
    if letter is None:
        letter = _made(follow_up, text, now)
    elif _differs(letter, text):
        rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.DRAFT, is_edited=False)
        rows.update(**_columns(text), follow_up_key=follow_up.key, changed_at=now)
        _changed(letter.workspace_id)
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
    )
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


def edit(letter: Letter, *, now: datetime, subject: str | None = None, body: str | None = None) -> Letter:
    """Change the words; an approved letter becomes a draft again, which needs a new approval."""
    columns: dict[str, Any] = {"is_edited": True, "changed_at": now, "trouble": "", **OUT_OF_THE_OUTBOX}
    if subject is not None:
        columns["subject"] = _storable(subject)
    if body is not None:
        columns["body"] = _storable(body)
    if not Letter.objects.filter(pk=letter.pk, state__in=OPEN).update(**columns):
        raise Mend(_why_closed(letter))
    _changed(letter.workspace_id)
    letter.refresh_from_db()
    check_letter(letter, now)
    return letter


def approve(letter: Letter, now: datetime, by: str = "") -> Letter:
    """Freeze recipient, subject and body; the letter leaves after the undo window.

    Raises Mend that names every blocking finding; the findings are kept with the letter.
    """
    blocks = _approve(letter, now, by)
    letter.refresh_from_db()
    if blocks:
        sentences = " ".join(dict.fromkeys(finding.sentence for finding in blocks))
        raise Mend(f"The letter to {letter.contact.name} cannot be approved yet. {sentences}")
    return letter


def call_back(letter: Letter, now: datetime) -> Letter:
    """Undo an approval while the letter has not left."""
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.APPROVED)
    if not rows.update(**OUT_OF_THE_OUTBOX, changed_at=now, trouble=""):
        raise Mend(_why_closed(letter))
    _changed(letter.workspace_id)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def letter_to(contact: Contact, subject: str, body: str, now: datetime) -> Letter:
    """A free letter, which no follow-up calls for."""
    address = address_of(contact)
    letter = Letter.objects.create(
        workspace=contact.workspace,
        contact=contact,
        address=address.address if address else "",
        subject=_storable(subject),
        body=_storable(body),
        is_edited=True,
        created_at=now,
        changed_at=now,
    )
    _changed(letter.workspace_id)
    check_letter(letter, now)
    return letter


@transaction.atomic
def posted(letter: Letter, now: datetime) -> Letter:
    """The letter went by post: that is a fact, and nothing is left to send."""
    columns = {
        "state": Letter.State.SENT,
        "sent_at": now,
        "receipt": "posted",
        "trouble": "",
        "changed_at": now,
    }
    if not Letter.objects.filter(pk=letter.pk, state__in=OPEN).update(**columns):
        raise Mend(_why_closed(letter))
    Fact.objects.create(
        workspace_id=letter.workspace_id,
        contact_id=letter.contact_id,
        opportunity_id=letter.opportunity_id,
        kind=Kind.POSTED,
        read_as=Kind.POSTED,
        at=now,
        says=letter.subject,
        step=letter.step,
        because_id=letter.because_id,
        source="hand",
        source_key=f"posted/{letter.pk}",
        recorded_at=now,
    )
    Contact.objects.filter(pk=letter.contact_id).update(last_fact_at=now)
    refresh(letter.workspace, {letter.contact_id})
    _changed(letter.workspace_id)
    letter.refresh_from_db()
    return letter


def stands_on(letter: Letter) -> list[Fact]:
    """The facts behind the letter: what called for it, then what else is known of the matter, newest first."""
    rows = Fact.objects.filter(contact=letter.contact_id, sure=True)
    if letter.because_id:
        rows = rows.exclude(pk=letter.because_id)
    if letter.opportunity_id:
        rows = rows.filter(opportunity__in=[letter.opportunity_id]) | rows.filter(opportunity=None)
    first = [letter.because] if letter.because else []
    return [*first, *rows.order_by("-at", "-pk")[:_MOST_FACTS]]


def _storable(text: str) -> str:
    # PostgreSQL keeps no NUL in a text.
    return text.replace("\r\n", "\n").replace("\0", "")


def _letter_of(follow_up: FollowUp) -> Letter | None:
    rows = Letter.objects.filter(
        workspace=follow_up.workspace_id,
        contact=follow_up.contact_id,
        because=follow_up.because_id,
        step=follow_up.step,
    )
    return rows.select_related("contact__organisation", "opportunity__organisation").first()


def _composed(follow_up: FollowUp, record: Record) -> Draft:
    playbooks = playbooks_of(follow_up.workspace)
    template = playbooks[follow_up.step].letter if follow_up.step in playbooks else follow_up.step
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
        _changed(letter.workspace_id)
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


@transaction.atomic
def _approve(letter: Letter, now: datetime, by: str) -> Sequence[Finding]:
    """Check and freeze in one transaction; the blocking findings if there are any."""
    # The contact too: nobody renames them between this check and the approval.
    rows = Letter.objects.select_for_update(of=("self", "contact"))
    fresh = rows.select_related("workspace", "contact__organisation", "because__contact").get(pk=letter.pk)
    if fresh.state != Letter.State.DRAFT:
        raise Mend(_FROZEN_SENTENCES[Letter.State(fresh.state)])
    about = of_letter(fresh)
    fresh.checked_hash = ""  # checked afresh, whatever was found before
    findings = checked(fresh, about, record_of(about), now)
    if blocks := [finding for finding in findings if finding.severity == "block"]:
        return blocks
    undo = timedelta(seconds=int(read("FOLLOWUP_UNDO_SECONDS")))
    Letter.objects.filter(pk=fresh.pk, state=Letter.State.DRAFT).update(
        state=Letter.State.APPROVED,
        approved_at=now,
        approved_by=by,
        approved_hash=approval_hash(fresh.address, fresh.subject, fresh.body),
        send_after=now + undo,
        trouble="",
    )
    _changed(fresh.workspace_id)
    return ()


def _why_closed(letter: Letter) -> str:
    state = Letter.objects.filter(pk=letter.pk).values_list("state", flat=True).first()
    if state is None:
        return "The letter is not there any more."
    return _FROZEN_SENTENCES.get(Letter.State(state), "The letter is not approved.")


def _changed(workspace: int) -> None:
    Workspace.objects.filter(pk=workspace).update(changes=F("changes") + 1)
