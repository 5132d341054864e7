"""Entries that a server no longer has: a few are believed, most of a folder at once is not."""

from collections.abc import Collection
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import Q

from followup.actions.importing.batches import note_found
from followup.actions.importing.files import reader_of
from followup.actions.importing.reading import Found
from followup.actions.telling.tell import settle
from followup.models import Account, Folder, FolderEntry

from .dropped import called_off_with, held_elsewhere

#: So many may go at once from a small calendar.
A_FEW = 3
AT_ONCE = 500
State = FolderEntry.State
HERE = (State.READ, State.ODD)


def mark_gone(folder: Folder, hrefs: Collection[str], *, is_empty: bool) -> None:
    """Note that entries are gone; where too many are, or all of them, they are kept and told as trouble."""
    if not hrefs:
        return
    entries = FolderEntry.objects.filter(folder=folder, state__in=HERE)
    too_many = len(hrefs) > max(A_FEW, entries.count() // 2)
    state = State.MISSING if is_empty or too_many else State.GONE
    for some in batched(hrefs, AT_ONCE, strict=False):
        entries.filter(href__in=some).update(state=state)


def missing_sentence(folder: Folder) -> str:
    """The trouble with a folder that came back empty or nearly so; "" without any."""
    count = FolderEntry.objects.filter(folder=folder, state=State.MISSING).count()
    if not count:
        return ""
    return (
        f"{count} entr{'y' if count == 1 else 'ies'} of “{folder.name}” vanished from the server at once, so nothing"
        " was called off here. If you removed them yourself, connect the account again."
    )


def believe(account: Account) -> None:
    """The owner has looked: what vanished at once is gone."""
    FolderEntry.objects.filter(folder__account=account, state=State.MISSING).update(state=State.GONE)


@transaction.atomic
def let_go(account: Account, now: datetime) -> None:
    """Work out what follows from entries that are gone, unless another calendar of the owner has them."""
    entries = FolderEntry.objects.filter(folder__account=account, state=State.GONE)
    uids = set(entries.exclude(uid="").values_list("uid", flat=True))
    if uids:
        uids -= held_elsewhere(account.workspace, uids, Q(pk__in=entries.values("pk")))
        reader = reader_of(account.workspace, now=now)
        found = [Found(0, reader.items(each)) for each in called_off_with(account.workspace, uids, now)]
        if found:
            source = f"account {account.pk}"
            _, touched = note_found(account.workspace, found, now=now, origin=None, source=source)
            settle(account.workspace, touched, now=now)
    entries.delete()
