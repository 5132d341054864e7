"""What is said of all customers together: the totals, and how well each way of ranking did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup.models import Ranking

from .buyers import number
from .money import rounded

#: The ways of ranking by what they look at.
RANKERS = {
    "rank-average": "How often and how lately they ordered",
    "frequency": "How often they ordered",
    "recency": "How lately they ordered",
    "own-interval": "Each customer’s own rhythm",
    "learnt": "What your earlier orders teach about who comes back",
    "learnt-rhythm": "What your earlier orders teach about each customer’s rhythm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """One way of ranking, and how it did when it was tried on the past."""

    name: str
    right: str
    caught: str
    customers: str
    times: str
    is_chosen: bool


def ranker_name(ranker: str) -> str:
    """The way of ranking in plain words."""
    return RANKERS.get(ranker, ranker.replace("-", " ").capitalize())


def totals(ranking: Ranking) -> str:
    """“About 41 orders (33–49) in the next 90 days, worth about €3,400 (€2,700–€4,100).”; nothing where untold."""
    orders = ranking.expected.get("orders")
    if not orders:
        return ""
    of, low, high = (number(each) for each in orders)
    told = (
        f"About {of} {'order' if of == '1' else 'orders'} ({low}–{high}) in the next {horizon(ranking)} days"
    )
    sums = _sums(ranking.expected.get("worth") or {})
    return f"{told}, worth {sums}." if sums else f"{told}."


def horizon(ranking: Ranking) -> int:
    """How many days ahead is looked."""
    return int(ranking.expected.get("days", 90))


def trial_lines(ranking: Ranking) -> list[TrialLine]:
    """The back-test as lines, best first."""
    return [_line(each, ranking.ranker) for each in ranking.trials]


def _sums(worth: Mapping[str, Iterable[float]]) -> str:
    told = []
    for currency, bounds in worth.items():
        of, low, high = (rounded(each, currency) for each in bounds)
        told.append(f"about {of} ({low}–{high})")
    return " and ".join(told)


def _line(trial: Mapping[str, float | str], chosen: str) -> TrialLine:
    right, low, high = (_hundred(trial[name]) for name in ("auc", "low", "high"))
    return TrialLine(
        name=ranker_name(str(trial["ranker"])),
        right=f"{right} of 100 ({low}–{high})",
        caught=f"{_hundred(trial['top_share'])} %",
        customers=f"{int(trial['customers']):,}",
        times=f"{int(trial['origins']):,}",
        is_chosen=trial["ranker"] == chosen,
    )


def _hundred(share: float | str) -> int:
    return round(float(share) * 100)
