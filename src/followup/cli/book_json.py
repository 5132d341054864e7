"""The JSON of a ranked book of orders: a contract as that of the other listings (docs/commands.md)."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from followup.analytics.books import BookBuyer, BookRanking, Contents

BEGIN = date(1970, 1, 1)


def book(ranking: "BookRanking") -> dict[str, Any]:
    """The first customers by rank, what is expected of all, how the ways of ranking did, and what could not be read."""
    return {
        "day": _day(ranking.day),
        "days": ranking.days,
        "ranker": ranking.ranker,
        "sentence": ranking.sentence,
        "customers": ranking.customers,
        "orders": ranking.orders,
        "expected": asdict(ranking.total) if ranking.total else None,
        "model": ranking.model,
        "parameters": dict(ranking.parameters),
        "trials": [asdict(each) for each in ranking.trials],
        "book": _contents(ranking.contents),
        "buyers": [_buyer(each) for each in ranking.buyers],
    }


def _contents(contents: "Contents") -> dict[str, Any]:
    return {
        "lines": contents.lines,
        "broken": contents.broken,
        "troubles": [{"place": each.place, "sentence": each.sentence} for each in contents.troubles],
        "without_amount": contents.untold,
        "days_given_back": contents.given_back,
        "first_day": _day(contents.first_day),
        "last_day": _day(contents.last_day),
    }


def _buyer(each: "BookBuyer") -> dict[str, Any]:
    return {
        "rank": each.place,
        "customer": each.customer,
        "orders": each.orders,
        "first_order": _day(each.first_day),
        "last_order": _day(each.last_day),
        "usual_gap_days": each.gap,
        "next_expected": None if each.next_day is None else _day(round(each.next_day)),
        "expected_orders": asdict(each.expected) if each.expected else None,
        "worth": asdict(each.worth) if each.worth else None,
        "is_likely": each.is_likely,
    }


def _day(day: int) -> str:
    return str(BEGIN + timedelta(day))
