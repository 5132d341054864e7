"""Mailboxes on JMAP servers: what is new is read once, each batch together with what of it is here."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from followup.actions.importing.files import reader_of
from followup.core.trouble import Refused, Unreachable
from followup.models import Account, Folder, FolderEntry
from followup.sources import jmap

from . import reach
from .entries import Entry, Writing, write
from .report import Progress, SyncReport

State = FolderEntry.State


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Read the mail that is new, wherever it lies but for junk, drafts and the bin."""
    folder = reach.folder_of(account, "", "Mail", "mail")
    writing = Writing(folder, reader_of(account.workspace, now=now), SyncReport(), now, progress)
    with jmap.visit(reach.site_of(account)) as asking:
        try:
            _read(asking, writing)
        except (Unreachable, Refused) as trouble:
            Folder.objects.filter(pk=folder.pk).update(trouble=str(trouble))
            raise
    return writing.report


def _read(asking: jmap.Visit, writing: Writing) -> None:
    folder, now = writing.folder, writing.now
    place = jmap.session(asking)
    state = "" if reach.is_to_be_compared(folder, now) else reach.kept(folder).token
    found = jmap.changes(asking, place, state)
    known = set(
        FolderEntry.objects.filter(folder=folder).exclude(state=State.LEFT_OUT).values_list("href", flat=True)
    )
    wanted = [each for each in found.ids if each not in known]
    for some in jmap.messages(asking, place, wanted) if wanted else ():
        write(writing, [Entry(each.id, "", () if each.thing is None else (each.thing,)) for each in some])
    gone = known - set(found.ids) if found.is_whole else found.gone
    _close(folder, found, list(gone), now)


@transaction.atomic
def _close(folder: Folder, found: jmap.Changes, gone: Sequence[str], now: datetime) -> None:
    """Keep the state; what was deleted there stays here."""
    count = 0
    for start in range(0, len(gone), 500):
        rows = FolderEntry.objects.filter(folder=folder, href__in=gone[start : start + 500])
        count += rows.delete()[0]
    on_server = len(found.ids) if found.is_whole else None
    reach.close(folder, now, token=found.state, on_server=on_server, gone=folder.gone + count)
