"""What a look says of each customer, as columns that a regression can learn from."""

import numpy as np

from .looking import Look, per_customer
from .purchases import WEEK, Floats
from .timing import even_gap

_LATEST = 50.0  # own gaps since the last order, beyond which nobody is later still


def plain(known: Look) -> Floats:
    """Repeat orders, weeks since the last and the first order, time since the last in own gaps, and money spent."""
    count = known.seen.repeats
    age, since = _days(known)
    gap = np.where(count > 0, (age - since) / np.maximum(count, 1), age)
    spent = per_customer(known, np.nan_to_num(known.bought.amount))
    late = np.minimum(since / np.maximum(gap, 1), _LATEST)
    return _logs(count, since / WEEK, age / WEEK, late, spent)


def rhythm(known: Look) -> Floats:
    """Repeat orders, weeks since the last and the first order, the own gap, and time since the last order in own gaps."""
    age, since = _days(known)
    gap = even_gap(known)
    late = np.log1p(since / gap)
    ordinary = _logs(known.seen.repeats, since / WEEK, age / WEEK, gap)
    return np.column_stack([ordinary, late, late**2])


def _days(known: Look) -> tuple[Floats, Floats]:
    """Days since the first order and since the last."""
    age = known.day - known.first_day
    return age.astype(np.float64), (known.day - known.last_day).astype(np.float64)


def _logs(*columns: np.ndarray) -> Floats:
    return np.column_stack([np.log1p(each) for each in columns])
