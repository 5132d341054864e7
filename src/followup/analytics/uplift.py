"""What a letter changed: those who were written to beside those who were left alone by the draw."""

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist

_SURELY = NormalDist().inv_cdf(0.975)  # of an interval that holds the truth in 95 of 100 cases
_POWER = NormalDist().inv_cdf(0.8)  # a difference of that size is noticed in 80 of 100 cases


@dataclass(frozen=True, slots=True)
class Arm:
    """Customers of whom some ordered within the time that counts."""

    customers: int
    ordered: int

    @property
    def share(self) -> float:
        """The share who ordered, 0 where there is nobody."""
        return self.ordered / self.customers if self.customers else 0.0


@dataclass(frozen=True, slots=True)
class Uplift:
    """The difference in the share who ordered, written to less left alone, with its 95 % interval, in words too.

    needed: customers in each arm that a difference of this size would take to be noticed in 80 of 100 cases, 0 where there
    is none.
    """

    difference: float
    low: float
    high: float
    needed: int
    is_told: bool
    sentence: str


def uplift(*, written: Arm, left_alone: Arm) -> Uplift:
    """What the letter did, as far as so many customers can tell."""
    low, high = _bounds(written, left_alone)
    is_told = low > 0 or high < 0
    needed = needed_in_each(left_alone.share, written.share)
    return Uplift(
        difference=written.share - left_alone.share,
        low=low,
        high=high,
        needed=needed,
        is_told=is_told,
        sentence=f"{_counted(written, left_alone)} {_told(written, left_alone, (low, high), needed)}",
    )


def needed_in_each(share: float, other: float) -> int:
    """Customers in each of two arms that it takes to notice shares this far apart; 0 where they are equal."""
    if share == other:
        return 0
    middle = (share + other) / 2
    by_chance = _SURELY * sqrt(2 * middle * (1 - middle))
    noticed = _POWER * sqrt(share * (1 - share) + other * (1 - other))
    return ceil((by_chance + noticed) ** 2 / (share - other) ** 2)


def _bounds(written: Arm, left_alone: Arm) -> tuple[float, float]:
    """The interval of the difference from those of both shares (Newcombe 1998, method 10): right for small numbers too."""
    difference = written.share - left_alone.share
    low, high = _wilson(written)
    other_low, other_high = _wilson(left_alone)
    below = sqrt((written.share - low) ** 2 + (other_high - left_alone.share) ** 2)
    above = sqrt((high - written.share) ** 2 + (left_alone.share - other_low) ** 2)
    return difference - below, difference + above


def _wilson(arm: Arm) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); from nothing to all where nobody was counted."""
    if not arm.customers:
        return 0.0, 1.0
    n, square = arm.customers, _SURELY**2
    middle = (arm.share + square / (2 * n)) / (1 + square / n)
    reach = _SURELY / (1 + square / n) * sqrt(arm.share * (1 - arm.share) / n + square / (4 * n * n))
    return middle - reach, middle + reach


def _counted(written: Arm, left_alone: Arm) -> str:
    return (
        f"Of {written.customers:,} written to, {written.ordered:,} ordered; "
        f"of {left_alone.customers:,} left alone, {left_alone.ordered:,}."
    )


def _told(written: Arm, left_alone: Arm, bounds: tuple[float, float], needed: int) -> str:
    if not written.customers or not left_alone.customers:
        return "Too few to tell: somebody must be in both groups."
    low, high = bounds
    if low > 0:
        return f"The letter brought orders: {_points(low)} to {_points(high)} more of each 100 customers."
    if high < 0:
        return (
            f"Those written to ordered less: {_points(-high)} to {_points(-low)} fewer of each 100 customers."
        )
    if not needed:
        return "Too few to tell: no difference shows between the two."
    return (
        f"Too few to tell: it may have brought anything from {_points(-low)} fewer to {_points(high)} more of each 100 "
        f"customers. To be sure it would take about {_rounded(needed):,} in each group."
    )


def _points(share: float) -> str:
    return f"{100 * share:.0f}"


def _rounded(count: int) -> int:
    """Two digits are all that such a number has; rounded up."""
    unit = 10 ** max(len(str(count)) - 2, 0)
    return -(-count // unit) * unit
