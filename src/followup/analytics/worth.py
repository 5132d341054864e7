"""What one order of each customer is worth."""

from dataclasses import dataclass, field

import numpy as np

from .looking import Look, per_customer
from .models import gamma_gamma
from .models.fitting import CannotTell
from .purchases import Floats
from .sampling import sample

#: Customers from whom on the model is fitted to a part of them, drawn by their ids.
ENOUGH = 50_000


@dataclass(frozen=True, slots=True)
class OrderWorth:
    """The money that an order of each customer brings on average (n,), NaN where nothing tells; and how that was found."""

    of_each: Floats
    sentence: str
    model: str = ""
    parameters: dict[str, float] = field(default_factory=dict)


def order_worth(known: Look) -> OrderWorth:
    """By Gamma-Gamma where those who order often spend about as much an order as others, else each one's own mean."""
    if np.isnan(known.bought.amount).all():
        return OrderWorth(
            np.full(len(known), np.nan), "The orders say no amounts, so nothing is said of their worth."
        )
    model = gamma_gamma.fit(sample(known, ENOUGH).seen)
    if isinstance(model, CannotTell):
        return OrderWorth(mean_amount(known), "An order is taken to be worth the mean of the customer’s own.")
    return OrderWorth(
        of_each=model.expected(known.seen),
        sentence="What an order is worth is told from the customer’s own orders and, where these are few, from everybody’s.",
        model=" and Gamma-Gamma",
        parameters=model.parameters,
    )


def mean_amount(known: Look) -> Floats:
    """The mean amount of each customer's orders that say one; NaN where none does."""
    told = ~np.isnan(known.bought.amount)
    money = per_customer(known, np.where(told, known.bought.amount, 0.0))
    with np.errstate(invalid="ignore"):
        return money / per_customer(known, told.astype(np.float64))
