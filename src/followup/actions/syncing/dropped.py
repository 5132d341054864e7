"""Calendar entries that are no longer there: what was still to come counts as called off, what has been has been."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import Q, QuerySet

from followup.core.events import Event
from followup.core.facts import Party
from followup.core.trouble import NotUnderstood
from followup.models import CalendarEvent, Folder, FolderEntry, Workspace

THERE = (FolderEntry.State.READ, FolderEntry.State.ODD, FolderEntry.State.MISSING)


class Read(Protocol):
    """An entry that was read."""

    @property
    def uid(self) -> str: ...
    @property
    def events(self) -> list[Event]: ...
    @property
    def things(self) -> tuple[object, ...]: ...


def dropped(folder: Folder, entry: Read, now: datetime) -> list[Event]:
    """The occurrences that were part of an entry and are not in its new version, each called off."""
    if not entry.uid or any(isinstance(each, NotUnderstood) for each in entry.things):
        return []
    names = {each.recurrence[:40] for each in entry.events}
    rows = _to_come(folder.workspace, [entry.uid], now).exclude(recurrence__in=names)
    found = list(rows)
    if not found or entry.uid in held_elsewhere(folder.workspace, [entry.uid], Q(folder=folder)):
        return []
    return list(called_off(found, now))


def called_off_with(workspace: Workspace, uids: Collection[str], now: datetime) -> list[Event]:
    """Everything under these UIDs that was still to come, each called off."""
    return list(called_off(_to_come(workspace, uids, now), now))


def held_elsewhere(workspace: Workspace, uids: Collection[str], here: Q) -> set[str]:
    """Those of the UIDs that another calendar still has."""
    rows = FolderEntry.objects.filter(folder__workspace=workspace, uid__in=uids, state__in=THERE).exclude(
        here
    )
    return set(rows.values_list("uid", flat=True))


def called_off(rows: Iterable[CalendarEvent], now: datetime) -> Iterator[Event]:
    """The entries as a cancellation would bring them; the rows note that they are gone and may come back."""
    for row in rows:
        CalendarEvent.objects.filter(pk=row.pk).update(gone_at=now)
        yield Event(
            uid=row.uid,
            recurrence=row.recurrence,
            start=row.start,
            end=row.end,
            summary=row.summary,
            location=row.location,
            sequence=row.sequence,
            stamp=max(now, (row.stamp or now) + timedelta(microseconds=1)),
            status="cancelled",
            organizer=Party("", row.organizer),
            attendees=tuple(Party(name, address) for name, address in row.attendees),
        )


def _to_come(workspace: Workspace, uids: Collection[str], now: datetime) -> QuerySet[CalendarEvent]:
    rows = CalendarEvent.objects.filter(workspace=workspace, uid__in=uids, end__gt=now)
    return rows.exclude(status="cancelled")
