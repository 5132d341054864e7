"""sync: each account is read by the reader of its kind, by one process at a time, its trouble kept with it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import F

from followup.actions.full_disk import a_full_disk_told
from followup.actions.importing.files import settle_unfinished
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Workspace
from followup.models.lease import is_free
from followup.outbox.owner import is_gone, owner_name

from . import mailbox
from .lease import LEASE
from .report import Progress, SyncReport

__all__ = ["READERS", "SyncReport", "sync", "sync_all"]

#: The reader of each kind of account; what is not here is not read. A reader writes in batches, each together
#: with how far it reaches, and calls `lease.keep` with each.
READERS: Mapping[str, Callable[[Account, datetime, Progress], SyncReport]] = {
    Account.Sort.IMAP: mailbox.read,
}
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
#: A refused login is not tried again soon: some servers lock an account that is tried too often.
AFTER_REFUSAL = timedelta(hours=1)


def sync_all(workspace: Workspace, now: datetime) -> list[SyncReport]:
    """Read every account of the workspace; trouble with one is kept with it and does not stop the others."""
    reports = []
    for account in Account.objects.filter(workspace=workspace, kind__in=READERS):
        try:
            reports.append(sync(account, now))
        except (Unreachable, Refused, Mend):
            continue  # the account's row says so
    return reports


def sync(account: Account, now: datetime, progress: Progress | None = None) -> SyncReport:
    """Read what is new in an account, unless somebody does so already."""
    owner = owner_name()
    mine = Account.objects.filter(pk=account.pk)
    _free_from_the_dead(account)
    settle_unfinished(account.workspace, now)
    if not mine.filter(is_free(now, owner)).update(claimed_by=owner, lease_until=now + LEASE):
        return SyncReport(is_busy=True)
    try:
        with a_full_disk_told():
            report = READERS[account.kind](account, now, progress or (lambda *_: None))
    except (Unreachable, Refused, Mend) as trouble:
        mine.update(trouble=str(trouble), next_try_at=now + _pause(account, trouble, now))
        _bump(account)
        raise
    else:
        mine.update(trouble="", next_try_at=None, worked_at=now)
        return report
    finally:
        mine.filter(claimed_by=owner).update(claimed_by="", lease_until=None)


def _free_from_the_dead(account: Account) -> None:
    holder = Account.objects.filter(pk=account.pk).values_list("claimed_by", flat=True).get()
    if holder and is_gone(holder):
        Account.objects.filter(pk=account.pk, claimed_by=holder).update(claimed_by="", lease_until=None)


def _pause(account: Account, trouble: Exception, now: datetime) -> timedelta:
    if isinstance(trouble, Refused | Mend):
        return AFTER_REFUSAL
    since = now - (account.worked_at or account.created_at)
    return min(max(FIRST_PAUSE, since / 4), LONGEST_PAUSE)


def _bump(account: Account) -> None:
    Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)
