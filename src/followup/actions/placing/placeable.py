"""Facts without a word of what they are about, which go where the others of their conversation or person are."""

from collections.abc import Collection
from datetime import datetime
from itertools import batched

from django.db.models import Q

from followup.core.kinds import DECISIONS
from followup.models import Fact, Workspace

#: Id, contact, conversation, time, and the opportunity it is in at present.
type Row = tuple[int, int, str, datetime, int | None]

#: What may still be placed: not our decisions, not our letters.
_PLACEABLE = Q(about__isnull=True, step="", source__in=("mail", "calendar", "hand")) & ~Q(kind__in=DECISIONS)


def placeable(workspace: Workspace, contacts: Collection[int], threads: Collection[str]) -> list[Row]:
    """The facts of these contacts and in these conversations that name no opportunity themselves."""
    columns = ("pk", "contact_id", "thread", "at", "opportunity_id")
    # What was recorded by hand stays where the person (or the page they were on) put it.
    free = ~Q(source="hand") | Q(opportunity__isnull=True)
    rows = Fact.objects.filter(_PLACEABLE, free, workspace=workspace).values_list(*columns)
    found: set[Row] = set()
    for some in batched(sorted(contacts), 5000, strict=False):
        found |= set(rows.filter(contact__in=some))
    for named in batched(sorted(set(threads) - {""}), 5000, strict=False):
        found |= set(rows.filter(thread__in=named))
    return sorted(found)
