"""The rows that an agenda is derived from and written to, in sentences written out once.

A refresh runs in every transaction that records something, and building a query anew costs more than its answer.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db import connection

COLUMNS = (
    "key", "step", "contact_id", "opportunity_id", "because_id", "because_kind", "because_at", "due", "deadline",
    "lapses", "waiting_since", "rank",
)  # fmt: skip
A_BATCH = 500

Row = tuple[Any, ...]
Owner = tuple[str, str, str, time, time]
Here = tuple[str, str, str, str, str]

NAMES = ", ".join(COLUMNS)
MARKS = ", ".join(["%s"] * (len(COLUMNS) + 1))
STORED = f"SELECT {NAMES} FROM followup_followup WHERE TRUE"  # noqa: S608  # our own columns
NEW = f"INSERT INTO followup_followup (workspace_id, {NAMES}) VALUES ({MARKS})"  # noqa: S608
GONE = "DELETE FROM followup_followup WHERE workspace_id = %s AND key = %s"
DRAFTS = "SELECT id, follow_up_key FROM followup_letter WHERE state = 'draft' AND NOT is_edited AND follow_up_key <> ''"
GROUND = (
    "SELECT s.timezone, s.country, s.subdivision, s.work_start, s.work_end, r.customers, p.name, p.text "
    "FROM followup_workspace w LEFT JOIN followup_sender s ON s.workspace_id = w.id "
    "LEFT JOIN followup_ranking r ON r.workspace_id = w.id LEFT JOIN followup_playbooktext p ON p.workspace_id = w.id "
    "WHERE w.id = %s ORDER BY p.name"
)
PLACES = (
    "SELECT c.id, c.timezone, c.country, c.subdivision, o.country, o.subdivision FROM followup_contact c "
    "LEFT JOIN followup_organisation o ON o.id = c.organisation_id "
    "WHERE (c.timezone <> '' OR c.country <> '' OR o.country <> '')"
)


def ground_of(workspace: int) -> tuple[Owner | None, int | None, tuple[tuple[str, str], ...]]:
    """Where and when the owner works (None before there is a sender), how many customers are ranked (None before any
    were), and the workspace's own playbook files."""
    rows = _rows(GROUND, (workspace,))
    owner = rows[0][:5] if rows and rows[0][0] is not None else None
    customers = rows[0][5] if rows else None
    return owner, customers, tuple((row[6], row[7]) for row in rows if row[6] is not None)


def told_places(workspace: int, contacts: Collection[int] | None) -> Iterator[tuple[int, Here]]:
    """Contacts of whom a place is told: zone, country and subdivision of theirs, country and subdivision of the firm."""
    for row in _of(PLACES, "c.", workspace, contacts):
        yield row[0], (row[1], row[2], row[3], row[4] or "", row[5] or "")


def stored_rows(workspace: int, contacts: Collection[int] | None) -> dict[str, Row]:
    """The follow-ups as they are stored, by key."""
    rows = _of(STORED, "", workspace, contacts)
    return {row[0]: (*row[:6], *map(_aware, row[6:11]), row[11]) for row in rows}


def untouched_drafts(workspace: int, contacts: Collection[int] | None) -> Iterator[tuple[int, str]]:
    """The letters that nobody edited or approved, and the keys of what called for them."""
    yield from _of(DRAFTS, "", workspace, contacts)


def replace_rows(workspace: int, gone: Iterable[str], fresh: Iterable[Row]) -> None:
    """Takes rows away and adds new ones."""
    kept = _as_kept()
    with connection.cursor() as cursor:
        cursor.executemany(GONE, [(workspace, key) for key in gone])
        cursor.executemany(NEW, [(workspace, *row[:6], *map(kept, row[6:11]), row[11]) for row in fresh])


def _of(sentence: str, table: str, workspace: int, contacts: Collection[int] | None) -> Iterator[Row]:
    """The rows of a whole workspace, or those of some of its contacts, found by the contact's own index."""
    if contacts is None:
        yield from _rows(f"{sentence} AND {table}workspace_id = %s", (workspace,))
        return
    column = "c.id" if table else "contact_id"
    for some in batched(contacts, A_BATCH, strict=False):
        marks = ", ".join(["%s"] * len(some))
        yield from _rows(f"{sentence} AND {column} IN ({marks})", some)


def _rows(sentence: str, parameters: tuple[Any, ...]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sentence, parameters)
        return cursor.fetchall()


def _aware(stored: datetime | None) -> datetime | None:
    """SQLite keeps UTC without saying so, PostgreSQL says it."""
    return stored if stored is None or stored.tzinfo else stored.replace(tzinfo=UTC)


def _as_kept() -> Callable[[Any], Any]:
    """How the database wants a moment. Many follow-ups share one, so each is put into words once."""
    return lru_cache(maxsize=None)(connection.ops.adapt_datetimefield_value)
