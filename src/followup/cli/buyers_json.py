"""The JSON of `followup buyers`: a contract as that of the other listings (docs/commands.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup.models import Buyer, Ranking
from followup.web.buyer_lines import LastLetter
from followup.web.campaign_lines import CampaignLine
from followup.web.words.buyers import reason
from followup.web.words.rankings import horizon

from .as_json import moment, person, written

if TYPE_CHECKING:
    from followup.actions.buying.write import Written


def customers(
    now: datetime,
    zone: ZoneInfo,
    ranking: Ranking | None,
    rows: Iterable[tuple[Buyer, LastLetter | None]],
    campaigns: Iterable[CampaignLine] = (),
) -> dict[str, Any]:
    """`buyers`: the customers by rank, what is expected of all, how the ways of ranking did, what the letters did."""
    return {
        "now": moment(now, zone),
        "ranked_at": moment(ranking.made_at, zone) if ranking else None,
        "ranker": ranking.ranker if ranking else "",
        "sentence": ranking.sentence if ranking else "",
        "customers": ranking.customers if ranking else 0,
        "expected": ranking.expected if ranking else {},
        "trials": ranking.trials if ranking else [],
        "campaigns": [campaign(each) for each in campaigns],
        "buyers": [buyer(each, letter, ranking, now, zone) for each, letter in rows if ranking],
    }


def buyer(
    row: Buyer, letter: LastLetter | None, ranking: Ranking, now: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    """One customer. `expected_orders` and `worth` are null where the data cannot tell, `spent` where no order says."""
    return {
        "rank": row.rank,
        "contact": person(row.contact),
        "reason": reason(row, now),
        "orders": row.orders,
        "returned": row.returned,
        "first_order": moment(row.first_at, zone),
        "last_order": moment(row.last_at, zone),
        "last_items": row.last_items.splitlines(),
        "spent": {"amount": str(row.spent), "currency": row.currency} if row.spent is not None else None,
        "usual_gap_days": row.usual_gap,
        "next_expected": moment(row.next_at, zone),
        "expected_orders": _bounded(row.expected, row.expected_low, row.expected_high, days=horizon(ranking)),
        "worth": _bounded(row.worth, row.worth_low, row.worth_high, currency=row.currency),
        "is_likely": row.is_likely,
        "last_letter": letter
        and {"id": letter.pk and str(letter.pk), "state": letter.state, "at": moment(letter.at, zone)},
    }


def campaign(line: CampaignLine) -> dict[str, Any]:
    """What one sort of letter changed; `difference` in the share who ordered, null while one group is empty."""
    told = line.told
    return {
        "step": line.step,
        "title": line.name,
        "sentence": line.sentence,
        "written": {"customers": line.written.customers, "ordered": line.written.ordered},
        "left_alone": {"customers": line.left_alone.customers, "ordered": line.left_alone.ordered},
        "difference": _bounded(told.difference if line.difference else None, told.low, told.high),
        "is_told": told.is_told,
        "running": line.running,
    }


def drafts(now: datetime, zone: ZoneInfo, done: Written) -> dict[str, Any]:
    """`buyers --write`: the drafts, and who was passed over and why."""
    return {
        "now": moment(now, zone),
        "letters": [{"contact": person(each.contact), **(written(each) or {})} for each in done.letters],
        "passed_over": [
            {"rank": each.buyer.rank, "contact": person(each.buyer.contact), "why": each.why}
            for each in done.passed_over
        ],
    }


def _bounded(of: float | None, low: float | None, high: float | None, **more: Any) -> dict[str, Any] | None:
    """A figure with the bounds that hold it in 8 of 10 cases, or null."""
    return None if of is None else {"of": of, "low": low, "high": high, **more}
