"""Parameters that customers were drawn from are found again."""

from dataclasses import replace

import numpy as np
import pytest

from followup.analytics.models import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from followup.analytics.models.cells import cells, counted
from followup.analytics.purchases import Summary
from tests.analytics.models.draws import fitted, leaving_after_orders, leaving_at_any_time, worths

PACES_AND_LEAVING = (0.6, 6.0, 0.9, 1.8)
KINDS = pytest.mark.parametrize(("model", "extra"), [(mbg_nbd, 1), (bg_nbd, 0)], ids=["mbg", "bg"])


@KINDS
def test_ten_thousand_customers_give_their_parameters_away(model, extra):
    drawn = leaving_after_orders(10_000, extra=extra, of=PACES_AND_LEAVING, seed=1)

    found = fitted(model.fit(drawn.seen))

    assert list(found.parameters.values()) == pytest.approx(PACES_AND_LEAVING, rel=0.12)


def test_pareto_finds_its_parameters():
    drawn = leaving_at_any_time(5_000, of=(0.7, 8.0, 0.6, 12.0), seed=2)

    found = fitted(pareto_nbd.fit(drawn.seen))

    assert list(found.parameters.values()) == pytest.approx((0.7, 8.0, 0.6, 12.0), rel=0.3)


def test_worth_finds_its_parameters_in_any_money():
    drawn = leaving_after_orders(10_000, extra=1, of=PACES_AND_LEAVING, seed=3).seen
    worth, _ = worths(drawn.repeats, of=(6.0, 3.7, 15.0 * 4000), seed=4)

    found = fitted(gamma_gamma.fit(Summary(drawn.customer, drawn.repeats, drawn.last, drawn.age, worth)))

    assert list(found.parameters.values()) == pytest.approx((6.0, 3.7, 60_000), rel=0.1)


@pytest.mark.parametrize("model", [mbg_nbd, bg_nbd, pareto_nbd], ids=["mbg", "bg", "pareto"])
def test_no_parameters_nearby_are_likelier(model):
    seen = leaving_after_orders(2_000, extra=1, of=PACES_AND_LEAVING, seed=5).seen
    found = fitted(model.fit(seen))
    best = found.log_likelihood(seen)

    others = [
        _moved(found, name, by).log_likelihood(seen) for name in found.parameters for by in (0.99, 1.01)
    ]

    assert max(others) < best


@KINDS
def test_equal_histories_counted_elsewhere_give_the_same_model(model, extra):
    seen = leaving_after_orders(1_000, extra=extra, of=PACES_AND_LEAVING, seed=6).seen
    twice = counted(seen.repeats, seen.last, seen.age, customers=np.full(len(seen), 2))

    once_more = Summary(*(np.tile(getattr(seen, name), 2) for name in Summary.__slots__))

    assert fitted(model.fit_cells(twice)).parameters == pytest.approx(
        fitted(model.fit(once_more)).parameters, rel=1e-5
    )


def test_customers_with_equal_histories_are_looked_at_once():
    seen = Summary(
        np.arange(4), np.array([0, 2, 0, 2]), np.array([0.0, 3, 0, 3]), np.array([5.0, 5, 5, 6]), np.zeros(4)
    )

    met = cells(seen)

    assert sorted(zip(met.repeats, met.last, met.age, met.customers, strict=True)) == [
        (0, 0, 5, 2), (2, 3, 5, 1), (2, 3, 6, 1),
    ]  # fmt: skip


def test_the_doubt_about_parameters_is_as_large_as_they_are_off():
    found = [
        fitted(mbg_nbd.fit(leaving_after_orders(1_500, extra=1, of=PACES_AND_LEAVING, seed=seed).seen))
        for seed in range(25)
    ]
    logs = np.log([list(each.parameters.values()) for each in found])
    said = np.sqrt(np.mean([np.diag(each.doubt) for each in found], axis=0))

    assert said == pytest.approx(logs.std(axis=0, ddof=1), rel=0.5)


def _moved(model, name: str, by: float):
    return replace(model, **{name: getattr(model, name) * by})
