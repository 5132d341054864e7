"""Copies of sent letters: looked for in the Sent folder, put there where the provider did not."""

from datetime import datetime, timedelta

from followup.models import Account, Letter, Workspace

from .sent_folder import file_in, has_mailbox

#: Providers that keep copies themselves need a moment for it.
SETTLING = timedelta(minutes=1)
#: A copy that could not be filed for so long is given up.
NOT_AFTER = timedelta(days=2)


def workspaces_without_copies(now: datetime) -> list[int]:
    """The workspaces with a mailbox that has not been looked into for a letter sent lately."""
    letters = Letter.claims.without_copy(now - NOT_AFTER, now - SETTLING)
    wanted = letters.filter(workspace__in=Account.objects.filter(kind="imap").values("workspace"))
    return sorted(set(wanted.values_list("workspace", flat=True)))


def file_copies(workspace: Workspace, now: datetime) -> int:
    """See that each sent letter lies in the Sent folder, once; how many were looked after."""
    letters = list(
        Letter.claims.without_copy(now - NOT_AFTER, now - SETTLING).filter(workspace=workspace).order_by("pk")
    )
    if not letters or not has_mailbox(workspace):
        return 0
    for letter, alias in file_in(workspace, letters, now):
        Letter.objects.filter(pk=letter.pk).update(copy_at=now, alias_id=alias)
    return len(letters)
