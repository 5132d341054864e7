"""What one order of each customer is worth."""

import numpy as np
import pytest

from followup.analytics.looking import Look, look
from followup.analytics.purchases import Purchases, purchases
from followup.analytics.worth import order_worth
from tests.analytics.shops import OPENING, shop


def whole(bought: Purchases) -> Look:
    return look(bought, day=OPENING + 600, days=90)


def test_few_orders_are_drawn_to_what_everybody_spends():
    known = whole(shop(1500, days=600))
    worth = order_worth(known)
    everybody = np.mean(known.bought.amount)
    once = worth.of_each[known.seen.repeats == 0]
    assert worth.model == " and Gamma-Gamma"
    assert set(worth.parameters) == {"p", "q", "gamma"}
    assert once == pytest.approx(np.full(len(once), everybody), rel=0.15)


def test_where_few_came_back_it_is_the_mean_of_the_own_orders():
    bought = purchases(np.array([1, 1, 2]), OPENING + np.array([0, 9, 5]), np.array([10.0, 30.0, np.nan]))
    worth = order_worth(whole(bought))
    assert worth.of_each[0] == 20
    assert np.isnan(worth.of_each[1])
    assert worth.sentence == "An order is taken to be worth the mean of the customer’s own."


def test_where_the_frequent_spend_more_each_keeps_the_own_mean():
    bought = shop(1500, days=600)
    known = whole(bought)
    spent = 5.0 * (1.0 + np.repeat(known.seen.repeats, known.orders)).astype(np.float64)
    worth = order_worth(whole(Purchases(known.bought.customer, known.bought.day, spent)))
    assert worth.model == ""
    assert worth.of_each == pytest.approx(5.0 * (1 + known.seen.repeats))
