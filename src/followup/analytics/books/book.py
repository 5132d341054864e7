"""What a big book of orders says of its customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from followup.analytics.ranking import Interval, Trial
from followup.core.trouble import NotUnderstood


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBuyer:
    """One customer of a book; days count from 1970-01-01.

    orders: days with orders. gap: median days between them, next_day: the last order's and a gap later; None before two
    gaps. expected and worth: orders within the days asked for and their money, None where the book cannot tell.
    """

    place: int
    customer: str | int
    orders: int
    first_day: int
    last_day: int
    gap: float | None
    next_day: float | None
    expected: Interval | None
    worth: Interval | None
    is_likely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in the files of a book, as far as it can be read.

    lines: all of them; broken: those that could not be read, the first of them named in `troubles`. untold: lines without
    an amount that can be read. given_back: days on which money only went back, which are no orders.
    """

    lines: int
    broken: int
    troubles: tuple[NotUnderstood, ...]
    untold: int
    given_back: int
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRanking:
    """The first of a book's customers, most likely to order again first, and what the whole book says.

    orders: days with orders of all customers. sentence: why this ranker. The rest is as in `followup.analytics.ranking.Ranked`.
    """

    buyers: tuple[BookBuyer, ...]
    customers: int
    orders: int
    contents: Contents
    day: int
    days: int
    ranker: str
    sentence: str
    trials: tuple[Trial, ...] = ()
    total: Interval | None = None
    model: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict)
