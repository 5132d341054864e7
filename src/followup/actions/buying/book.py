"""The order book of a workspace: its orders, the days on which they fell, and what they were paid in."""

from dataclasses import dataclass

import numpy as np

from followup.analytics.purchases import Floats, Ints, Purchases, purchases
from followup.models import Workspace

from .lines import days_there, lines_of
from .orders import Orders, orders_in
from .stale import timezone_of


@dataclass(frozen=True, slots=True)
class Book:
    """Orders, the day of each (from 1970-01-01, where the owner is), the names of the currencies, and the time zone."""

    orders: Orders
    day: Ints
    currencies: tuple[str, ...]
    timezone: str

    def until(self, day: int) -> "Book":
        """The orders of a day and before it."""
        is_known = self.day <= day
        if is_known.all():
            return self
        return Book(self.orders.where(is_known), self.day[is_known], self.currencies, self.timezone)

    def scales(self) -> Floats:
        """What the usual order of each currency comes to, as a share of that of the commonest.

        How much customers spend is learnt from all of them together: prices in yen and in euros are made comparable by
        what an order usually comes to in each, and figures are turned back for the customer. No rate of exchange is needed.
        """
        of, amount = self.orders.main[self.orders.whose], self.orders.lines.amount
        told = amount > 0
        usual = np.ones(len(self.currencies))
        for each in np.unique(of[told]):
            usual[each] = np.median(amount[told & (of == each)])
        return usual / usual[np.bincount(of[told], minlength=1).argmax()]

    def purchases(self, scale: Floats) -> Purchases:
        """What is ranked: customers, days and comparable amounts."""
        orders = self.orders
        return purchases(
            orders.lines.contact, self.day, orders.lines.amount / scale[orders.main[orders.whose]]
        )


def book_of(workspace: Workspace) -> Book:
    """The order book as the facts have it now."""
    timezone = timezone_of(workspace)
    told, currencies = lines_of(workspace.pk)
    orders = orders_in(told)
    return Book(orders, days_there(orders.lines.at, timezone), currencies, timezone)
