"""sync: each account is read by the reader of its kind, by one process at a time, its trouble kept with it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import F

from followup.actions.full_disk import a_full_disk_told
from followup.actions.importing.files import settle_unfinished
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Workspace

from . import calendars, feed, files_folder, jmap, mailbox
from .lease import Taken, leased
from .report import Progress, SyncReport

__all__ = ["READERS", "Reader", "SyncReport", "sync"]

#: Reads what is new in an account at a moment. It writes in batches, each in one transaction with how far it
#: reaches, and calls the progress within each: that keeps the lease.
Reader = Callable[[Account, datetime, Progress], SyncReport]
#: The reader of each kind of account; an account of a kind that is not here is not read.
READERS: Mapping[str, Reader] = {
    Account.Sort.IMAP: mailbox.read,
    Account.Sort.JMAP: jmap.read,
    Account.Sort.CALDAV: calendars.read,
    Account.Sort.CARDDAV: calendars.read,
    Account.Sort.FEED: feed.read,
    Account.Sort.FOLDER: files_folder.read,
}
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
#: A refused login is not tried again soon: some servers lock an account that is tried too often.
AFTER_REFUSAL = timedelta(hours=1)


def sync(
    account: Account,
    now: datetime,
    progress: Progress | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
) -> SyncReport:
    """Read what is new in an account, unless somebody does so already.

    Where it may take long, `clock` tells how long it has taken.
    """
    settle_unfinished(account.workspace, now)
    with leased(account, now, clock=clock, progress=progress) as lease:
        if lease is None:
            return SyncReport(is_busy=True)
        return _read(account, now, lease)


def _read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    mine = Account.objects.filter(pk=account.pk)
    try:
        with a_full_disk_told():
            report = READERS[account.kind](account, now, progress)
    except Taken:
        return SyncReport(is_busy=True)
    except (Unreachable, Refused, Mend) as trouble:
        mine.update(trouble=str(trouble), next_try_at=now + _pause(account, trouble, now))
        _bump(account)
        raise
    mine.update(trouble="", next_try_at=None, worked_at=now)
    if account.trouble:
        _bump(account)
    return report


def _pause(account: Account, trouble: Exception, now: datetime) -> timedelta:
    if isinstance(trouble, Refused | Mend):
        return AFTER_REFUSAL
    since = now - (account.worked_at or account.created_at)
    return min(max(FIRST_PAUSE, since / 4), LONGEST_PAUSE)


def _bump(account: Account) -> None:
    Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)
