"""Entries that a server names by address: some are written together, each with the version that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from followup.actions.importing.batches import keep_unread, note_found
from followup.actions.importing.reading import Found, Reader
from followup.actions.telling.tell import settle
from followup.core.cards import Card
from followup.core.events import Event
from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood
from followup.models import Folder, FolderEntry

from .dropped import dropped
from .report import Progress, SyncReport
from .versions import make_way

type Thing = Mail | Event | Card


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was read: its address, its version, what is in it; nothing where it is left out."""

    href: str
    tag: str
    things: tuple[Thing | NotUnderstood, ...] = ()

    @property
    def state(self) -> FolderEntry.State:
        """What became of it."""
        if not self.things:
            return FolderEntry.State.LEFT_OUT
        if all(isinstance(each, NotUnderstood) for each in self.things):
            return FolderEntry.State.ODD
        return FolderEntry.State.READ

    @property
    def events(self) -> list[Event]:
        """The calendar entries in it."""
        return [each for each in self.things if isinstance(each, Event)]

    @property
    def uid(self) -> str:
        """The UID of the calendar entry that it is."""
        return next((each.uid[:500] for each in self.events), "")


@dataclass(slots=True)
class Writing:
    """What a folder’s entries are written with: how to read them, when, and the report to add to."""

    folder: Folder
    reader: Reader
    report: SyncReport
    now: datetime
    progress: Progress


@transaction.atomic
def write(writing: Writing, some: Sequence[Entry]) -> None:
    """Write what some entries tell, and that they are here in this version: all of it or nothing."""
    folder, now = writing.folder, writing.now
    if any(each.events for each in some):
        make_way(folder.workspace, [event for each in some for event in each.events])
    called_off = [event for each in some for event in dropped(folder, each, now)]
    things = [thing for each in some for thing in each.things]
    unread = [each for each in things if isinstance(each, NotUnderstood)]
    _tell(writing, [each for each in things if not isinstance(each, NotUnderstood)], called_off)
    keep_unread(folder.workspace, unread, now=now)
    writing.report.not_understood += len(unread)
    _keep(folder, some)


def _tell(writing: Writing, things: Sequence[Thing], called_off: Sequence[Event]) -> None:
    folder, report = writing.folder, writing.report
    found = [Found(0, writing.reader.items(each)) for each in (*things, *called_off)]
    if not found:
        return
    source = f"account {folder.account_id}"
    news, touched = note_found(folder.workspace, found, now=writing.now, origin=None, source=source)
    settle(folder.workspace, touched, now=writing.now)
    report.new += sum(news)
    report.known += len(things) - min(sum(news), len(things))


def _keep(folder: Folder, some: Sequence[Entry]) -> None:
    rows = [
        FolderEntry(folder=folder, href=each.href[:1000], tag=each.tag[:200], uid=each.uid, state=each.state)
        for each in {each.href[:1000]: each for each in some}.values()
    ]
    FolderEntry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["folder", "href"],
        update_fields=["tag", "uid", "state"],
        batch_size=200,
    )
