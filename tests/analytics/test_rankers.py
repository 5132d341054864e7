"""Rankers: what each puts first, and that none sees what it is to foretell."""

import numpy as np
import pytest

from followup.analytics.looking import Look, look
from followup.analytics.purchases import purchases
from followup.analytics.rankers import RANKERS, frequency, own_interval, rank_average, recency
from tests.analytics.shops import OPENING, shop


def a_look(*customers: list[int], day: int) -> Look:
    """Customers 0, 1, … who ordered on these days."""
    who = np.repeat(np.arange(len(customers)), [len(each) for each in customers])
    bought = purchases(who, np.concatenate(customers).astype(np.int64), np.full(len(who), 10.0))
    return look(bought, day=day, days=30)


def best(scores: np.ndarray) -> int:
    return int(np.argmax(scores))


def test_frequency_puts_the_most_orders_first():
    assert best(frequency(a_look([0, 5, 9], [80, 90], day=100))) == 0


def test_recency_puts_the_latest_order_first():
    assert best(recency(a_look([0, 5, 9], [80, 90], day=100))) == 1


def test_the_mean_of_both_places_lets_equals_share_theirs():
    scores = rank_average(a_look([0, 50], [0, 90], [50], [90], day=100))
    assert scores.tolist() == [(3.5 + 1.5) / 8, (3.5 + 3.5) / 8, (1.5 + 1.5) / 8, (1.5 + 3.5) / 8]


def test_the_own_rhythm_puts_who_is_due_before_who_is_long_overdue():
    weekly = list(range(0, 64, 7))  # silent for five weeks by now
    monthly = [0, 30, 60, 90]
    assert best(own_interval(a_look(weekly, monthly, day=98))) == 1


def test_the_own_rhythm_puts_the_faster_of_two_who_keep_theirs_first():
    assert best(own_interval(a_look(list(range(0, 98, 7)), [5, 35, 65, 95], day=98))) == 0


@pytest.mark.parametrize("ranker", RANKERS, ids=lambda each: each.name)
def test_no_ranker_sees_what_comes_later(ranker):
    bought = shop(600, days=600, seed=6)
    cut = OPENING + 400
    assert np.array_equal(
        ranker.scores(look(bought, day=cut, days=60)),
        ranker.scores(look(bought.until(cut), day=cut, days=60)),
    )


@pytest.mark.parametrize("ranker", RANKERS, ids=lambda each: each.name)
def test_every_ranker_does_better_than_chance_in_a_shop_with_habits(ranker):
    bought = shop(1500, days=800, seed=9)
    cut = OPENING + 600
    known = look(bought, day=cut, days=90)
    comes = np.isin(known.seen.customer, bought.between(cut, cut + 90).customer)
    scores = ranker.scores(known)
    assert np.mean(scores[comes]) > np.mean(scores[~comes])


@pytest.mark.parametrize("name", ["learnt", "learnt-rhythm", "expected-orders", "expected-and-recency"])
def test_who_has_nothing_to_learn_from_says_so(name):
    ranker = next(each for each in RANKERS if each.name == name)
    assert ranker.scores(a_look(*([7] for _ in range(30)), day=100)) is None
