"""Mailboxes on IMAP servers: what is new is read once, each batch together with how far it reaches."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from followup.actions.accounts import login_of
from followup.actions.importing.batches import keep_unread, note_found
from followup.actions.importing.files import reader_of
from followup.actions.importing.reading import Found, Reader
from followup.actions.telling.tell import settle
from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood, Refused, Unreachable
from followup.models import Account, Folder
from followup.sources import imap

from .lease import keep
from .report import Progress, SyncReport

#: Messages that are written together.
AT_ONCE = 500
ROLES = ("inbox", "sent")


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Read what is new in the inbox and the sent mail of an account."""
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
    progress: Progress,
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
    keep(folder.account_id, now)


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
