"""Made-up shops: orders drawn by lot, the same each time."""

import numpy as np

from followup.analytics.purchases import Purchases, purchases

#: The first day on which a shop sells; any will do.
OPENING = 15_000


def shop(
    customers: int,
    *,
    days: int,
    gap: float = 60,
    steadiness: float = 1,
    stays: float = 400,
    joins_within: int = 0,
    seed: int = 1,
) -> Purchases:
    """People who join, order at a pace of their own around `gap` days, and leave for good after about `stays` days.

    steadiness: 1 orders by chance, from 3 on like clockwork. joins_within: days in which all join, the whole time by default.
    """
    draw = np.random.default_rng(seed)
    joined = draw.uniform(0, joins_within or 0.9 * days, customers)
    pace = draw.gamma(1.2, 1 / (1.2 * gap), customers)
    left = joined + draw.exponential(stays, customers)
    waits = draw.gamma(steadiness, 1 / steadiness, (customers, 200)) / pace[:, None]
    at = np.concatenate([joined[:, None], joined[:, None] + np.cumsum(waits, axis=1)], axis=1)
    is_placed = (at < days) & (at <= left[:, None])
    who, _ = np.nonzero(is_placed)
    usual = draw.lognormal(3, 0.5, customers)
    amount = np.round(usual[who] * draw.lognormal(0, 0.3, len(who)), 2)
    return purchases(who + 1, OPENING + at[is_placed].astype(np.int64), amount)


def by_chance(customers: int, *, days: int, seed: int = 1) -> Purchases:
    """People of whom each orders on any day with the same chance: nothing tells one from the other."""
    draw = np.random.default_rng(seed)
    who = np.arange(customers).repeat(draw.poisson(days / 60, customers) + 1)
    return purchases(who + 1, OPENING + draw.integers(0, days, len(who)), np.full(len(who), 10.0))
