"""One folder: what is new in it is read, and its count is borne out by what is here, message by message."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from itertools import batched

from django.db import transaction

from followup.core.trouble import Refused, Unreachable
from followup.models import Folder, FolderMail, Unread
from followup.models.bulk import A_BATCH
from followup.models.durable import in_long_strides
from followup.sources import imap

from .counts import counted, present
from .visit import Visit
from .write import here_of_gmail, write

#: Messages, and bytes of them, that are written together.
AT_ONCE = 500
BYTES_AT_ONCE = 12 * 1024 * 1024


def is_settled(folder: Folder, state: imap.FolderState | None, night: datetime) -> bool:
    """Whether the server says the same of the folder as when all of it was read, and the night's work is done."""
    if state is None or not state.uid_next or folder.trouble:
        return False
    return folder.compared_at is not None and folder.compared_at >= night and state == _state(folder)


def read_folder(visit: Visit, folder: Folder) -> None:
    """Read what is new; compare with the server's whole list where the numbers differ, and once a day anyway."""
    cursor = imap.FolderCursor(name=folder.name, last_uid=folder.last_uid, state=_state(folder))
    opened = imap.open_folder(visit.mailbox, cursor)
    if opened.is_anew or opened.state.uid_validity != folder.uid_validity:
        _number_anew(folder, opened.state.uid_validity)
    for some in batched(opened.vanished, A_BATCH, strict=False):
        for first, last in some:
            folder.mails.filter(uid__range=(first, last), gone_at=None).update(gone_at=visit.now)
    if uids := imap.new_uids(visit.mailbox, opened, folder.last_uid):
        # Until all of it is read, the folder does not stand as the server says.
        Folder.objects.filter(pk=folder.pk).update(on_server=opened.state.messages, uid_next=0)
        _take(visit, folder, opened, uids)
    counts = counted(folder)
    is_nightly = folder.compared_at is None or folder.compared_at < visit.night
    if is_nightly or present(counts) != imap.count(visit.mailbox, opened):
        _compare(visit, folder, opened, is_nightly=is_nightly)
        counts = counted(folder)
    _keep(visit, folder, opened, counts)


def _state(folder: Folder) -> imap.FolderState:
    return imap.FolderState(
        uid_validity=folder.uid_validity,
        uid_next=folder.uid_next,
        messages=folder.on_server,
        modseq=folder.modseq,
    )


@transaction.atomic
def _number_anew(folder: Folder, uid_validity: int) -> None:
    """Other numbers hold from now on: all messages are read again, and known by what they are."""
    folder.mails.all().delete()
    folder.last_uid, folder.uid_validity = 0, uid_validity
    Folder.objects.filter(pk=folder.pk).update(
        uid_validity=uid_validity, last_uid=0, uid_next=0, modseq=0, compared_at=None, **counted(folder)
    )


def _take(visit: Visit, folder: Folder, opened: imap.OpenFolder, uids: Sequence[int]) -> None:
    """Read these messages and write them portion by portion; what came before the line broke is kept."""
    found = imap.read(
        visit.mailbox,
        opened,
        uids,
        is_sent=folder.role == "sent",
        known=lambda numbers: here_of_gmail(visit.account, numbers),
    )
    with in_long_strides() if len(uids) > AT_ONCE else nullcontext():
        for some in _portions(found):
            write(visit, folder, some)


def _portions(batches: Iterator[imap.Batch]) -> Iterator[list[imap.Fetched]]:
    some: list[imap.Fetched] = []
    size = 0
    try:
        for batch in batches:
            some.extend(batch.items)
            size += batch.size
            if len(some) >= AT_ONCE or size >= BYTES_AT_ONCE:
                yield some
                some, size = [], 0
    except (Unreachable, Refused):
        if some:
            yield some
        raise
    if some:
        yield some


def _compare(visit: Visit, folder: Folder, opened: imap.OpenFolder, *, is_nightly: bool) -> None:
    """Look for every message of the server's list here: fetch what is missing, mark what is gone."""
    if is_nightly:
        _ask_again(folder)
    listed = imap.all_uids(visit.mailbox)
    rows = dict(folder.mails.values_list("uid", "gone_at"))
    gone = [uid for uid, gone_at in rows.items() if gone_at is None and uid not in listed]
    back = [uid for uid, gone_at in rows.items() if gone_at is not None and uid in listed]
    for uids, gone_at in ((gone, visit.now), (back, None)):
        for some in batched(uids, A_BATCH, strict=False):
            folder.mails.filter(uid__in=some).update(gone_at=gone_at)
    _take(visit, folder, opened, sorted(listed - rows.keys()))
    Folder.objects.filter(pk=folder.pk).update(compared_at=visit.now)


@transaction.atomic
def _ask_again(folder: Folder) -> None:
    """Look anew at what was left out or not handed over: drafts are sent, servers mend themselves."""
    again = folder.mails.filter(state__in=(FolderMail.State.WITHHELD, FolderMail.State.LEFT_OUT))
    withheld = again.filter(state=FolderMail.State.WITHHELD).values_list("uid", flat=True)
    places = [imap.place(folder.name, uid) for uid in withheld]
    Unread.objects.filter(workspace=folder.workspace, place__in=places, raw=b"").delete()
    again.delete()


def _keep(visit: Visit, folder: Folder, opened: imap.OpenFolder, counts: dict[str, int]) -> None:
    """How the folder stands, now that all of it is read; the next sync need not look unless that changes."""
    state = opened.state
    Folder.objects.filter(pk=folder.pk).update(
        uid_validity=state.uid_validity,
        uid_next=state.uid_next,
        modseq=state.modseq,
        on_server=imap.count(visit.mailbox, opened),
        read_at=visit.now,
        trouble="",
        **counts,
    )
