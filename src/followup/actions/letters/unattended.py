"""Confirmations that the playbook lets go by themselves: written, checked, released, or left for a person with the reason."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from followup.actions.refresh import playbooks_of
from followup.core.letters import Draft
from followup.core.trouble import Mend
from followup.core.unattended import WEEK, Unattended, kept_back
from followup.models import Account, FollowUp, Letter, PlaybookText, Workspace

from .changes import changed
from .deciding import approve_unattended
from .drafting import draft
from .records import fact_value, sender_of

#: So many are released, and so many looked at, in one go.
AT_ONCE, LOOKED_AT = 50, 300


def workspaces_unattended() -> list[int]:
    """The workspaces whose own playbooks speak of letters that go unattended."""
    texts = PlaybookText.objects.filter(text__contains="unattended")
    return sorted(set(texts.values_list("workspace", flat=True)))


def release_unattended(workspace: Workspace, now: datetime) -> int:
    """Release what may go without a person; how many letters that were."""
    steps = [step.id for step in playbooks_of(workspace).steps if step.unattended]
    if not steps or not _can_leave(workspace):
        return 0
    count = 0
    for follow_up in _owed(workspace, steps, now)[:LOOKED_AT]:
        count += _release(follow_up, now)
        if count == AT_ONCE:
            break
    return count


def _owed(workspace: Workspace, steps: Collection[str], now: datetime) -> QuerySet[FollowUp]:
    """What is to be confirmed, those without a draft first: one that waits for a person keeps no other back."""
    drafts = Letter.objects.filter(
        contact=OuterRef("contact"), because=OuterRef("because"), step=OuterRef("step")
    )
    owed = FollowUp.objects.filter(workspace=workspace, step__in=steps, due__lte=now, lapses__gt=now)
    rows = owed.annotate(is_written=Exists(drafts)).order_by("is_written", "due", "pk")
    return rows.select_related(
        "workspace", "contact__organisation", "opportunity__organisation", "because__contact"
    )


def _can_leave(workspace: Workspace) -> bool:
    # Without a server it is the person's letter: printed, or sent once there is one.
    servers = Account.objects.filter(workspace=workspace, kind=Account.Sort.SMTP, paused_at=None)
    return servers.exists()


def _release(follow_up: FollowUp, now: datetime) -> bool:
    letter = draft(follow_up, now)
    if letter.state != Letter.State.DRAFT or letter.is_edited:
        return False
    if any(finding["severity"] == "block" for finding in letter.findings):
        return False
    if sentence := _kept_back(letter, follow_up, now):
        _tell(letter, sentence)
        return False
    # Somebody else may have been faster: then it is theirs.
    with suppress(Mend):
        return approve_unattended(letter, now) is not None
    return False


def _kept_back(letter: Letter, follow_up: FollowUp, now: datetime) -> str:
    earlier = Letter.objects.filter(
        workspace=letter.workspace_id, address=letter.address, is_automatic=True, approved_at__gt=now - WEEK
    )
    before = earlier.exclude(pk=letter.pk).values_list("approved_at", flat=True)
    return kept_back(
        Unattended(
            draft=Draft(subject=letter.subject, body=letter.body, address=letter.address),
            sender=sender_of(follow_up.workspace),
            because=fact_value(follow_up.because),
            before=[at for at in before if at],
        ),
        now,
    )


def _tell(letter: Letter, sentence: str) -> None:
    waiting = Letter.objects.filter(pk=letter.pk, state=Letter.State.DRAFT).exclude(trouble=sentence)
    if waiting.update(trouble=sentence):
        changed(letter.workspace_id)
