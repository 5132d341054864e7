"""Whatever customers do and whatever the parameters are, numbers come out and no warnings."""

from itertools import product

import numpy as np
import pytest

from followup.analytics.models import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from tests.analytics.models.draws import histories

ODD = histories(
    (0, 0, 0), (0, 0, 1 / 7), (0, 0, 1e6), (1, 1 / 7, 1 / 7), (1, 1 / 7, 1e6), (3, 10, 10),
    (40_000, 5714.3, 5714.3), (40_000, 5714.3, 1e6), (40_000, 100, 101), (2, 5, 9), (2, 5, 9),
    worth=(np.nan, 0.0, -5.0, 1e-6, 1e9, 20.0, 33.0, 1e12, 5.0, np.inf, -np.inf),
)  # fmt: skip
CORNERS = [*product((1e-4, 1e3), repeat=4), (1.0, 1.0, 1.0, 1.0)]


@pytest.mark.parametrize("kind", [mbg_nbd, bg_nbd], ids=["mbg", "bg"])
@pytest.mark.parametrize("weeks", [1 / 7, 520.0])
def test_orders_to_come(kind, weeks):
    for r, alpha, a, b in CORNERS:
        model = kind.of(r=r, alpha=alpha, a=a, b=b)
        low, high = model.interval(ODD, weeks)
        total = model.total(ODD, weeks)

        assert _are_amounts(model.expected(ODD, weeks), model.expected_of_new(np.array([0.0, weeks])))
        assert _are_chances(model.alive(ODD))
        assert (low >= 0).all()
        assert (low <= high).all()
        assert 0 <= total.low <= total.high < np.inf
        assert np.isfinite(model.log_likelihood(ODD))


def test_orders_to_come_by_pareto():
    for corner in CORNERS:
        model = pareto_nbd.ParetoNbd(*corner)

        assert _are_amounts(model.expected(ODD, 52.0), model.expected_of_new(np.array([0.0, 52.0])))
        assert _are_chances(model.alive(ODD))
        assert np.isfinite(model.log_likelihood(ODD))


def test_worth():
    for corner in product((1e-4, 0.3, 1.5, 1e3), repeat=3):
        model = gamma_gamma.GammaGamma(*corner)
        low, high = model.interval(ODD)

        assert _are_amounts(low, high, model.expected(ODD))
        assert (low <= high).all()


def test_worth_that_is_not_an_amount_is_passed_over():
    model = gamma_gamma.GammaGamma(6.25, 3.74, 15.44)
    of_all = model.expected(histories((0, 0, 3)))[0]

    assert (
        model.expected(histories((2, 1, 3), (2, 1, 3), (2, 1, 3), worth=(0.0, -7.0, np.nan))).tolist()
        == [of_all] * 3
    )


@pytest.mark.parametrize("model", [mbg_nbd, bg_nbd, pareto_nbd], ids=["mbg", "bg", "pareto"])
def test_one_customer_of_forty_thousand_orders_among_ordinary_ones(model):
    weeks = np.arange(300) % 40 + 10.0
    ordinary = [(int(age % 4), float(age % 4) * age / 5, age) for age in weeks]

    found = model.fit(histories(*ordinary, (40_000, 49.0, 50.0)))

    assert hasattr(found, "sentence") or np.isfinite(list(found.parameters.values())).all()


def _are_amounts(*columns: np.ndarray) -> bool:
    return all(bool((np.isfinite(each) & (each >= 0)).all()) for each in columns)


def _are_chances(column: np.ndarray) -> bool:
    return bool(((column >= 0) & (column <= 1 + 1e-12)).all())
