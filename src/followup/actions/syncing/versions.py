"""Versions of calendar entries: in its own calendar an entry is what the calendar says, whatever its number."""

from collections.abc import Sequence

from followup.core.events import Event
from followup.models import CalendarEvent, Workspace

#: Older than every version that a calendar can name.
OLDEST = -1


def make_way(workspace: Workspace, events: Sequence[Event]) -> None:
    """Let these versions count as newer where they are changed without saying so, or come back after they were gone.

    Many programs move an entry without counting up its SEQUENCE. A newer version that came by mail stays.
    """
    rows = {
        (row.uid, row.recurrence): row
        for row in CalendarEvent.objects.filter(
            workspace=workspace, uid__in={each.uid[:500] for each in events}
        )
    }
    outdated = []
    for each in events:
        row = rows.get((each.uid[:500], each.recurrence[:40]))
        if row and (row.gone_at or _is_changed_quietly(row, each)):
            outdated.append(row.pk)
    if outdated:
        CalendarEvent.objects.filter(pk__in=outdated).update(sequence=OLDEST, stamp=None, gone_at=None)


def _is_changed_quietly(row: CalendarEvent, event: Event) -> bool:
    if row.sequence != event.sequence:
        return False
    here = (row.start, row.end, row.status, row.summary, row.location, row.organizer, row.attendees)
    there = (
        event.start,
        event.end,
        event.status,
        event.summary,
        event.location,
        event.organizer.address[:320],
        [[each.name, each.address] for each in event.attendees],
    )
    return here != there
