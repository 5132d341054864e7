"""A folder of this machine: what is new or changed in it is imported; nothing in it is moved or deleted."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from followup.actions.importing.files import FileReport, import_paths
from followup.core.trouble import Mend
from followup.models import Account, Folder, FolderEntry, TableLegend
from followup.sources.places import Version, versions

from . import reach
from .counts import FILES
from .report import Progress, SyncReport

State = FolderEntry.State
#: A file that was written so lately may be written still: it is left for the next round.
SETTLED_AFTER = timedelta(seconds=2)
TROUBLES_TOLD = 3


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Import what is new or changed in a folder."""
    path = Path(account.path)
    if not path.is_dir():
        raise Mend(f"The folder “{path}” is not there any more; put it back, or disconnect it.")
    folder = reach.folder_of(account, str(path), path.name or str(path), FILES)
    here, known = versions(path), _known(folder)
    changed = [each for each, version in here.items() if known.get(str(each)[:1000]) != version.tag]
    due = [each for each in changed if not _is_fresh(here[each], now)]
    report = SyncReport()
    read = _import(account, due, now, progress) if due else []
    for each in read:
        report.new, report.known = report.new + each.new, report.known + each.known
        report.not_understood += each.not_understood
    _close(folder, here, read, now)
    return report


def _known(folder: Folder) -> Mapping[str, str]:
    """The versions that were read. What was not understood is tried again once columns were explained."""
    states = [State.READ, State.ODD]
    explained = TableLegend.objects.filter(workspace=folder.workspace_id)
    if folder.read_at and explained.filter(said_at__gte=folder.read_at).exists():
        states.remove(State.ODD)
    return dict(FolderEntry.objects.filter(folder=folder, state__in=states).values_list("href", "tag"))


def _is_fresh(version: Version, now: datetime) -> bool:
    return abs(now.timestamp() - version.written_at) < SETTLED_AFTER.total_seconds()


def _import(account: Account, due: list[Path], now: datetime, progress: Progress) -> list[FileReport]:
    there = [each for each in due if each.exists()]
    report = import_paths(account.workspace, there, now=now, label=account.path, progress=progress)
    return report.files


@transaction.atomic
def _close(folder: Folder, here: Mapping[Path, Version], read: Collection[FileReport], now: datetime) -> None:
    """Keep which versions were read. A file that changed meanwhile is read again in the next round."""
    after = versions(Path(folder.account.path))
    rows = [
        FolderEntry(
            folder=folder,
            href=each.path[:1000],
            tag=here[Path(each.path)].tag[:200],
            state=State.READ if each.sort else State.ODD,
        )
        for each in read
        if Path(each.path) in here and after.get(Path(each.path)) == here[Path(each.path)]
    ]
    FolderEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["folder", "href"], update_fields=["tag", "state"]
    )
    entries = FolderEntry.objects.filter(folder=folder)
    gone = set(entries.values_list("href", flat=True)) - {str(each)[:1000] for each in after}
    entries.filter(href__in=gone).delete()
    reach.close(folder, now, on_server=len(after))
    Folder.objects.filter(pk=folder.pk).update(trouble=_trouble(folder, read))


def _trouble(folder: Folder, read: Collection[FileReport]) -> str:
    """What could not be read, until there is nothing more of it in the folder."""
    told = [f"{Path(each.path).name}: {each.trouble}" for each in read if each.trouble and not each.sort]
    if told:
        return " ".join(told[:TROUBLES_TOLD])
    is_left = FolderEntry.objects.filter(folder=folder, state=State.ODD).exists()
    return folder.trouble if is_left else ""
