"""What the person does with a letter: edit, approve, call back, post. Sending is `sending.deliver`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from followup.actions.refresh import refresh
from followup.conf.table import read
from followup.core.approval import approval_hash
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Contact, Fact, Letter
from followup.models.letter_claims import OUT_OF_THE_OUTBOX

from .changes import changed, storable
from .checks import check_letter, checked
from .records import of_letter, record_of

#: What a person may still change: drafts, approved letters that have not left, and refused ones.
OPEN = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.REFUSED)
_FROZEN_SENTENCES = {
    Letter.State.SENDING: "The letter is being sent at this moment.",
    Letter.State.SENT: "The letter has been sent.",
    Letter.State.UNSURE: "Nobody knows yet whether the letter left; say so first.",
    Letter.State.APPROVED: "The letter is approved already.",
    Letter.State.REFUSED: "The letter was refused by the server; change it first.",
}


def edit(letter: Letter, *, now: datetime, subject: str | None = None, body: str | None = None) -> Letter:
    """Change the words; an approved letter becomes a draft again, which needs a new approval."""
    columns: dict[str, Any] = {"is_edited": True, "changed_at": now, "trouble": "", **OUT_OF_THE_OUTBOX}
    if subject is not None:
        columns["subject"] = storable(subject)
    if body is not None:
        columns["body"] = storable(body)
    if not Letter.objects.filter(pk=letter.pk, state__in=OPEN).update(**columns):
        raise Mend(_why_closed(letter))
    changed(letter.workspace_id)
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


def approve_unattended(letter: Letter, now: datetime) -> Letter | None:
    """Approve in the playbook's name, to leave at once and marked as automatic; None where a person must look first."""
    if _approve(letter, now, by="", is_automatic=True):
        return None
    letter.refresh_from_db()
    return letter


def call_back(letter: Letter, now: datetime) -> Letter:
    """Undo an approval while the letter has not left."""
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.APPROVED)
    if not rows.update(**OUT_OF_THE_OUTBOX, changed_at=now, trouble=""):
        raise Mend(_why_closed(letter))
    changed(letter.workspace_id)
    letter.refresh_from_db()
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
    changed(letter.workspace_id)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def _approve(letter: Letter, now: datetime, by: str, *, is_automatic: bool = False) -> Sequence[Finding]:
    """Check and freeze in one transaction; the blocking findings if there are any."""
    # The contact too: nobody renames them between this check and the approval.
    rows = Letter.objects.select_for_update(of=("self", "contact"))
    fresh = rows.select_related("workspace", "contact__organisation", "because__contact").get(pk=letter.pk)
    if fresh.state != Letter.State.DRAFT:
        raise Mend(_FROZEN_SENTENCES[Letter.State(fresh.state)])
    if is_automatic and fresh.is_edited:
        raise Mend("Somebody has written in this letter; it is theirs to approve.")
    about = of_letter(fresh)
    fresh.checked_hash = ""  # checked afresh, whatever was found before
    findings = checked(fresh, about, record_of(about), now)
    if blocks := [finding for finding in findings if finding.severity == "block"]:
        return blocks
    # Nobody is there to undo what nobody approved.
    undo = timedelta(seconds=0 if is_automatic else int(read("FOLLOWUP_UNDO_SECONDS")))
    Letter.objects.filter(pk=fresh.pk, state=Letter.State.DRAFT).update(
        state=Letter.State.APPROVED,
        is_automatic=is_automatic,
        approved_at=now,
        approved_by=by,
        approved_hash=approval_hash(fresh.address, fresh.subject, fresh.body),
        send_after=now + undo,
        trouble="",
    )
    changed(fresh.workspace_id)
    return ()


def _why_closed(letter: Letter) -> str:
    state = Letter.objects.filter(pk=letter.pk).values_list("state", flat=True).first()
    if state is None:
        return "The letter is not there any more."
    return _FROZEN_SENTENCES.get(Letter.State(state), "The letter is not approved.")
