"""Who buys again: the order of customers, their habits, and what is said of them."""

import numpy as np

from followup.analytics.purchases import Purchases, purchases
from followup.analytics.ranking import rank

ANNA, BEN, CLEO = 1, 2, 3


def orders(**days_of: list[int]) -> Purchases:
    """Orders of 10.00 each, told as days by name."""
    names = {"anna": ANNA, "ben": BEN, "cleo": CLEO}
    told = [(names[name], day) for name, days in days_of.items() for day in days]
    who, when = np.array(told, dtype=np.int64).T
    return purchases(who, when, np.full(len(told), 10.0))


def test_who_orders_often_and_lately_comes_first():
    ranked = rank(orders(ben=[0], cleo=[0, 50], anna=[0, 40, 80]), day=90)
    assert ranked.customer.tolist() == [ANNA, CLEO, BEN]


def test_the_usual_gap_says_when_the_next_order_is_due():
    ranked = rank(orders(anna=[0, 40, 90], ben=[10, 20]), day=95)
    assert ranked.gap.tolist()[0] == 45
    assert ranked.next_day.tolist()[0] == 135
    assert np.isnan(ranked.gap[1])


def test_no_orders_rank_nobody():
    nothing = np.empty(0, dtype=np.int64)
    assert len(rank(purchases(nothing, nothing, np.empty(0)), day=5)) == 0


def test_orders_still_to_come_are_not_seen():
    ranked = rank(orders(anna=[0, 40], ben=[0, 60, 200]), day=50)
    assert ranked.customer.tolist() == [ANNA, BEN]
    assert ranked.orders.tolist() == [2, 1]


def test_a_day_on_which_only_money_went_back_is_no_order():
    bought = purchases(np.array([ANNA, ANNA, BEN]), np.array([0, 30, 10]), np.array([20.0, -20.0, 5.0]))
    assert rank(bought, day=40).orders.tolist() == [1, 1]
