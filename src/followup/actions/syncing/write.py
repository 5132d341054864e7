"""Writing what was fetched: mail, what follows from it, and that each message is here, in one transaction."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import F

from followup.actions.importing.batches import keep_unread, note_found
from followup.actions.importing.reading import Found
from followup.actions.telling.tell import settle
from followup.core.mail import Mail, message_key
from followup.core.trouble import NotUnderstood
from followup.models import Account, Folder, FolderMail
from followup.models.bulk import add
from followup.sources.imap import Fetched

from .visit import Visit

State = FolderMail.State


@transaction.atomic
def write(visit: Visit, folder: Folder, some: Sequence[Fetched]) -> None:
    """All of it is kept or nothing; Taken where another process reads the account by now."""
    found = [_found(visit, each) for each in some if each.thing]
    news, touched = note_found(
        folder.workspace, found, now=visit.now, origin=None, source=f"account {visit.account.pk}"
    )
    settle(folder.workspace, touched, now=visit.now)
    unread = [each.unread for each in found if each.unread]
    keep_unread(folder.workspace, unread, now=visit.now)
    _note_here(visit, folder, some)
    report = visit.report
    report.new += sum(news)
    report.known += len(news) - sum(news) + sum(each.is_known for each in some)
    report.not_understood += len(unread)
    visit.progress(report.read, 0)


def here_of_gmail(account: Account, numbers: Collection[int]) -> set[int]:
    """Those of Gmail's numbers under which a message of the account was read."""
    return set(_keys_of_gmail(account, numbers))


def _keys_of_gmail(account: Account, numbers: Collection[int]) -> dict[int, str]:
    rows = FolderMail.objects.filter(folder__account=account, gmail_id__in=numbers, state=State.READ)
    return {number: key for number, key in rows.values_list("gmail_id", "key") if number}


def _found(visit: Visit, each: Fetched) -> Found:
    if isinstance(each.thing, NotUnderstood):
        return Found(0, unread=each.thing)
    return Found(0, visit.reader.items(each.thing) if each.thing else ())


def _note_here(visit: Visit, folder: Folder, some: Sequence[Fetched]) -> None:
    keys = _keys_of_gmail(visit.account, [each.gmail_id for each in some if each.is_known and each.gmail_id])
    rows = [
        {
            "folder_id": folder.pk,
            "uid": each.uid,
            "state": _state(each).value,
            "key": _key(each, keys),
            "gmail_id": each.gmail_id,
        }
        for each in some
    ]
    add(FolderMail, rows, unless_there=True)
    folder.last_uid = max(folder.last_uid, *(each.uid for each in some))
    states = Counter(row["state"] for row in rows)
    Folder.objects.filter(pk=folder.pk).update(
        last_uid=folder.last_uid,
        here=F("here") + states[State.READ],
        not_understood=F("not_understood") + states[State.ODD] + states[State.WITHHELD],
        left_out=F("left_out") + states[State.LEFT_OUT],
    )


def _key(each: Fetched, keys: dict[int, str]) -> str:
    if isinstance(each.thing, Mail):
        return message_key(each.thing.message_id)
    return keys.get(each.gmail_id or 0, "")


def _state(each: Fetched) -> State:
    if isinstance(each.thing, Mail) or each.is_known:
        return State.READ
    if each.thing is None:
        return State.LEFT_OUT
    return State.WITHHELD if each.is_withheld else State.ODD
