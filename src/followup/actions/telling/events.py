"""Telling, calendar entries: the newest version of each entry holds, whenever it arrives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from followup.core.events import Event
from followup.models import CalendarEvent, Fact, Import, Workspace

from .items import Item, Sentence, is_answer, name_of, sentences_of

type Version = tuple[int, datetime, bool, datetime, datetime, str]

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entries:
    """The positions of entries that are new or newer, of those that are outdated, and whom a change concerns."""

    new: frozenset[int]
    outdated: frozenset[int]
    contacts: frozenset[int]


def write_entries(workspace: Workspace, items: Sequence[Item], origin: Import | None) -> Entries:
    """Keep the newest version of each entry, and bring the facts of a changed one up to date."""
    entries = {
        position: item.thing
        for position, item in enumerate(items)
        if isinstance(item.thing, Event) and not is_answer(item.thing)
    }
    newest = _newest(entries)
    rows = _rows(workspace, entries.values())
    changed: set[int] = set()
    contacts: set[int] = set()
    fresh: list[CalendarEvent] = []
    for name, position in newest.items():
        event = entries[position]
        row = rows.get(name)
        if row is None:
            fresh.append(_row(workspace, event, origin))
        elif _version(event) > _version_of_row(row):
            _renew(row, event)
            contacts |= _renew_facts(workspace, items[position])
        else:
            continue
        changed.add(position)
    CalendarEvent.objects.bulk_create(fresh, batch_size=500)
    # An entry read again as it is tells nothing new, but a reader that learnt something may tell more of it.
    same = {
        position
        for name, position in newest.items()
        if name in rows and _version(entries[position]) == _version_of_row(rows[name])
    }
    return Entries(frozenset(changed), frozenset(entries.keys() - changed - same), frozenset(contacts))


def _newest(entries: Mapping[int, Event]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for position, event in entries.items():
        before = newest.setdefault(name_of(event), position)
        if _version(event) > _version(entries[before]):
            newest[name_of(event)] = position
    return newest


def _rows(workspace: Workspace, events: Iterable[Event]) -> dict[str, CalendarEvent]:
    uids = {each.uid for each in events}
    rows = CalendarEvent.objects.filter(workspace=workspace, uid__in=uids)
    return {
        name_of(Event(uid=row.uid, recurrence=row.recurrence, start=row.start, end=row.end)): row
        for row in rows
    }


def _version(event: Event) -> Version:
    stamp = event.stamp or _LONG_AGO
    return (event.sequence, stamp, _is_cancelled(event), event.start, event.end, event.summary)


def _version_of_row(row: CalendarEvent) -> Version:
    stamp = row.stamp or _LONG_AGO
    return (row.sequence, stamp, row.status == "cancelled", row.start, row.end, row.summary)


def _is_cancelled(event: Event) -> bool:
    return event.status == "cancelled" or event.method == "cancel"


def _columns(event: Event) -> dict[str, object]:
    return {
        "sequence": event.sequence,
        "stamp": event.stamp,
        "start": event.start,
        "end": event.end,
        "status": "cancelled" if _is_cancelled(event) else event.status[:10],
        "summary": event.summary,
        "location": event.location,
        "organizer": event.organizer.address[:320],
        "attendees": [[each.name, each.address] for each in event.attendees],
    }


def _row(workspace: Workspace, event: Event, origin: Import | None) -> CalendarEvent:
    columns = _columns(event)
    return CalendarEvent(
        workspace=workspace, origin=origin, uid=event.uid[:500], recurrence=event.recurrence[:40], **columns
    )


def _renew(row: CalendarEvent, event: Event) -> None:
    CalendarEvent.objects.filter(pk=row.pk).update(**_columns(event))


def _renew_facts(workspace: Workspace, item: Item) -> set[int]:
    told: Mapping[str, Sentence] = {each.key: each for each in sentences_of([item])}
    facts = Fact.objects.filter(
        workspace=workspace, source="calendar", source_key__startswith=f"{name_of(item.thing)}/"
    )
    contacts = set(facts.values_list("contact_id", flat=True))
    for fact in facts:
        if sentence := told.get(fact.source_key):
            _renew_fact(fact, sentence)
        elif not fact.corrected_at:
            fact.delete()
    return contacts


def _renew_fact(fact: Fact, sentence: Sentence) -> None:
    told = sentence.told
    Fact.objects.filter(pk=fact.pk).update(
        read_as=told.kind,
        kind=fact.kind if fact.corrected_at else told.kind,
        at=told.at,
        until=told.until,
        says=told.says,
        sure=fact.sure if fact.corrected_at else told.sure,
        details=dict(told.details),
    )
