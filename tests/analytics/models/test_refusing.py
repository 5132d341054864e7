"""What cannot be told is not told, and a sentence says why."""

import numpy as np
import pytest

from followup.analytics.models import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from followup.analytics.models.fitting import CannotTell
from followup.analytics.purchases import Summary
from tests.analytics.models.draws import histories, leaving_after_orders, some, worths

ORDINARY = (0.6, 6.0, 0.9, 1.8)
MODELS = pytest.mark.parametrize("model", [mbg_nbd, bg_nbd, pareto_nbd], ids=["mbg", "bg", "pareto"])


@MODELS
@pytest.mark.parametrize("customers", [0, 1, 30, 99])
def test_fewer_than_a_hundred_customers(model, customers):
    few = some(leaving_after_orders(99, extra=1, of=ORDINARY, seed=1).seen, customers)

    assert model.fit(few) == CannotTell(f"A forecast of orders needs 100 customers; here are {customers}.")


@MODELS
def test_customers_who_do_not_come_back(model):
    seen = histories(*[(0, 0.0, 20.0)] * 195, *[(1, 4.0, 20.0)] * 5)

    assert model.fit(seen) == CannotTell(
        "A forecast of orders needs 10 customers who ordered on more than one day; here are 5."
    )


@MODELS
def test_all_orders_on_one_day(model):
    assert isinstance(model.fit(histories(*[(0, 0.0, 0.0)] * 500)), CannotTell)


@MODELS
def test_a_history_shorter_than_two_gaps(model):
    seen = histories(*[(0, 0.0, 5.0)] * 150, *[(1, 4.0, 5.0)] * 50)

    assert model.fit(seen) == CannotTell(
        "The orders reach back 5 weeks and customers come back after about 4: a forecast needs twice that gap."
    )


@MODELS
@pytest.mark.parametrize("customers", [150, 200, 2000])
def test_customers_who_order_like_clockwork_have_no_bounds(model, customers):
    weeks = np.arange(customers) % 12 + 60.0
    seen = histories(*[(int(age // 4), age // 4 * 4, age) for age in weeks])

    assert "run off beyond all bounds" in model.fit(seen).sentence


@MODELS
@pytest.mark.parametrize("customers", [100, 200])
def test_small_bases_are_fitted_within_bounds_or_not_at_all(model, customers):
    found = [
        model.fit(leaving_after_orders(customers, extra=1, of=(0.4, 8.0, 0.8, 2.0), seed=seed).seen)
        for seed in range(25)
    ]
    numbers = [list(each.parameters.values()) for each in found if not isinstance(each, CannotTell)]

    assert len(numbers) > 20
    assert np.min(numbers) >= 1e-4
    assert np.max(numbers) <= 1e3


def test_worth_needs_customers_who_came_back_with_amounts():
    seen = histories(*[(2, 1, 9)] * 49, *[(0, 0, 9)] * 500, worth=(5.0,) * 49 + (np.nan,) * 500)

    assert gamma_gamma.fit(seen) == CannotTell(
        "What an order will be worth needs 50 customers who came back, with amounts; here are 49."
    )


@pytest.mark.parametrize(("way", "word"), [(1, "more"), (-1, "less")])
def test_worth_is_not_told_where_number_and_amount_go_together(way, word):
    times = np.arange(200) % 10 + 1
    seen = histories(*[(int(n), 5, 9) for n in times], worth=tuple(100.0 + way * 5 * times))

    found = gamma_gamma.fit(seen)

    assert isinstance(found, CannotTell)
    assert f"who order often spend {word} with an order" in found.sentence


def test_worth_is_not_told_where_everything_costs_the_same():
    seen = histories(*[(n % 5 + 1, 5, 9) for n in range(200)], worth=(20.0,) * 200)

    assert isinstance(gamma_gamma.fit(seen), CannotTell)


def test_worth_has_no_average_where_few_orders_outweigh_all():
    drawn = leaving_after_orders(5_000, extra=1, of=ORDINARY, seed=7).seen
    worth, _ = worths(drawn.repeats, of=(5.0, 0.5, 10.0), seed=8)

    found = gamma_gamma.fit(Summary(drawn.customer, drawn.repeats, drawn.last, drawn.age, worth))

    assert isinstance(found, CannotTell)
