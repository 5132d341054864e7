"""The back-test in SQL: what each ranker would have foretold of everybody's own past, looked at from several earlier days."""

from dataclasses import dataclass
from functools import reduce
from math import ceil

import numpy as np
from numpy.typing import NDArray
from sqlglot import exp

from followup.analytics.back_test import GAPS, TELLING, Measured
from followup.analytics.pasts import MOST, PART
from followup.analytics.quality import TOP
from followup.analytics.rankers import RANKERS, Ranker

from .engine import Engine
from .statements import column, named, statement

#: The rankers that need no more than counts, by the name of their column; the default first.
COLUMNS = {"rank-average": "rank_average", "frequency": "frequency", "recency": "recency"}


@dataclass(frozen=True, slots=True)
class Population:
    """All customers at the day of looking: how many, their repeat orders, the days between their first and last orders,
    and the first and the last day of all."""

    customers: int
    repeats: int
    days: int
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rankers reached at looks `days` ahead; nothing where no look tells."""

    measured: tuple[Measured, ...]
    looks: int
    days: int


def judge(engine: Engine, everybody: Population, *, days: int) -> Judged:
    """Each ranker measured at the same looks; what the last look left in the tables is of no use to others."""
    ahead = min(days, (everybody.last_day - everybody.first_day + 1) // PART)
    looks = _days_of_looks(engine, everybody, ahead)
    reached = {day: found for day in looks if (found := _look(engine, day=day, days=ahead))}
    if not reached:
        return Judged((), 0, ahead)
    figures = np.array(list(reached.values())).transpose(1, 2, 0)  # ranker, figure, look
    pulls = np.stack([_pulls(engine, list(reached))] * len(reached), axis=2)
    measured = [Measured(_ranker(name), *both) for name, *both in zip(COLUMNS, figures, pulls, strict=True)]
    return Judged(tuple(measured), len(reached), ahead)


def score(engine: Engine, *, day: int) -> None:
    """Leave every customer's history in the table `customers` and the scores of those who look alike in `scores`."""
    engine.table("customers", statement("customers", day=day))
    engine.table("cells", statement("cells"))
    engine.table("scores", statement("scores"))


def _days_of_looks(engine: Engine, everybody: Population, ahead: int) -> list[int]:
    if ahead < 1 or not everybody.repeats:
        return []
    span = everybody.last_day - everybody.first_day + 1
    after = max(GAPS * _usual_gap(engine, everybody, at_most=span / PART / GAPS), span / PART)
    earliest = everybody.first_day + ceil(after)
    return list(range(everybody.last_day - ahead, earliest - 1, -max(ahead // 2, 1)))[:MOST]


def _usual_gap(engine: Engine, everybody: Population, *, at_most: float) -> float:
    """The median of all gaps between orders, or a bound below `at_most` where the mean shows that it is lower."""
    # No median is more than twice the mean, and the mean costs nothing here; sorting all gaps of a big book does.
    if (bound := 2 * everybody.days / everybody.repeats) <= at_most:
        return bound
    return float(engine.rows(statement("usual_gap"))[0][0])


def _look(engine: Engine, *, day: int, days: int) -> list[tuple[float, float]]:
    """AUC and top share of each ranker at one look; nothing where too few ordered, or did not."""
    engine.table("later", statement("later", day=day, days=days))
    score(engine, day=day)
    ((buyers, others, orders),) = engine.rows(statement("outcome"))
    if min(buyers or 0, others or 0) < TELLING:
        return []
    reached = {name: _reached(engine, name) for name in COLUMNS.values()}
    values = {f"{name}_auc": auc for name, (auc, _) in reached.items()}
    values |= {f"{name}_share": share for name, (_, share) in reached.items()}
    kinds = {"buyers": float(buyers - 1), "others": float(others - 1), "orders": float(orders)}
    engine.table(f"pulls_{day}", statement("pulls", **kinds, **values))
    return list(reached.values())


def _reached(engine: Engine, name: str) -> tuple[float, float]:
    engine.table(f"judged_{name}", statement("judged", score=column(name), top=TOP))
    ((auc, share),) = engine.rows(statement("reached", judged=named(f"judged_{name}")))
    return float(auc), float(share)


def _pulls(engine: Engine, looks: list[int]) -> NDArray[np.float64]:
    """As many made-up customers as there are figures, who pull at them as all customers together do: (rankers, 2, figures).

    Errors, and errors of differences, are made of sums of products of pulls; these customers have the same sums.
    """
    tables: list[exp.Query] = [exp.select("*").from_(f"pulls_{day}") for day in looks]
    engine.view("pulls", reduce(lambda one, other: one.union(other, distinct=False), tables))
    size = 2 * len(COLUMNS)
    products = np.zeros((size, size))
    products[np.triu_indices(size)] = engine.rows(statement("covariances", looks=len(looks)))[0]
    products += np.triu(products, 1).T
    strengths, ways = np.linalg.eigh(products)
    return (ways * np.sqrt(np.maximum(strengths, 0))).reshape(len(COLUMNS), 2, size)


def _ranker(name: str) -> Ranker:
    return next(each for each in RANKERS if each.name == name)
