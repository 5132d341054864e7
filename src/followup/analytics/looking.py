"""What is known of all customers at the end of a day."""

from dataclasses import dataclass

import numpy as np

from .purchases import Floats, Ints, Purchases, Summary, summary


@dataclass(frozen=True, slots=True)
class Look:
    """All that is known at the end of `day`, of whom to expect orders in the `days` after it.

    Nothing later is in it, so whoever is handed a look cannot see what it is asked to foretell. Columns of customers are
    those of `seen`: (n,), ascending; `begins` is where each one's orders begin in `bought`.
    """

    bought: Purchases
    seen: Summary
    begins: Ints
    day: int
    days: int

    @property
    def orders(self) -> Ints:
        """Days with orders of each customer, the first included."""
        return self.seen.repeats + 1

    @property
    def first_day(self) -> Ints:
        """The day of each one's first order."""
        return self.bought.day[self.begins]

    @property
    def last_day(self) -> Ints:
        """The day of each one's last order."""
        return self.bought.day[self.begins + self.seen.repeats]

    @property
    def whose(self) -> Ints:
        """For each order, the place of its customer in the columns."""
        return np.repeat(np.arange(len(self.seen)), self.orders)

    def __len__(self) -> int:
        return len(self.seen)


def look(bought: Purchases, *, day: int, days: int) -> Look:
    """What the end of a day shows; days on which money only went back are no orders."""
    is_known = (bought.day <= day) & ~(bought.amount < 0)
    amount = np.where(np.isfinite(bought.amount), bought.amount, np.nan)[is_known]
    known = Purchases(bought.customer[is_known], bought.day[is_known], amount)
    seen = summary(known, day)
    begins = np.cumsum(seen.repeats + 1) - seen.repeats - 1
    return Look(known, seen, begins, day, days)


def per_customer(known: Look, values: Floats) -> Floats:
    """The sum of a value of each order, by customer."""
    return np.bincount(known.whose, weights=values, minlength=len(known))
