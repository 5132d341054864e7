"""What orders will be worth, on customers drawn from the model's own story."""

import numpy as np
import pytest

from followup.analytics.models import gamma_gamma
from followup.analytics.purchases import Summary
from tests.analytics.models.draws import fitted, leaving_after_orders, worths

DRAWN = leaving_after_orders(10_000, extra=1, of=(0.6, 6.0, 0.9, 1.8), seed=21).seen
WORTH, TRUTH = worths(DRAWN.repeats, of=(6.0, 3.7, 15.0), seed=22)
SEEN = Summary(DRAWN.customer, DRAWN.repeats, DRAWN.last, DRAWN.age, WORTH)


def test_the_expected_worth_is_right_on_average():
    model = fitted(gamma_gamma.fit(SEEN))

    assert model.expected(SEEN).mean() == pytest.approx(TRUTH.mean(), rel=0.03)


def test_bounds_hold_the_worth_of_eight_customers_in_ten():
    low, high = fitted(gamma_gamma.fit(SEEN)).interval(SEEN)

    assert np.mean((low <= TRUTH) & (high >= TRUTH)) == pytest.approx(0.8, abs=0.02)


def test_many_orders_count_for_more_than_few():
    low, high = fitted(gamma_gamma.fit(SEEN)).interval(SEEN)
    width = high / low

    assert width[SEEN.repeats >= 8].max() < width[SEEN.repeats == 1].min()


def test_number_and_worth_do_not_go_together_in_this_story():
    told = gamma_gamma.says(SEEN)

    assert abs(gamma_gamma.correlation(SEEN.repeats[told].astype(np.float64), WORTH[told])) < 0.05
