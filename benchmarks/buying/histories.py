"""Order histories, each cut in two: what a ranker may see, and what then came."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.reading.corpora import folder
from followup.analytics.purchases import Purchases, purchases

EPOCH = date(1970, 1, 1)
PUBLIC = "buyers/lifetimes/lifetimes/datasets"
OPENING = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Orders, the days of them that may be seen, and the days after these that are to be foretold.

    goal: AUC and top share of the best single ranker in the literature that the project stands on, where there is one.
    """

    name: str
    bought: Callable[[], Purchases]
    seen: int
    days: int
    is_public: bool = False
    goal: tuple[float, float] | None = None


def cdnow() -> Purchases:
    """A tenth of the customers of a shop for music, who first bought in early 1997, over 78 weeks (Fader and Hardie 2001)."""
    found = folder(PUBLIC)
    if found is None:
        raise FileNotFoundError(PUBLIC)
    rows = [line.split() for line in (found / "CDNOW_sample.txt").read_text().splitlines() if line.strip()]
    return purchases(
        np.array([int(row[1]) for row in rows]),
        np.array([_day(row[2]) for row in rows]),
        np.array([float(row[4]) for row in rows]),
    )


def examples() -> Purchases:
    """The example transactions of the lifetimes package: a year, customers joining all the time, no amounts."""
    found = folder(PUBLIC)
    if found is None:
        raise FileNotFoundError(PUBLIC)
    with (found / "example_transactions.csv").open(newline="") as lines:
        rows = [(int(row["id"]), _day(row["date"][:10])) for row in csv.DictReader(lines)]
    who, when = np.array(rows).T
    return purchases(who, when, np.full(len(rows), np.nan))


def shop(  # noqa: PLR0913 - each is one habit of the people
    customers: int,
    *,
    days: int,
    seed: int,
    gap: float = 45,
    steadiness: float = 1,
    stays: float = 400,
    joins_within: int = 0,
    season: float = 0,
) -> Purchases:
    """People who join, order at their own pace, leave after a while; with a season, fewer of the orders off it are placed."""
    draw = np.random.default_rng(seed)
    joined = draw.uniform(0, joins_within or 0.9 * days, customers)
    pace = draw.gamma(0.7, 1 / (0.7 * gap), customers)
    left = joined + draw.exponential(stays, customers)
    waits = draw.gamma(steadiness, 1 / steadiness, (customers, 300)) / pace[:, None]
    at = np.concatenate([joined[:, None], joined[:, None] + np.cumsum(waits, axis=1)], axis=1)
    is_placed = (at < days) & (at <= left[:, None])
    high = 1 - season * (1 - np.cos(2 * np.pi * at / 365.25)) / 2
    is_placed[:, 1:] &= draw.random((customers, 300)) < high[:, 1:]
    who, _ = np.nonzero(is_placed)
    usual = draw.lognormal(3, 0.5, customers)
    amount = np.round(usual[who] * draw.lognormal(0, 0.3, len(who)), 2)
    return purchases(who, OPENING + at[is_placed].astype(np.int64), amount)


def _day(told: str) -> int:
    return (date.fromisoformat(told) - EPOCH).days


HISTORIES = (
    History(
        name="CDNOW, 39 + 39 weeks", bought=cdnow, seen=272, days=273, is_public=True, goal=(0.782, 0.653)
    ),
    History(name="CDNOW, 26 + 26 weeks", bought=cdnow, seen=182, days=182, is_public=True),
    History(name="CDNOW, 52 + 13 weeks", bought=cdnow, seen=364, days=91, is_public=True),
    History(name="lifetimes examples, 20 + 13 weeks", bought=examples, seen=140, days=91, is_public=True),
    History(name="lifetimes examples, 38 + 13 weeks", bought=examples, seen=266, days=91, is_public=True),
    History(
        name="drawn: customers join all the time",
        bought=lambda: shop(3000, days=920, seed=201),
        seen=730,
        days=90,
    ),
    History(
        name="drawn: a small shop of the same kind",
        bought=lambda: shop(300, days=920, seed=202),
        seen=730,
        days=90,
    ),
    History(
        name="drawn: regular re-orderers, as of groceries",
        bought=lambda: shop(1500, days=730, gap=25, steadiness=3, joins_within=90, seed=203),
        seen=365,
        days=365,
    ),
    History(
        name="drawn: a small circle of regular re-orderers",
        bought=lambda: shop(250, days=730, gap=25, steadiness=3, seed=204),
        seen=600,
        days=90,
    ),
    History(
        name="drawn: a shop with a season",
        bought=lambda: shop(2500, days=920, gap=25, season=0.8, seed=205),
        seen=640,
        days=90,
    ),
)
