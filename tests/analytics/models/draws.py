"""Customers drawn from the story that the models tell, with what they order in the time after."""

from dataclasses import dataclass

import numpy as np

from followup.analytics.models.fitting import CannotTell
from followup.analytics.purchases import Floats, Ints, Summary


@dataclass(frozen=True, slots=True)
class Drawn:
    """Histories, and how many orders each customer places in the weeks that follow."""

    seen: Summary
    later: Ints


def leaving_after_orders(
    customers: int, *, extra: int, of: tuple[float, ...], seed: int, ahead: float = 13.0
) -> Drawn:
    """Customers of MBG/NBD (extra 1) or BG/NBD (0), `of` r, alpha, a and b, first seen 40 to 100 weeks ago."""
    chance = np.random.default_rng(seed)
    r, alpha, a, b = of
    pace, leaves = chance.gamma(r, 1 / alpha, customers), chance.beta(a, b, customers)
    age = 40 + 60 * chance.random(customers)
    is_there = chance.random(customers) >= leaves * extra
    clock, last = np.zeros(customers), np.zeros(customers)
    repeats, later = np.zeros(customers, dtype=np.int64), np.zeros(customers, dtype=np.int64)
    while is_there.any():
        clock += chance.exponential(size=customers) / np.maximum(pace, 1e-9)
        is_there &= clock <= age + ahead
        is_past = is_there & (clock <= age)
        last[is_past] = clock[is_past]
        repeats += is_past
        later += is_there & (clock > age)
        is_there &= chance.random(customers) >= leaves
    return Drawn(_summary(repeats, last, age), later)


def leaving_at_any_time(customers: int, *, of: tuple[float, ...], seed: int, ahead: float = 13.0) -> Drawn:
    """Customers of Pareto/NBD, `of` r, alpha, s and beta, first seen 40 to 100 weeks ago."""
    chance = np.random.default_rng(seed)
    r, alpha, s, beta = of
    pace, leaves = chance.gamma(r, 1 / alpha, customers), chance.gamma(s, 1 / beta, customers)
    age = 40 + 60 * chance.random(customers)
    until = chance.exponential(size=customers) / np.maximum(leaves, 1e-9)
    repeats = chance.poisson(pace * np.minimum(until, age))
    # The latest of k moments that fall anywhere is the whole span times the k-th root of one number drawn.
    late = chance.random(customers) ** (1 / np.maximum(repeats, 1))
    last = np.where(repeats > 0, np.minimum(until, age) * late, 0.0)
    later = chance.poisson(pace * np.clip(until - age, 0, ahead))
    return Drawn(_summary(repeats, last, age), later)


def worths(repeats: Ints, *, of: tuple[float, float, float], seed: int) -> tuple[Floats, Floats]:
    """Mean amounts of customers' repeat orders, `of` p, q and gamma, and what the orders of each are worth in truth."""
    chance = np.random.default_rng(seed)
    p, q, gamma = of
    rate = chance.gamma(q, 1 / gamma, len(repeats))
    times = np.maximum(repeats, 1)
    mean = chance.gamma(p * times, 1 / (rate * times))
    return np.where(repeats > 0, mean, np.nan), p / rate


def histories(*rows: tuple[int, float, float], worth: tuple[float, ...] = ()) -> Summary:
    """A summary of customers given as repeat orders, weeks to the last order, and age."""
    repeats, last, age = (np.array(column) for column in zip(*rows, strict=True))
    money = np.array(worth) if worth else np.full(len(rows), np.nan)
    return Summary(np.arange(len(rows)), repeats, last.astype(np.float64), age.astype(np.float64), money)


def some(seen: Summary, count: int) -> Summary:
    """The first customers of a summary."""
    return Summary(*(getattr(seen, name)[:count] for name in ("customer", "repeats", "last", "age", "worth")))


def fitted[Model](found: Model | CannotTell) -> Model:
    """The model that was found; a test that needs one says why there is none."""
    assert not isinstance(found, CannotTell), found.sentence
    return found


def _summary(repeats: Ints, last: Floats, age: Floats) -> Summary:
    return Summary(np.arange(len(age)), repeats, last, age, np.full(len(age), np.nan))
