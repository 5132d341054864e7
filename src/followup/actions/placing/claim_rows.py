"""Facts that say what they are about, as plain rows: making an object of each would cost more than placing them."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import batched, starmap
from typing import Any, NamedTuple

from followup.models import Fact, Workspace

#: What one statement names at most.
AT_ONCE = 2000


class ClaimRow(NamedTuple):
    """A fact with what its source said it is about, and the opportunity that it is in at present."""

    pk: int
    contact_id: int
    thread: str
    kind: str
    at: datetime
    about: dict[str, str]
    firm: str
    source_key: str
    opportunity_id: int | None


def claim_rows(workspace: Workspace) -> list[ClaimRow]:
    """Every claim of a workspace."""
    rows = Fact.objects.filter(workspace=workspace, about__isnull=False)
    return list(starmap(ClaimRow, rows.values_list(*ClaimRow._fields)))


def claims_where(workspace: Workspace, column: str, wanted: Collection[Any]) -> Iterator[ClaimRow]:
    """The claims whose column is among these."""
    rows = Fact.objects.filter(workspace=workspace, about__isnull=False)
    for some in batched(sorted(wanted), AT_ONCE, strict=False):
        yield from starmap(ClaimRow, rows.filter(**{f"{column}__in": some}).values_list(*ClaimRow._fields))
