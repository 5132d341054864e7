"""The rows of a ranking, many at once."""

from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any

from django.db import connection

from . import bulk
from .ranking import Buyer

COLUMNS = (
    "contact_id", "rank", "is_likely", "orders", "returned", "first_at", "last_at", "spent", "currency", "usual_gap",
    "next_at", "expected", "expected_low", "expected_high", "worth", "worth_low", "worth_high", "months", "last_items",
)  # fmt: skip
MOMENTS = tuple(COLUMNS.index(name) for name in ("first_at", "last_at", "next_at"))
MONEY = COLUMNS.index("spent")
STORED = f"SELECT {', '.join(COLUMNS)} FROM followup_buyer WHERE workspace_id = %s"  # noqa: S608  # our own columns
GONE = "DELETE FROM followup_buyer WHERE contact_id = %s"
ALL_GONE = "DELETE FROM followup_buyer WHERE workspace_id = %s"

type Row = tuple[Any, ...]


def replace_buyers(workspace: int, rows: Mapping[int, Row]) -> bool:
    """Makes the ranking be these rows (by contact, in the order of COLUMNS), touching only what differs; whether anything did."""
    stored = _stored(workspace)
    fresh = [row for contact, row in rows.items() if stored.get(contact) != row]
    gone = [contact for contact, row in stored.items() if rows.get(contact) != row]
    if len(gone) * 2 > len(stored):
        fresh = list(rows.values())
        _all_gone(workspace)
    else:
        _gone(gone)
    bulk.add(Buyer, (_columns(workspace, row) for row in fresh))
    return bool(gone or fresh)


def _stored(workspace: int) -> dict[int, Row]:
    with connection.cursor() as cursor:
        cursor.execute(STORED, (workspace,))
        return {row[0]: _read(row) for row in cursor.fetchall()}


def _read(stored: Row) -> Row:
    """A row as it was handed in: SQLite keeps UTC without saying so, and money is a number with two places."""
    values = list(stored)
    for place in MOMENTS:
        moment = values[place]
        values[place] = moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
    if values[MONEY] is not None:
        values[MONEY] = float(str(values[MONEY]))
    return tuple(values)


def _columns(workspace: int, row: Row) -> dict[str, Any]:
    columns = dict(zip(COLUMNS, row, strict=True), workspace_id=workspace)
    money = columns["spent"]
    return columns | {"spent": None if money is None else f"{money:.2f}"}


def _all_gone(workspace: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ALL_GONE, (workspace,))


def _gone(contacts: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(GONE, [(contact,) for contact in contacts])
