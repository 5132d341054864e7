"""Who buys again: the order of customers, their habits, and what is said of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.analytics.looking import look
from followup.analytics.purchases import Purchases, purchases
from followup.analytics.ranking import Ranked, rank
from followup.analytics.worth import mean_amount
from tests.analytics.shops import OPENING, shop

ANNA, BEN, CLEO = 1, 2, 3
TODAY = 400

some_orders = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 300)), min_size=1, max_size=60)


def orders(**days_of: list[int]) -> Purchases:
    """Orders of 10.00 each, told as days by name."""
    names = {"anna": ANNA, "ben": BEN, "cleo": CLEO}
    return told([(names[name], day) for name, days in days_of.items() for day in days])


def told(pairs: list[tuple[int, int]]) -> Purchases:
    """Orders of 10.00 each, told as customer and day."""
    who, when = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return purchases(who, when, np.full(len(who), 10.0))


def same(one: Ranked, other: Ranked) -> bool:
    """Whether two rankings say the same in every column and word."""
    columns = [name for name in Ranked.__slots__ if isinstance(getattr(one, name), np.ndarray)]
    words = [name for name in Ranked.__slots__ if name not in columns]
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name != "is_likely")
        for name in columns
    ) and all(getattr(one, name) == getattr(other, name) for name in words)


def test_who_orders_often_and_lately_comes_first():
    ranked = rank(orders(ben=[0], cleo=[0, 50], anna=[0, 40, 80]), day=90)
    assert ranked.customer.tolist() == [ANNA, CLEO, BEN]


def test_who_ordered_once_long_ago_comes_last():
    ranked = rank(orders(anna=[0], ben=[0, 30, 60, 90], cleo=[85]), day=100)
    assert ranked.customer.tolist()[-1] == ANNA


def test_equals_stand_in_the_order_of_their_ids():
    ranked = rank(orders(cleo=[0, 9], ben=[0, 9], anna=[0, 9]), day=10)
    assert ranked.customer.tolist() == [ANNA, BEN, CLEO]


def test_the_usual_gap_says_when_the_next_order_is_due():
    ranked = rank(orders(anna=[0, 40, 90], ben=[10, 20]), day=95)
    assert ranked.gap.tolist()[0] == 45
    assert ranked.next_day.tolist()[0] == 135
    assert np.isnan(ranked.gap[1])


def test_one_long_holiday_does_not_change_the_usual_gap():
    ranked = rank(orders(anna=[0, 10, 20, 100, 110]), day=120)
    assert ranked.gap.tolist() == [10]


def test_whoever_orders_now_after_days_and_now_after_months_has_no_habit():
    ranked = rank(orders(anna=[0, 5, 6, 144, 147, 314]), day=321)
    assert np.isnan([ranked.gap[0], ranked.next_day[0]]).all()


def test_no_orders_rank_nobody():
    ranked = rank(told([]), day=5)
    assert len(ranked) == 0
    assert ranked.sentence == "There are no orders yet."


def test_orders_still_to_come_are_not_seen():
    ranked = rank(orders(anna=[0, 40], ben=[0, 60, 200]), day=50)
    assert ranked.customer.tolist() == [ANNA, BEN]
    assert ranked.orders.tolist() == [2, 1]


def test_a_day_on_which_only_money_went_back_is_no_order():
    bought = purchases(np.array([ANNA, ANNA, BEN]), np.array([0, 30, 10]), np.array([20.0, -20.0, 5.0]))
    assert rank(bought, day=40).orders.tolist() == [1, 1]


def test_orders_without_or_with_no_amount_are_orders():
    bought = purchases(np.array([ANNA, ANNA, BEN]), np.array([0, 30, 10]), np.array([np.nan, 0.0, 5.0]))
    assert rank(bought, day=40).orders.tolist() == [2, 1]


def test_an_amount_beyond_all_bounds_says_nothing():
    bought = purchases(np.array([ANNA, ANNA]), np.array([0, 30]), np.array([np.inf, 5.0]))
    assert rank(bought, day=40).orders.tolist() == [2]
    assert mean_amount(look(bought, day=40, days=90)).tolist() == [5.0]


def test_ten_customers_are_too_few_to_choose_by():
    bought = told([(who, day) for who in range(10) for day in range(0, 300, 20 + who)])
    ranked = rank(bought, day=300)
    assert ranked.sentence.startswith("10 customers are too few to find out which way of ranking is best.")
    assert ranked.trials == ()
    assert ranked.total is None
    assert np.isnan(ranked.expected).all()


def test_orders_all_of_one_day_cannot_tell():
    ranked = rank(told([(who, 7) for who in range(200)]), day=50)
    assert ranked.sentence.startswith("All orders are of one day, so nobody can be seen to come back.")
    assert ranked.customer.tolist() == list(range(200))


def test_one_customer_with_thousands_of_orders_is_one_customer():
    many = [(ANNA, day) for day in range(TODAY)] * 100
    ranked = rank(told([*many, (BEN, 5)]), day=TODAY)
    assert ranked.orders.tolist() == [TODAY, 1]
    assert ranked.gap.tolist()[0] == 1


def test_the_best_fifth_is_called_likely():
    ranked = rank(told([(who, who) for who in range(12)]), day=20)
    assert ranked.is_likely.tolist() == [True] * 3 + [False] * 9


def test_a_thousand_customers_get_a_forecast_and_a_ranking_that_was_tried():
    ranked = rank(shop(1200, days=700), day=OPENING + 700, days=60)
    assert ranked.total is not None
    assert ranked.total.low < ranked.expected.sum() < ranked.total.high
    assert (ranked.expected_low <= ranked.expected_high).all()
    assert {each.ranker for each in ranked.trials} >= {
        "rank-average",
        "learnt",
        "expected-orders",
        "own-interval",
    }
    assert "Tried on your own orders from 6 earlier dates, 60 days ahead each time" in ranked.sentence


def test_a_forecast_comes_near_what_then_happens():
    bought = shop(3000, days=900, seed=3)
    cut = OPENING + 700
    ranked = rank(bought, day=cut, days=90)
    known = np.isin(bought.customer, ranked.customer)
    came = int((known & (bought.day > cut) & (bought.day <= cut + 90)).sum())
    assert ranked.total is not None
    assert came == pytest.approx(ranked.total.of, rel=0.1)


def test_orders_without_amounts_are_worth_nothing_that_could_be_told():
    bought = shop(300, days=500)
    silent = Purchases(bought.customer, bought.day, np.full(len(bought), np.nan))
    ranked = rank(silent, day=OPENING + 500)
    assert np.isnan(ranked.worth).all()
    assert ranked.sentence.endswith("The orders say no amounts, so nothing is said of their worth.")


@given(some_orders, st.randoms(use_true_random=False))
def test_the_sequence_of_orders_changes_nothing(pairs, chance):
    shuffled = chance.sample(pairs, len(pairs))
    assert same(rank(told(pairs), day=TODAY), rank(told(shuffled), day=TODAY))


@given(some_orders, some_orders)
def test_what_comes_after_the_day_changes_nothing(pairs, later):
    more = [*pairs, *((who, TODAY + 1 + day) for who, day in later)]
    assert same(rank(told(pairs), day=TODAY), rank(told(more), day=TODAY))


@given(some_orders, st.integers(2, 9))
def test_longer_days_change_no_place(pairs, times):
    ranked = rank(told(pairs), day=TODAY)
    slower = rank(told([(who, times * day) for who, day in pairs]), day=times * TODAY)
    assert slower.customer.tolist() == ranked.customer.tolist()
    assert np.array_equal(slower.gap, times * ranked.gap, equal_nan=True)


def test_a_big_shop_is_ranked_alike_whatever_the_sequence_and_whatever_comes_later():
    bought = shop(1200, days=700, seed=8)
    cut = OPENING + 500
    mixed = np.random.default_rng(4).permutation(len(bought))
    shuffled = purchases(bought.customer[mixed], bought.day[mixed], bought.amount[mixed])
    assert same(rank(shuffled, day=cut), rank(bought.until(cut), day=cut))
