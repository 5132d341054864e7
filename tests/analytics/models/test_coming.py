"""Orders to come: what is expected, and the bounds that are to hold them."""

import numpy as np
import pytest

from followup.analytics.models import bg_nbd, mbg_nbd, pareto_nbd
from followup.analytics.models.scientific import special
from followup.analytics.models.total import band
from followup.analytics.purchases import Summary
from tests.analytics.models.draws import fitted, histories, leaving_after_orders, leaving_at_any_time

PACES_AND_LEAVING = (0.6, 6.0, 0.9, 1.8)
AHEAD = 13.0
SEEN = histories(
    (0, 0, 0),
    (0, 0, 13),
    (0, 0, 400),
    (1, 2, 13),
    (3, 20, 30),
    (20, 29, 30),
    (200, 149, 150),
    (5000, 299, 300),
)
PARAMETERS = pytest.mark.parametrize(
    "of",
    [(0.5, 6.2, 0.9, 1.6), (0.24, 4.4, 0.8, 2.4), (5.0, 20.0, 0.02, 0.5), (50.0, 60.0, 3.0, 300.0)],
    ids=["music", "music without first", "faithful", "alike"],
)


@PARAMETERS
@pytest.mark.parametrize("extra", [0, 1])
def test_expected_orders_are_the_sum_of_the_chances_of_each(of, extra):
    model = _model(of, extra)

    assert model.expected(SEEN, AHEAD) == pytest.approx(_chances(model, SEEN).sum(axis=1), rel=1e-9)


@PARAMETERS
@pytest.mark.parametrize("extra", [0, 1])
def test_bounds_of_a_customer_leave_out_a_tenth_at_either_end(of, extra):
    model = _model(of, extra)
    low, high = model.interval(SEEN, AHEAD)
    certain = np.ones((len(SEEN), 1))
    reaching = np.hstack([certain, _chances(model, SEEN)])  # of 0 orders or more, of 1 or more, …
    row = np.arange(len(SEEN))

    assert (reaching[row, high + 1] <= 0.1).all()
    assert (reaching[row, high] > 0.1).all()
    assert (reaching[row, low + 1] <= 0.9).all()
    assert (reaching[row, low] > 0.9).all()


@PARAMETERS
def test_bounds_of_a_total_come_from_the_spread_of_each_customer(of):
    model = _model(of, 1)
    chances = _chances(model, SEEN)
    odd = 2 * np.arange(1, chances.shape[1] + 1) - 1
    variance = ((chances * odd).sum(axis=1) - chances.sum(axis=1) ** 2).sum()

    found = model.total(SEEN, AHEAD, misfit=0.0)
    said = band(chances.sum(), variance, share=0.8)

    assert (found.of, found.low, found.high) == pytest.approx((said.of, said.low, said.high), rel=1e-7)


@pytest.mark.parametrize(("kind", "extra"), [(mbg_nbd, 1), (bg_nbd, 0)], ids=["mbg", "bg"])
def test_forecasts_hold_for_customers_of_the_models_own_story(kind, extra):
    drawn = leaving_after_orders(20_000, extra=extra, of=PACES_AND_LEAVING, seed=11, ahead=AHEAD)
    model = fitted(kind.fit(drawn.seen))
    low, high = model.interval(drawn.seen, AHEAD)

    assert model.expected(drawn.seen, AHEAD).sum() == pytest.approx(drawn.later.sum(), rel=0.05)
    assert np.mean((low <= drawn.later) & (drawn.later <= high)) >= 0.8
    assert np.mean(drawn.later > high) <= 0.1


def test_pareto_forecasts_hold_too():
    drawn = leaving_at_any_time(20_000, of=(0.7, 8.0, 0.6, 12.0), seed=12, ahead=AHEAD)
    model = pareto_nbd.ParetoNbd(0.7, 8.0, 0.6, 12.0)

    assert model.expected(drawn.seen, AHEAD).sum() == pytest.approx(drawn.later.sum(), rel=0.05)


def test_a_total_is_within_its_bounds_in_eight_of_ten_cases():
    inside = 0
    for seed in range(60):
        drawn = leaving_after_orders(400, extra=1, of=PACES_AND_LEAVING, seed=seed, ahead=AHEAD)
        said = fitted(mbg_nbd.fit(drawn.seen)).total(drawn.seen, AHEAD, misfit=0.0)
        inside += said.low <= int(drawn.later.sum()) <= said.high

    assert 40 <= inside <= 57


def test_doubt_about_parameters_and_model_widens_a_total():
    seen = leaving_after_orders(400, extra=1, of=PACES_AND_LEAVING, seed=13).seen
    found = fitted(mbg_nbd.fit(seen))
    known = mbg_nbd.of(**found.parameters)

    widths = [
        each.high - each.low
        for each in (
            known.total(seen, 13, misfit=0.0),
            found.total(seen, 13, misfit=0.0),
            found.total(seen, 13),
        )
    ]

    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_the_doubt_of_very_many_is_that_of_some_of_them():
    drawn = leaving_after_orders(2_000, extra=1, of=PACES_AND_LEAVING, seed=14).seen
    model = fitted(mbg_nbd.fit(drawn))
    many = Summary(*(np.tile(getattr(drawn, name), 25) for name in Summary.__slots__))

    of_some, of_many = model.total(drawn, AHEAD, misfit=0.0), model.total(many, AHEAD, misfit=0.0)
    known = mbg_nbd.of(**model.parameters).total(many, AHEAD, misfit=0.0)

    assert of_many.of == pytest.approx(25 * of_some.of)
    assert known.high - known.low < of_many.high - of_many.low < 25 * (of_some.high - of_some.low)


@pytest.mark.parametrize("kind", [mbg_nbd, bg_nbd], ids=["mbg", "bg"])
def test_a_customer_of_today_is_a_new_customer(kind):
    model = kind.of(r=0.5, alpha=6.0, a=0.9, b=1.6)

    assert model.expected(histories((0, 0, 0)), AHEAD) == pytest.approx(
        model.expected_of_new(np.array([AHEAD]))
    )


def test_nothing_is_expected_of_nobody():
    nobody = leaving_after_orders(0, extra=1, of=PACES_AND_LEAVING, seed=1).seen
    model = mbg_nbd.of(r=0.5, alpha=6.0, a=0.9, b=1.6)

    assert model.total(nobody, AHEAD).high == 0
    assert [len(each) for each in model.interval(nobody, AHEAD)] == [0, 0]


def _model(of: tuple[float, ...], extra: int):
    r, alpha, a, b = of
    return (mbg_nbd if extra else bg_nbd).of(r=r, alpha=alpha, a=a, b=b)


def _chances(model, seen) -> np.ndarray:
    """The chance that each customer places 1, 2, … orders or more, from the distribution written out."""
    orders = np.arange(1, 4001.0)
    span = AHEAD / (model.alpha + seen.age)[:, None]
    stayed = (model.b + seen.repeats + model.extra)[:, None]
    paced = special.betainc(orders, model.r + seen.repeats[:, None], span / (1 + span))
    still = np.exp(special.betaln(model.a, stayed + orders - 1) - special.betaln(model.a, stayed))
    return model.alive(seen)[:, None] * paced * still
