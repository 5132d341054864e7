"""Mailboxes on IMAP servers: each wanted folder is read as far as its server has anything new."""

from collections.abc import Iterable
from datetime import datetime

from followup.actions.accounts import login_of
from followup.actions.importing.files import reader_of
from followup.core.trouble import Refused, Unreachable
from followup.models import Account, Folder
from followup.sources import imap

from .folder import is_settled, read_folder
from .lease import Taken
from .mailbox_folders import choose_also, note_folders
from .nights import last_night
from .report import Progress, SyncReport
from .visit import Visit

#: A mail that stands in several folders is met in the one that says most of it.
ORDER = {"inbox": 0, "sent": 1, "archive": 2, "other": 3}


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Read what is new in the wanted folders of an account."""
    with imap.connect(login_of(account, now)) as mailbox:
        visit = visit_of(account, mailbox, now, progress)
        folders = [each for each in note_folders(account, imap.folders(mailbox), now) if each.is_read]
        states = imap.states(mailbox, [each.name for each in folders])
        for folder in sorted(folders, key=lambda each: ORDER[each.role]):
            if not is_settled(folder, states.get(folder.name), visit.night):
                _read(visit, folder)
    return visit.report


def read_inbox(visit: Visit) -> SyncReport:
    """Read what is new in the inbox alone, over a connection that is open already."""
    for folder in Folder.objects.filter(account=visit.account, role="inbox").select_related("workspace"):
        if folder.is_read:
            _read(visit, folder)
    return visit.report


def read_also(account: Account, names: Iterable[str], now: datetime) -> None:
    """From now on read these folders too; Mend where the server has none of that name."""
    with imap.connect(login_of(account, now)) as mailbox:
        note_folders(account, imap.folders(mailbox), now)
    choose_also(account, names, now)


def visit_of(account: Account, mailbox: imap.Mailbox, now: datetime, progress: Progress) -> Visit:
    """All that the folders of one reading share."""
    reader = reader_of(account.workspace, now=now)
    night = last_night(now, reader.zone)
    return Visit(account=account, mailbox=mailbox, reader=reader, now=now, night=night, progress=progress)


def _read(visit: Visit, folder: Folder) -> None:
    """Read one folder; its trouble is kept with it, and does not keep the others from being read."""
    try:
        read_folder(visit, folder)
    except (Unreachable, Refused) as trouble:
        if isinstance(trouble, Taken):
            raise
        Folder.objects.filter(pk=folder.pk).update(trouble=str(trouble))
        if not imap.is_open(visit.mailbox):
            raise
