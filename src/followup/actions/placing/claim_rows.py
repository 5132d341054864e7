"""Facts that say what they are about, as plain rows: making an object of each would cost more than placing them."""

from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from followup.models import Fact, Workspace


class ClaimRow(NamedTuple):
    """A fact with what its source said it is about, and the opportunity that it is in at present."""

    pk: int
    contact_id: int
    thread: str
    kind: str
    at: datetime
    about: dict[str, str]
    source_key: str
    opportunity_id: int | None


def claim_rows(workspace: Workspace) -> list[ClaimRow]:
    """Every claim of a workspace."""
    rows = Fact.objects.filter(workspace=workspace, about__isnull=False)
    return list(starmap(ClaimRow, rows.values_list(*ClaimRow._fields)))
