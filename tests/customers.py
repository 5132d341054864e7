"""Customers and their places in the ranking, written past the readers and the arithmetic."""

from datetime import datetime, timedelta
from typing import Any

from followup.actions.buying.stale import looks
from followup.models import Buyer, Contact, Fact, Organisation, Ranking, Workspace

TRIALS = [
    {"ranker": "rank-average", "auc": 0.782, "low": 0.751, "high": 0.811, "top_share": 0.635, "customers": 240, "origins": 4},
    {"ranker": "frequency", "auc": 0.758, "low": 0.72, "high": 0.79, "top_share": 0.639, "customers": 240, "origins": 4},
]  # fmt: skip
EXPECTED = {
    "days": 90,
    "orders": [41.2, 33.0, 49.4],
    "worth": {"EUR": [3412.0, 2700.0, 4120.0]},
    "model": "mbg-nbd",
}


def customer(workspace: Workspace, name: str, rank: int, now: datetime, **told: Any) -> Buyer:
    """A customer at that rank; `firm`, `days_ago` of the last order and any column of `Buyer` may be told."""
    firm = told.pop("firm", "")
    made = Contact.objects.create(
        workspace=workspace,
        name=name,
        given=name.partition(" ")[0],
        family=name.partition(" ")[2],
        organisation=_firm(workspace, firm) if firm else None,
        created_at=now,
    )
    last = now - timedelta(days=told.pop("days_ago", 21))
    columns: dict[str, Any] = {"orders": 1, "first_at": last, "last_at": last, "months": "0 " * 23 + "1"}
    return Buyer.objects.create(workspace=workspace, contact=made, rank=rank, **{**columns, **told})


def ordered(buyer: Buyer, at: datetime, kind: str = "ordered", **details: str) -> Fact:
    """An order of theirs, or a return."""
    return Fact.objects.create(
        workspace=buyer.workspace, contact=buyer.contact, kind=kind, read_as=kind, at=at, recorded_at=at, details=details,
        source="orders", source_key=f"{kind} {buyer.contact_id} {at.isoformat()} {details.get('number', '')}",
    )  # fmt: skip


def ranked(workspace: Workspace, now: datetime, **told: Any) -> Ranking:
    """The ranking as it was made just now; call it when every customer and order is there."""
    columns: dict[str, Any] = {
        "made_at": now,
        "seen": looks(workspace, now),
        "ranker": "rank-average",
        "sentence": "Customers who order often and ordered lately come first.",
        "customers": Buyer.objects.filter(workspace=workspace).count(),
        "trials": TRIALS,
        "expected": EXPECTED,
    }
    return Ranking.objects.create(workspace=workspace, **{**columns, **told})


def _firm(workspace: Workspace, name: str) -> Organisation:
    return Organisation.objects.get_or_create(
        workspace=workspace, key=name.casefold(), defaults={"name": name}
    )[0]
