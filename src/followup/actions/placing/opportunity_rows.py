"""The rows of opportunities: one for each matter that the claims speak of, kept as long as it is spoken of."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import batched

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from followup.core.matching import organisation_key
from followup.core.opportunities import Matter
from followup.models import Fact, Letter, Opportunity, Workspace

from .claim_rows import ClaimRow
from .firms import Firms

AT_ONCE = 500


def settle_rows(
    workspace: Workspace,
    found: Sequence[Matter],
    facts: Mapping[int, ClaimRow],
    firms: Firms,
    *,
    now: datetime,
) -> dict[str, int]:
    """The row of each matter by its key: the one its facts are in already, or a new one.

    Rows that no matter speaks of any more pass their letters and decisions on and go.
    """
    present = {each.opportunity_id for each in facts.values() if each.opportunity_id}
    by_id = _rows(workspace, "pk", present) | _rows(workspace, "key", {each.key for each in found})
    rows = {row.key: row for row in by_id.values()}
    chosen: dict[str, Opportunity] = {each.key: rows[each.key] for each in found if each.key in rows}
    taken = {row.pk for row in chosen.values()}
    firms.find_homes(claim.contact for matter in found for claim in matter.claims)
    fresh, changed = [], []
    for matter in found:
        row = chosen.get(matter.key) or _present(matter, facts, by_id, taken)
        if row is None:
            row = Opportunity(workspace=workspace, created_at=now)
            fresh.append(row)
        else:
            taken.add(row.pk)
        if _fill(row, matter, facts, firms) and row.pk:
            changed.append(row)
        chosen[matter.key] = row
    left = _left_over(facts, taken)
    # Their keys are free before others take them; letters follow their facts to the heirs.
    Opportunity.objects.filter(pk__in=left).update(key=Concat(Value("left|"), Cast("pk", CharField())))
    Opportunity.objects.bulk_update(
        changed, ["key", "kind", "title", "reference", "organisation"], batch_size=AT_ONCE
    )
    Opportunity.objects.bulk_create(fresh, batch_size=AT_ONCE)
    _pass_on(left, found, facts, chosen)
    return {key: row.pk for key, row in chosen.items()}


def _rows(workspace: Workspace, column: str, wanted: Collection[int | str]) -> dict[int, Opportunity]:
    found: dict[int, Opportunity] = {}
    for some in batched(wanted, AT_ONCE, strict=False):
        rows = Opportunity.objects.filter(workspace=workspace, **{f"{column}__in": some})
        found |= {row.pk: row for row in rows}
    return found


def _present(
    matter: Matter, facts: Mapping[int, ClaimRow], rows: Mapping[int, Opportunity], taken: set[int]
) -> Opportunity | None:
    """The row that most of the matter's facts are in, unless another matter has it."""
    votes = Counter(facts[claim.fact].opportunity_id for claim in matter.claims)
    ranked = sorted((-count, pk) for pk, count in votes.items() if pk and pk not in taken and pk in rows)
    return rows[ranked[0][1]] if ranked else None


def _fill(row: Opportunity, matter: Matter, facts: Mapping[int, ClaimRow], firms: Firms) -> bool:
    said = [facts[claim.fact].about for claim in matter.claims]
    organisation = next((each["organisation"] for each in said if each["organisation"]), "")
    columns = {
        "key": matter.key,
        "kind": matter.claims[0].kind,
        "title": next((each["title"] for each in said if each["title"]), "")[:200],
        "reference": next((each["reference"] for each in said if each["reference"]), "")[:80],
        "organisation_id": firms.ids.get(organisation_key(organisation)),
    }
    if columns["organisation_id"] is None:
        columns["organisation_id"] = firms.organisation_of([claim.contact for claim in matter.claims])
    changed = any(getattr(row, name) != value for name, value in columns.items())
    for name, value in columns.items():
        setattr(row, name, value)
    return changed


def _left_over(facts: Mapping[int, ClaimRow], taken: set[int]) -> set[int]:
    return {fact.opportunity_id for fact in facts.values() if fact.opportunity_id} - taken


def _pass_on(
    left: set[int], found: Sequence[Matter], facts: Mapping[int, ClaimRow], chosen: Mapping[str, Opportunity]
) -> None:
    heirs = {
        facts[claim.fact].opportunity_id: chosen[matter.key].pk for matter in found for claim in matter.claims
    }
    for pk in sorted(left):
        Fact.objects.filter(opportunity=pk).update(opportunity=heirs[pk])
        Letter.objects.filter(opportunity=pk).update(opportunity=heirs[pk])
    Opportunity.objects.filter(pk__in=left).delete()
