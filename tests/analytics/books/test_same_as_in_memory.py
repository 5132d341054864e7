"""A book says of its customers exactly what the same orders say in memory."""

import numpy as np
import pytest

from followup.analytics import rankers
from followup.analytics.back_test import back_test, telling_looks
from followup.analytics.books import rank_book, summarise
from followup.analytics.books.duck import duck
from followup.analytics.books.files import book_files
from followup.analytics.books.statements import statement
from followup.analytics.forecasting import forecast
from followup.analytics.looking import look
from followup.analytics.purchases import summary
from followup.analytics.timing import timing
from followup.analytics.trials import best_first, trial
from tests.analytics.books.draws import as_parquet, as_purchases, drawn

DAY = 18_262 + 700
EXACT = 1e-9
BY_COUNTS = (
    rankers.RANK_AVERAGE,
    *(each for each in rankers.RANKERS if each.name in {"frequency", "recency"}),
)


@pytest.fixture(scope="module")
def lines():
    return drawn(1500, seed=4)


@pytest.fixture(scope="module")
def book(lines, tmp_path_factory):
    return as_parquet(lines, tmp_path_factory.mktemp("book") / "orders.parquet")


@pytest.fixture(scope="module")
def known(lines):
    return look(as_purchases(lines), day=DAY, days=90)


@pytest.fixture(scope="module")
def ranking(book):
    return rank_book([book], day=DAY, days=90, first=2000)


@pytest.mark.parametrize("day", [DAY, DAY - 333])
def test_the_summary(lines, book, day):
    expected = summary(as_purchases(lines), day)

    with duck() as engine:
        summarise(engine, book_files([book]), day=day)
        rows = engine.rows(statement("all_summaries"))

    customer, repeats, last, age, worth = zip(*rows, strict=True)
    assert list(customer) == expected.customer.tolist()
    assert list(repeats) == expected.repeats.tolist()
    assert np.array(last) == pytest.approx(expected.last, rel=EXACT)
    assert np.array(age) == pytest.approx(expected.age, rel=EXACT)
    assert np.array(worth, dtype=float) == pytest.approx(expected.worth, rel=EXACT, nan_ok=True)


def test_the_order_of_customers(known, ranking):
    ranker = next(each for each in BY_COUNTS if each.name == ranking.ranker)
    scores = ranker.scores(known)
    assert scores is not None
    order = np.lexsort((known.seen.customer, -known.orders, -known.last_day, -scores))

    assert [each.customer for each in ranking.buyers] == known.seen.customer[order].tolist()


def test_their_orders_days_and_usual_gaps(known, ranking):
    habits = timing(known)
    told = {each.customer: each for each in ranking.buyers}
    of_book = [told[customer] for customer in known.seen.customer.tolist()]

    assert [each.orders for each in of_book] == known.orders.tolist()
    assert [each.first_day for each in of_book] == known.first_day.tolist()
    assert [each.last_day for each in of_book] == known.last_day.tolist()
    assert np.array([each.gap for each in of_book], dtype=float) == pytest.approx(habits.gap, nan_ok=True)
    assert np.array([each.next_day for each in of_book], dtype=float) == pytest.approx(
        habits.next_day, nan_ok=True
    )


def test_the_likely_are_the_first_fifth(known, ranking):
    assert sum(each.is_likely for each in ranking.buyers) == np.ceil(len(known) / 5)


def test_the_back_test(known, ranking):
    measured = back_test(telling_looks(known), BY_COUNTS, customers=known.seen.customer)
    expected = best_first([trial(each, customers=len(known)) for each in measured])

    assert [each.ranker for each in ranking.trials] == [each.ranker for each in expected]
    for name in ("auc", "low", "high", "top_share", "customers", "origins"):
        of_book = [getattr(each, name) for each in ranking.trials]
        assert of_book == pytest.approx([getattr(each, name) for each in expected], abs=EXACT)


def test_the_forecast(known, ranking):
    expected = forecast(known)
    told = {each.customer: each.expected for each in ranking.buyers}
    of_book = [told[customer] for customer in known.seen.customer.tolist()]

    assert ranking.total is not None
    assert expected.total is not None
    parameters = {name: expected.parameters[name] for name in ("r", "alpha", "a", "b")}
    assert ranking.parameters == pytest.approx(parameters, rel=1e-5)
    assert ranking.total.of == pytest.approx(expected.total.of, rel=1e-6)
    assert ranking.total.low == pytest.approx(expected.total.low, rel=1e-6)
    assert ranking.total.high == pytest.approx(expected.total.high, rel=1e-6)
    assert [each.of for each in of_book] == pytest.approx(expected.orders.of.tolist(), rel=1e-5)
    assert [each.high for each in of_book] == expected.orders.high.tolist()


def test_orders_to_come_are_worth_what_the_customers_own_were_on_average(known, ranking):
    first = ranking.buyers[0]
    amounts = known.bought.amount[known.bought.customer == first.customer]

    assert first.worth is not None
    assert first.expected is not None
    assert first.worth.of == pytest.approx(first.expected.of * np.nanmean(amounts))


def test_histories_told_by_the_week_are_told_well_enough(monkeypatch, book, ranking):
    monkeypatch.setattr("followup.analytics.books.forecast.MOST", 700)
    coarse = rank_book([book], day=DAY, days=90, first=1)

    assert coarse.total is not None
    assert coarse.total.of == pytest.approx(ranking.total.of, rel=0.02)
