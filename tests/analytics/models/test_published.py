"""The figures that the literature prints, to the digits that it prints."""

import numpy as np
import pytest

from followup.analytics.models import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from tests.analytics.models.draws import histories

BG = bg_nbd.of(r=0.2426, alpha=4.4136, a=0.7929, b=2.4259)
PARETO = pareto_nbd.ParetoNbd(r=0.5533, alpha=10.578, s=0.6062, beta=11.668)
MBG = mbg_nbd.of(r=0.5248, alpha=6.1831, a=0.8914, b=1.6140)
CAME_BACK_TWICE = histories((2, 30.43, 38.86))
NEVER_CAME_BACK = histories((0, 0.0, 38.86))


@pytest.mark.parametrize(
    ("model", "seen", "orders", "alive"),
    [
        (BG, CAME_BACK_TWICE, 1.2259, 0.7266),
        (BG, NEVER_CAME_BACK, 0.1948, 1.0),
        (PARETO, CAME_BACK_TWICE, 1.4551, 0.8691),
        (PARETO, NEVER_CAME_BACK, 0.1071, 0.2951),
        (MBG, CAME_BACK_TWICE, 1.2626, 0.7061),
    ],
    ids=["bg twice", "bg never", "pareto twice", "pareto never", "mbg twice"],
)
def test_orders_of_39_weeks_to_come_and_the_chance_of_being_a_customer(model, seen, orders, alive):
    found = (model.expected(seen, 39.0)[0], model.alive(seen)[0])

    assert found == pytest.approx((orders, alive), abs=6e-5)


def test_a_customer_of_26_orders_who_came_yesterday_is_alive():
    assert PARETO.alive(histories((26, 30.86, 31.0)))[0] == pytest.approx(0.9979, abs=5e-5)


def test_orders_of_a_new_customer():
    weeks = np.array([0.1429, 1.0, 3.0, 31.8571, 32.0])
    exact = bg_nbd.of(r=0.242593, alpha=4.41353, a=0.792927, b=2.425896)

    assert exact.expected_of_new(weeks).round(4).tolist() == [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]


def test_orders_of_a_new_customer_in_78_weeks():
    # The published sheet says 1.8576: it adds up the first terms of a series that is slow so far out.
    assert BG.expected_of_new(np.array([78.0]))[0] == pytest.approx(1.8580, abs=5e-5)


def test_what_an_order_is_worth():
    model = gamma_gamma.GammaGamma(p=6.25, q=3.74, gamma=15.44)
    seen = histories((2, 1, 3), (1, 1, 3), (0, 0, 3), worth=(22.35, 11.77, np.nan))

    assert model.expected(seen).round(2).tolist() == [24.66, 18.92, 35.22]
