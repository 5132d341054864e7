"""Facts as the core's values, quickly."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models

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


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts."""

    def as_values(self) -> Iterator[values.Fact]:
        """The facts as the core knows them."""
        for row in self.values_list(*COLUMNS).iterator(chunk_size=5000):
            yield _value(row)


def _value(row: tuple) -> values.Fact:
    return values.Fact(
        id=row[0],
        kind=KINDS[row[1]],
        at=row[2],
        contact=row[3],
        opportunity=row[4],
        thread=row[5],
        until=row[6],
        says=row[7],
        step=row[8],
        because=row[9],
        asks=row[10],
        by_machine=row[11],
        sure=row[12],
        source=row[13],
        source_key=row[14],
        details=row[15] or values.NOTHING,
    )
