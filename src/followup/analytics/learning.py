"""Learns from how customers looked before, and what they ordered then, who orders again."""

from collections.abc import Callable

import numpy as np

from .logit import Learnt, chance_of_ordering, log_chance, orders_to_come
from .looking import Look
from .pasts import Past, pasts
from .purchases import Floats
from .sampling import sample

#: Customers from whom on a part of them, drawn by their ids, teaches as much as all.
ENOUGH = 10_000
#: Each older look counts for half of the next: shops change.
_FADES = 0.5
#: How much the number of orders weighs beside the chance of any: it sorts the best, of whom nearly all order.
_NUMBER = 0.5

type Features = Callable[[Look], Floats]


def learnt_scores(known: Look, features: Features) -> Floats | None:
    """What earlier looks teach of each customer; None where they hold no orders, or nothing but orders."""
    lessons = _lessons(sample(known, ENOUGH))
    if not _tell_apart(lessons):
        return None
    rows = np.concatenate([features(each.known) for each in lessons])
    orders = np.concatenate([each.orders for each in lessons])
    counts_for = np.concatenate([np.full(len(each.orders), _FADES**age) for age, each in enumerate(lessons)])
    chance = chance_of_ordering(rows, (orders > 0).astype(np.float64), counts_for=counts_for)
    number = orders_to_come(rows, orders, counts_for=counts_for)
    return _scores(features(known), chance, number)


def _lessons(known: Look) -> tuple[Past, ...]:
    """Looks that are at least half as old as the time ahead they are asked about."""
    span = int(np.ptp(known.bought.day)) + 1 if len(known) else 0
    return pasts(known, after=span / 6)


def _tell_apart(lessons: tuple[Past, ...]) -> bool:
    ordered = np.concatenate([each.orders > 0 for each in lessons]) if lessons else np.empty(0, dtype=bool)
    return bool(ordered.any() and not ordered.all())


def _scores(rows: Floats, chance: Learnt, number: Learnt) -> Floats:
    return log_chance(chance.scores(rows)) + _NUMBER * number.scores(rows)
