"""Ranking: every customer in order of how likely they are to buy again, kept in rows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import transaction

from followup.actions.refresh import likely_of, refresh
from followup.analytics.purchases import Floats
from followup.analytics.ranking import Interval, Ranked, rank
from followup.models import Buyer, Ranking, Workspace
from followup.models.buyer_queries import customers_of
from followup.models.buyer_rows import replace_buyers

from .book import Book, book_of
from .customers import rows_of
from .stale import has_more_than, is_stale, looks, today_there

EPOCH = date(1970, 1, 1)
#: How far ahead is looked, in days.
HORIZON = 90
#: So many orders are ranked while a page waits; of more the last ranking is shown.
AT_ONCE = 20_000

type Likely = frozenset[int] | None

NOTHING = "There are no orders yet; as soon as some are read, the customers stand here in order."
ELSEWHERE = " {count} in another currency than the customer’s own: counted as orders, their money left out."


def buyers_of(workspace: Workspace, now: datetime) -> Ranking | None:
    """The ranking to show: made anew first where it is stale and soon made, else the last one, with its date.

    None where there is none yet and too much to make it while somebody waits: the worker makes it.
    """
    ranking = Ranking.objects.filter(workspace=workspace).first()
    if has_more_than(workspace, AT_ONCE):
        return ranking
    return rank_buyers(workspace, now=now) if is_stale(workspace, now) else ranking


def rank_buyers(workspace: Workspace, *, now: datetime) -> Ranking:
    """Ranks the customers by their orders up to now; whose likelihood changed is owed their letters anew.

    Everything but the writing happens before the transaction: nobody waits for the arithmetic.
    """
    seen = looks(workspace, now)
    book = book_of(workspace)
    day = (today_there(book.timezone, now) - EPOCH).days
    scale = book.scales()
    ranked = rank(book.purchases(scale), day=day, days=HORIZON)
    rows = rows_of(book, ranked, day, scale)
    return _keep(workspace, rows, {"made_at": now, "seen": seen, **_summary(book, ranked, scale)})


def _summary(book: Book, ranked: Ranked, scale: Floats) -> dict[str, Any]:
    elsewhere = book.orders.elsewhere
    told = ranked.sentence if len(ranked) else NOTHING
    if elsewhere:
        told += ELSEWHERE.format(count=f"{elsewhere:,} {'order is' if elsewhere == 1 else 'orders are'}")
    return {
        "ranker": ranked.ranker,
        "sentence": told,
        "customers": len(ranked),
        "trials": [asdict(each) for each in ranked.trials],
        "expected": _expected(book, ranked, scale) if ranked.total else {},
    }


def _expected(book: Book, ranked: Ranked, scale: Floats) -> dict[str, Any]:
    return {
        "days": HORIZON,
        "orders": _told(ranked.total) if ranked.total else [],
        "worth": _worths(book, ranked, scale),
        "model": ranked.model,
        "parameters": dict(ranked.parameters),
    }


def _worths(book: Book, ranked: Ranked, scale: Floats) -> dict[str, list[float]]:
    """What all are expected to spend, by currency; customers are taken to decide each for themselves."""
    main = book.orders.main[np.searchsorted(book.orders.contact, ranked.customer)]
    found = {}
    for each in np.unique(main[~np.isnan(ranked.worth)]):
        which = (main == each) & ~np.isnan(ranked.worth)
        of, low, high = (
            column[which] * scale[each] for column in (ranked.worth, ranked.worth_low, ranked.worth_high)
        )
        total = of.sum()
        below, above = np.sqrt(np.sum((of - low) ** 2)), np.sqrt(np.sum((high - of) ** 2))
        found[book.currencies[each]] = _told(Interval(total, max(total - below, 0.0), total + above))
    return found


def _told(interval: Interval) -> list[float]:
    return [float(each) for each in (interval.of, interval.low, interval.high)]


@transaction.atomic
def _keep(workspace: Workspace, rows: dict[int, tuple], summary: Mapping[str, Any]) -> Ranking:
    # Whoever ranks or records at the same time waits here.
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    before = likely_of(workspace)
    ranking, _ = Ranking.objects.update_or_create(workspace=workspace, defaults=summary)
    known = set(Buyer.objects.filter(workspace=workspace).values_list("contact", flat=True))
    replace_buyers(workspace.pk, rows)
    if other := _who_changed(workspace, known.union(rows), before):
        refresh(workspace, other)
    return ranking


def _who_changed(workspace: Workspace, people: set[int], before: Likely) -> set[int]:
    """Those who count as likely to buy now and did not before, and the other way round."""
    after = likely_of(workspace)
    if (before is None) != (after is None):
        # For everybody, or no longer: whoever has ordered while the ranking was made is concerned too.
        people = people.union(customers_of(workspace.pk))
    return {each for each in people if _is_in(each, before) != _is_in(each, after)}


def _is_in(contact: int, likely: Likely) -> bool:
    return likely is None or contact in likely
