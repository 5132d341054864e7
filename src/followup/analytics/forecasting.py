"""How many orders to expect of each customer and of all, and what they will be worth."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np

from .looking import Look
from .models import mbg_nbd
from .models.beta_geometric import BetaGeometric
from .models.fitting import CannotTell
from .models.total import Band
from .purchases import WEEK, Floats
from .sampling import sample
from .worth import order_worth

#: Customers from whom on the model is fitted to a part of them, drawn by their ids.
ENOUGH = 50_000


@dataclass(frozen=True, slots=True)
class Columns:
    """A figure of each customer with the bounds that hold it in 8 of 10 cases, (n,)."""

    of: Floats
    low: Floats
    high: Floats

    @classmethod
    def unknown(cls, count: int) -> Self:
        """Nothing but NaN."""
        nothing = np.full(count, np.nan)
        return cls(nothing, nothing, nothing)

    def times(self, each: Floats) -> "Columns":
        """The figure and its bounds, so many times."""
        return Columns(self.of * each, self.low * each, self.high * each)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Orders of each customer within the days ahead and what they are worth, the orders of all, and what that stands on."""

    orders: Columns
    worth: Columns
    total: Band | None = None
    model: str = ""
    parameters: dict[str, float] = field(default_factory=dict)
    sentence: str = ""


def fitted(known: Look) -> BetaGeometric | CannotTell:
    """The model of these customers, or why there is none."""
    return mbg_nbd.fit(sample(known, ENOUGH).seen)


def forecast(known: Look) -> Forecast:
    """What to expect of these customers; NaN where no model can tell."""
    model = fitted(known)
    if isinstance(model, CannotTell):
        unknown = Columns.unknown(len(known))
        return Forecast(unknown, unknown, sentence=model.sentence if len(known) else "")
    weeks = known.days / WEEK
    low, high = model.interval(known.seen, weeks)
    orders = Columns(model.expected(known.seen, weeks), low.astype(np.float64), high.astype(np.float64))
    amounts = order_worth(known)
    return Forecast(
        orders=orders,
        worth=orders.times(amounts.of_each),
        total=model.total(known.seen, weeks),
        model=f"MBG/NBD{amounts.model}",
        parameters=model.parameters | amounts.parameters,
        sentence=amounts.sentence,
    )
