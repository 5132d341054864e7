"""How long answers take where some are still to come: Kaplan and Meier's curve and what is read off it.

A wait that is still open tells that its answer takes at least so long. Leaving it out would flatter, so it counts
for as long as it has been seen.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

SURE = 0.95
Z = NormalDist().inv_cdf((1 + SURE) / 2)
#: What a hundred thousand multiplications may add or lose.
NOTHING = 1e-9


class Length(NamedTuple):
    """How long somebody waited, and whether the end was an answer: False where it is not known yet."""

    span: timedelta
    is_answered: bool


class Share(NamedTuple):
    """A part of the whole from 0 to 1, and where it lies with 95 % certainty."""

    of: float
    low: float
    high: float


class Time(NamedTuple):
    """A time read off the curve with its 95 % interval; None for an end that cannot be told yet."""

    span: timedelta
    low: timedelta | None
    high: timedelta | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still without an answer after each time at which answers came.

    Columns, ascending in time: `share` holds from that time on, `risk` is Greenwood's sum up to it.
    """

    times: list[timedelta]
    share: list[float]
    risk: list[float]
    #: How many waits were watched for how long, answered or not.
    seen: Counter[timedelta]

    @property
    def median(self) -> Time | None:
        """The time by which half were answered; None where more than half are not."""
        return self.quantile(0.5)

    def quantile(self, answered: float) -> Time | None:
        """The time by which that part was answered, with the interval of Brookmeyer and Crowley."""
        left = 1 - answered
        span = self._first(lambda spot: self.share[spot] <= left + NOTHING)
        if span is None:
            return None
        return Time(
            span,
            self._first(lambda spot: self._bounds(spot)[0] <= left + NOTHING),
            self._first(lambda spot: self._bounds(spot)[1] <= left + NOTHING),
        )

    def answered_within(self, span: timedelta) -> Share | None:
        """The part that was answered by then at least, with Wilson's interval for what the curve knows there.

        None where nothing was answered by then and nobody has been watched so long: the curve says nothing.
        """
        spot = bisect_right(self.times, span) - 1  # before the first: -1
        left = 1.0 if spot < 0 else self.share[spot]
        number = self._number(spot, span, left)
        return _wilson(1 - left, number) if number else None

    def _first(self, holds: Callable[[int], bool]) -> timedelta | None:
        return next((time for spot, time in enumerate(self.times) if holds(spot)), None)

    def _bounds(self, spot: int) -> tuple[float, float]:
        """Greenwood's interval on the log–log scale, which stays between none and all."""
        share, risk = self.share[spot], self.risk[spot]
        if share <= NOTHING:
            return 0.0, inf  # nobody is left to tell how sure this is
        spread = Z * sqrt(risk) / -log(share)
        return share ** exp(spread), share ** exp(-spread)

    def _number(self, spot: int, span: timedelta, left: float) -> float:
        """How many waits, all watched to their end, would tell as much (Dorey and Korn's effective number)."""
        if spot >= 0 and left > NOTHING:
            # Greenwood's variance is share² · risk; of a plain count it would be share · (1 - share) / number.
            return (1 - left) / (left * self.risk[spot])
        if left <= NOTHING:
            return self.seen.total()
        return sum(count for each, count in self.seen.items() if each >= span)


def curve(lengths: Iterable[tuple[timedelta, bool]]) -> Curve:
    """The curve of these lengths. An answer and a wait seen no longer than it: the answer came first."""
    counts = Counter(lengths)
    seen: Counter[timedelta] = Counter()
    for (span, _), count in counts.items():
        seen[span] += count
    found = Curve([], [], [], seen)
    share, risk, there = 1.0, 0.0, seen.total()
    for span in sorted(seen):
        if answered := counts[span, True]:
            share *= (there - answered) / there
            risk += answered / (there * (there - answered)) if there > answered else inf
            found.times.append(span)
            found.share.append(share)
            found.risk.append(risk)
        there -= seen[span]
    return found


def _wilson(share: float, number: float) -> Share:
    """A share with the interval of Wilson's score, which knows that two of two is not certainty."""
    middle = share + Z * Z / (2 * number)
    spread = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    whole = 1 + Z * Z / number
    return Share(share, max((middle - spread) / whole, 0.0), min((middle + spread) / whole, 1.0))
