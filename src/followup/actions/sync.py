"""sync: what is new in the mailboxes, read once, each batch together with how far it reaches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from followup.core.mail import Mail
from followup.core.trouble import Mend, NotUnderstood, Refused, Unreachable
from followup.models import Account, Folder, Workspace
from followup.models.lease import is_free
from followup.outbox.owner import is_gone, owner_name
from followup.sources import imap

from .accounts import login_of
from .full_disk import a_full_disk_told
from .importing.batches import keep_unread, note_found
from .importing.files import reader_of, settle_unfinished
from .importing.reading import Found, Reader
from .telling.tell import settle

#: A reader that died frees its account after this; each batch asks for as long again.
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
#: A refused login is not tried again soon: some servers lock an account that is tried too often.
AFTER_REFUSAL = timedelta(hours=1)
#: Messages that are written together.
AT_ONCE = 500
ROLES = ("inbox", "sent")


@dataclass(slots=True)
class SyncReport:
    """What came of a mailbox; `is_busy` when somebody else is reading it just now."""

    new: int = 0
    known: int = 0
    not_understood: int = 0
    is_busy: bool = False


def sync_all(workspace: Workspace, now: datetime) -> list[SyncReport]:
    """Read every mailbox of the workspace; trouble with one is kept with it and does not stop the others."""
    reports = []
    for account in Account.objects.filter(workspace=workspace, kind=Account.Sort.IMAP):
        try:
            reports.append(sync(account, now))
        except (Unreachable, Refused, Mend):
            continue  # the account's row says so
    return reports


def sync(account: Account, now: datetime, progress: Callable[[int, int], object] | None = None) -> SyncReport:
    """Read what is new in the inbox and the sent mail of an account, unless somebody does so already."""
    owner = owner_name()
    mine = Account.objects.filter(pk=account.pk)
    _free_from_the_dead(account)
    settle_unfinished(account.workspace, now)
    if not mine.filter(is_free(now, owner)).update(claimed_by=owner, lease_until=now + LEASE):
        return SyncReport(is_busy=True)
    try:
        with a_full_disk_told():
            report = _read(account, now, progress or (lambda *_: None))
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


def _read(account: Account, now: datetime, progress: Callable[[int, int], object]) -> SyncReport:
    reader = reader_of(account.workspace, now=now)
    report = SyncReport()
    with imap.connect(login_of(account)) as mailbox:
        for name, role in imap.folders(mailbox):
            if role in ROLES:
                _read_folder(mailbox, _folder(account, name, role), reader, report, now, progress)
    return report


def _folder(account: Account, name: str, role: str) -> Folder:
    folder, _ = Folder.objects.get_or_create(
        account=account, name=name, defaults={"workspace": account.workspace, "role": role}
    )
    return folder


def _read_folder(  # noqa: PLR0913 - the folder, and what all folders share
    mailbox: imap.Mailbox,
    folder: Folder,
    reader: Reader,
    report: SyncReport,
    now: datetime,
    progress: Callable[[int, int], object],
) -> None:
    cursor = imap.FolderCursor(
        name=folder.name,
        uid_validity=folder.uid_validity,
        last_uid=folder.last_uid,
        modseq=folder.modseq,
    )
    some: list[imap.Batch] = []
    try:
        for batch in imap.read_folder(mailbox, cursor, is_sent=folder.role == "sent"):
            some.append(batch)
            if sum(len(each.items) for each in some) >= AT_ONCE:
                _write(folder, some, reader, report, now)
                some = []
                progress(report.new + report.known + report.not_understood, 0)
    except (Unreachable, Refused) as trouble:
        Folder.objects.filter(pk=folder.pk).update(trouble=str(trouble))
        raise
    finally:
        # What came before the line broke is good: its cursor reaches only as far as it does.
        if some:
            _write(folder, some, reader, report, now)


@transaction.atomic
def _write(
    folder: Folder, some: Sequence[imap.Batch], reader: Reader, report: SyncReport, now: datetime
) -> None:
    """Some batches with the cursor behind them: all of it is kept or nothing."""
    found = [_found(each, reader) for batch in some for each in batch.items]
    if found:
        source = f"account {folder.account_id}"
        news, touched = note_found(folder.workspace, found, now=now, origin=None, source=source)
        settle(folder.workspace, touched, now=now)
        report.new += sum(news)
        report.known += len(news) - sum(news)
    unread = [each.unread for each in found if each.unread]
    keep_unread(folder.workspace, unread, now=now)
    report.not_understood += len(unread)
    _keep_cursor(folder, some[-1], len(found), now)
    Account.objects.filter(pk=folder.account_id).update(lease_until=now + LEASE)


def _found(thing: Mail | NotUnderstood, reader: Reader) -> Found:
    return Found(0, unread=thing) if isinstance(thing, NotUnderstood) else Found(0, reader.items(thing))


def _keep_cursor(folder: Folder, batch: imap.Batch, here: int, now: datetime) -> None:
    cursor = batch.cursor
    is_anew = cursor.uid_validity != folder.uid_validity
    columns = {
        "uid_validity": cursor.uid_validity,
        "last_uid": cursor.last_uid,
        "modseq": cursor.modseq,
        "on_server": batch.on_server,
        "trouble": "",
    }
    rows = Folder.objects.filter(pk=folder.pk)
    changed = any(getattr(folder, name) != value for name, value in columns.items())
    if changed or here:
        rows.update(**columns, here=here if is_anew else F("here") + here)
    rows.update(read_at=now)
    for name, value in columns.items():
        setattr(folder, name, value)


def _pause(account: Account, trouble: Exception, now: datetime) -> timedelta:
    if isinstance(trouble, Refused | Mend):
        return AFTER_REFUSAL
    since = now - (account.worked_at or account.created_at)
    return min(max(FIRST_PAUSE, since / 4), LONGEST_PAUSE)


def _bump(account: Account) -> None:
    Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)
