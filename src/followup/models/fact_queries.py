"""Facts as the core's values, quickly."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import batched
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router

from followup.core import facts as values
from followup.core.kinds import Kind

if TYPE_CHECKING:
    from .fact import Fact  # noqa: F401  # named in the string below

COLUMNS = (
    "id", "kind", "at", "contact_id", "opportunity_id", "thread", "until", "says", "step", "because_id", "asks",
    "by_machine", "sure", "source", "source_key", "details",
)  # fmt: skip
#: `Kind(text)` costs more than all the rest of a row.
KINDS = {kind.value: kind for kind in Kind}
A_BATCH = 5000
SELECT = f"SELECT {', '.join(COLUMNS)} FROM followup_fact"  # noqa: S608  # nothing in it comes from outside


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts."""

    def as_values(self) -> Iterator[values.Fact]:
        """The facts as the core knows them.

        Rows are read beside Django's converters, which take three times as long as everything else together.
        """
        try:
            sentence, parameters = self.values_list(*COLUMNS).query.sql_with_params()
        except EmptyResultSet:
            return
        with connections[self.db].cursor() as cursor:
            cursor.execute(sentence, parameters)
            while rows := cursor.fetchmany(A_BATCH):
                yield from map(_value, rows)


def facts_among(column: str, wanted: Collection[int]) -> Iterator[values.Fact]:
    """The facts whose contact_id or opportunity_id is among those wanted.

    One sentence written out once: a refresh asks it several times, and building it anew costs more than its answer.
    """
    with connections[router.db_for_read(apps.get_model("followup", "Fact"))].cursor() as cursor:
        for some in batched(wanted, A_BATCH // 10, strict=False):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{SELECT} WHERE {column} IN ({marks})", some)  # a column of ours
            yield from map(_value, cursor.fetchall())


def _value(row: tuple) -> values.Fact:
    details = row[15]
    return values.Fact(
        id=row[0],
        kind=KINDS[row[1]],
        at=_moment(row[2]),
        contact=row[3],
        opportunity=row[4],
        thread=row[5],
        until=_moment(row[6]) if row[6] else None,
        says=row[7],
        step=row[8],
        because=row[9],
        asks=bool(row[10]),
        by_machine=bool(row[11]),
        sure=bool(row[12]),
        source=row[13],
        source_key=row[14],
        details=values.NOTHING if details in ("{}", None) else json.loads(details),
    )


def _moment(stored: datetime) -> datetime:
    """SQLite keeps UTC without saying so, PostgreSQL says it."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
