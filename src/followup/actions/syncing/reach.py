"""The folders of calendars, feeds and JMAP accounts: how far each was read, and how much of it is here."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count

from django.db import transaction
from django.db.models import Count

from followup.actions.accounts import place_of
from followup.actions.web_accounts import site
from followup.conf import vault
from followup.models import Account, Collection, Folder, FolderEntry
from followup.sources.online.site import Site

from .gone import HERE, missing_sentence

#: How often everything is compared, though nothing says that it has changed.
COMPARE_EVERY = timedelta(hours=24)


def site_of(account: Account) -> Site:
    """Where the account is and how to be let in; Mend where the key does not open its password."""
    return site(account, vault.unlock(bytes(account.secret), place_of(account)) if account.secret else "")


@transaction.atomic
def folder_of(account: Account, address: str, name: str, role: str) -> Folder:
    """The folder at an address of the server; a new one gets a name that no other has."""
    reach = (
        Collection.objects.filter(folder__account=account, address=address).select_related("folder").first()
    )
    if reach:
        return reach.folder
    taken = set(Folder.objects.filter(account=account).values_list("name", flat=True))
    free = next(each for each in _names(name) if each not in taken)
    folder = Folder.objects.create(
        workspace=account.workspace, account=account, name=free, role=role, is_chosen=True
    )
    Collection.objects.create(folder=folder, address=address)
    return folder


def kept(folder: Folder) -> Collection:
    """How far the folder was read."""
    return Collection.objects.get(folder=folder)


def versions_here(folder: Folder) -> Mapping[str, str]:
    """The entries that are here, with the version of each."""
    return dict(FolderEntry.objects.filter(folder=folder, state__in=HERE).values_list("href", "tag"))


def is_to_be_compared(folder: Folder, now: datetime) -> bool:
    """Whether it is time to compare everything."""
    return folder.compared_at is None or now - folder.compared_at >= COMPARE_EVERY


def close(  # noqa: PLR0913 - all that is kept of a reading
    folder: Folder,
    now: datetime,
    *,
    token: str = "",
    tag: str = "",
    on_server: int | None = None,
    gone: int = 0,
) -> None:
    """Keep how far the folder was read; `on_server` is what the server has, where all of it was compared."""
    Collection.objects.filter(folder=folder).exclude(token=token, tag=tag).update(token=token, tag=tag)
    rows = FolderEntry.objects.filter(folder=folder).values_list("state").annotate(Count("pk"))
    by_state: dict[str, int] = dict(rows.order_by("state"))
    here, odd = by_state.get("read", 0), by_state.get("odd", 0)
    left_out = by_state.get("left_out", 0)
    compared = {} if on_server is None else {"compared_at": now}
    Folder.objects.filter(pk=folder.pk).update(
        here=here,
        not_understood=odd,
        left_out=left_out,
        gone=gone + by_state.get("missing", 0),
        on_server=here + odd + left_out if on_server is None else on_server,
        trouble=missing_sentence(folder),
        read_at=now,
        **compared,
    )


def seen_unchanged(folder: Folder, now: datetime) -> None:
    """Note that the server was asked and had nothing new."""
    Folder.objects.filter(pk=folder.pk).update(read_at=now)


def _names(name: str) -> Iterator[str]:
    name = name or "Calendar"
    yield name
    yield from (f"{name} ({number})" for number in count(2))
