"""Which folders a mailbox has, and which of them are read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from followup.core.trouble import Mend
from followup.models import Account, Folder, Workspace

from .counts import counted


def note_folders(account: Account, listed: Sequence[tuple[str, str]], now: datetime) -> list[Folder]:
    """The rows of the folders that the server lists (name and role), made where they are missing.

    A folder that it no longer lists keeps its row where mail was read from it: that mail stays here.
    """
    rows = {each.name: each for each in Folder.objects.filter(account=account).select_related("workspace")}
    for name, role in dict(listed).items():
        if name not in rows:
            rows[name] = Folder.objects.create(
                workspace=account.workspace, account=account, name=name, role=role
            )
        elif rows[name].role != role:
            Folder.objects.filter(pk=rows[name].pk).update(role=role)
            rows[name].role = role
    named = {name for name, _ in listed}
    if listed:
        _note_missing([each for name, each in rows.items() if name not in named], now)
    return [each for name, each in rows.items() if name in named]


def choose(account: Account, names: Iterable[str], now: datetime) -> None:
    """Read these folders and no others from now on; Mend where the server has none of that name."""
    wanted = set(names)
    rows = list(Folder.objects.filter(account=account))
    if missing := sorted(wanted - {each.name for each in rows}):
        there = ", ".join(f"“{each.name}”" for each in rows) or "none that is known; read the account once"
        raise Mend(f"{account.host} has no folder “{missing[0]}”. It has {there}.")
    with transaction.atomic():
        for each in rows:
            Folder.objects.filter(pk=each.pk).update(is_chosen=each.name in wanted)
        # Looked at with the next round.
        Account.objects.filter(pk=account.pk).update(next_try_at=now)
        Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)


def choose_also(account: Account, names: Iterable[str], now: datetime) -> None:
    """Read these folders as well as those that are read already."""
    rows = Folder.objects.filter(account=account)
    choose(account, {*names, *(each.name for each in rows if each.is_read)}, now)


def _note_missing(rows: Iterable[Folder], now: datetime) -> None:
    for row in rows:
        if not row.mails.exists():
            row.delete()
        elif row.mails.filter(gone_at=None).update(gone_at=now) or row.on_server:
            # Should it come back, it is compared with what is here.
            Folder.objects.filter(pk=row.pk).update(on_server=0, uid_next=0, compared_at=None, **counted(row))
