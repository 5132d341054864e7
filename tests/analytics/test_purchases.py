"""Orders put together by day, and what they say of each customer on a day."""

import numpy as np

from followup.analytics.purchases import purchases, summary

ANNA, BEN = 7, 3


def test_orders_of_one_day_are_one():
    bought = purchases(np.array([ANNA, ANNA, BEN]), np.array([10, 10, 4]), np.array([5.0, 2.5, np.nan]))
    assert bought.customer.tolist() == [BEN, ANNA]
    assert bought.amount.tolist()[1] == 7.5
    assert np.isnan(bought.amount[0])


def test_a_look_back_counts_repeats_in_weeks():
    bought = purchases(
        np.array([ANNA, ANNA, ANNA, BEN]), np.array([0, 7, 21, 14]), np.array([10.0, 20.0, 40.0, 9.0])
    )
    seen = summary(bought, 28)
    assert seen.customer.tolist() == [BEN, ANNA]
    assert seen.repeats.tolist() == [0, 2]
    assert seen.last.tolist() == [0.0, 3.0]
    assert seen.age.tolist() == [2.0, 4.0]
    assert np.isnan(seen.worth[0])
    assert seen.worth[1] == 30.0


def test_what_comes_later_is_not_seen():
    bought = purchases(np.array([ANNA, BEN]), np.array([0, 50]), np.array([1.0, 1.0]))
    assert summary(bought, 10).customer.tolist() == [ANNA]


def test_nothing_gives_nothing():
    nothing = np.empty(0, dtype=np.int64)
    assert len(summary(purchases(nothing, nothing, np.empty(0)), 5)) == 0
