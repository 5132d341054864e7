"""Mailboxes on JMAP servers: what is new is read once, each batch together with what of it is here."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched

from django.db import transaction

from followup.actions.importing.files import reader_of
from followup.core.trouble import Refused, Unreachable
from followup.models import Account, Folder, FolderEntry
from followup.sources import jmap

from . import reach
from .entries import Entry, Writing, write
from .report import Progress, SyncReport

AT_ONCE = 500
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
    place, token = jmap.session(asking), reach.kept(folder).token
    found = jmap.changes(asking, place, "" if reach.is_to_be_compared(folder, now) else token)
    if not (found.is_whole or found.ids or found.gone) and found.state == token and not folder.trouble:
        reach.seen_unchanged(folder, now)
        return
    # What could not be had is asked for again with each comparison; what was left out, whenever it changes.
    asked_again = (State.LEFT_OUT, State.ODD) if found.is_whole else (State.LEFT_OUT,)
    here = dict(FolderEntry.objects.filter(folder=folder).values_list("href", "state"))
    wanted = [each for each in found.ids if each not in here or here[each] in asked_again]
    for some in jmap.messages(asking, place, wanted) if wanted else ():
        write(writing, [Entry(each.id, "", () if each.thing is None else (each.thing,)) for each in some])
    gone = here.keys() - set(found.ids) if found.is_whole else found.gone
    _close(folder, found, list(gone), now)


@transaction.atomic
def _close(folder: Folder, found: jmap.Changes, gone: Sequence[str], now: datetime) -> None:
    """Keep the state; what was deleted there stays here."""
    count = 0
    for some in batched(gone, AT_ONCE, strict=False):
        rows = FolderEntry.objects.filter(folder=folder, href__in=some)
        count += rows.filter(state=State.READ).count()
        rows.delete()
    on_server = len(found.ids) if found.is_whole else None
    reach.close(folder, now, token=found.state, on_server=on_server, gone=folder.gone + count)
