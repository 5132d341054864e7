"""Rankers measured on the past, and which of them takes the default's place."""

import numpy as np
import pytest

from followup.analytics.back_test import Measured, auc, back_test, gain, telling_looks, top_share
from followup.analytics.choosing import best
from followup.analytics.looking import look
from followup.analytics.rankers import LEARNT, RANK_AVERAGE, RANKERS, Ranker
from followup.analytics.timing import usual_gap
from tests.analytics.shops import OPENING, shop

OTHER = Ranker("other", "something else", lambda known: None)
CUSTOMERS = 100


def measured(ranker: Ranker, of: float, error: float = 0.01) -> Measured:
    """A ranker that reached an AUC at two looks, with an error that is all its own."""
    pulls = np.zeros((2, 2, CUSTOMERS))
    mine = sum(ranker.name.encode()) % CUSTOMERS
    pulls[0, :, mine] = error
    return Measured(ranker, np.array([[of, of], [0.5, 0.5]]), pulls)


def test_another_ranker_takes_the_place_only_by_more_than_chance():
    default = measured(RANK_AVERAGE, 0.70)
    assert best((default, measured(OTHER, 0.72))).ranker is RANK_AVERAGE
    assert best((default, measured(OTHER, 0.74))).ranker is OTHER


def test_what_orders_teach_takes_the_place_where_it_is_better_at_all():
    default = measured(RANK_AVERAGE, 0.70)
    assert best((default, measured(LEARNT, 0.701))).ranker is LEARNT
    assert best((default, measured(LEARNT, 0.699))).ranker is RANK_AVERAGE


def test_of_several_that_are_surely_better_the_best_is_used():
    default = measured(RANK_AVERAGE, 0.70)
    assert best((default, measured(LEARNT, 0.75), measured(OTHER, 0.76))).ranker is OTHER
    assert best((default, measured(LEARNT, 0.77), measured(OTHER, 0.76))).ranker is LEARNT


def test_many_rivals_must_be_better_more_surely():
    default = measured(RANK_AVERAGE, 0.70)
    lucky = measured(OTHER, 0.73)
    crowd = tuple(measured(Ranker(f"r{place}", "", lambda known: None), 0.6) for place in range(30))
    assert best((default, lucky)).ranker is OTHER
    assert best((default, lucky, *crowd)).ranker is RANK_AVERAGE


def test_a_ranker_is_compared_only_where_it_could_be_used():
    late = measured(OTHER, 0.9)
    late.figures[:, 1] = np.nan
    default = measured(RANK_AVERAGE, 0.7)
    default.figures[0, 1] = 0.1
    assert late.looks == 1
    assert auc(late).of == 0.9
    assert gain(late, over=default).of == pytest.approx(0.2)


def test_two_looks_at_one_customer_are_not_two_customers():
    twice = measured(OTHER, 0.7, error=0.02)
    assert auc(twice).error == pytest.approx(0.02)
    assert top_share(twice).error == 0


def test_looks_leave_two_usual_gaps_before_them_and_their_time_ahead_after():
    known = look(shop(500, days=500), day=OPENING + 600, days=60)
    first, last = known.bought.day.min(), known.bought.day.max()
    looks = telling_looks(known)
    assert [each.known.day for each in looks] == [last - 60 - 30 * place for place in range(6)]
    assert min(each.known.day for each in looks) >= first + 2 * usual_gap(known)


def test_what_followed_a_look_is_counted_in_days_with_orders():
    bought = shop(200, days=500)
    known = look(bought, day=OPENING + 500, days=60)
    past = telling_looks(known)[0]
    place = int(np.argmax(past.orders))
    customer, day = past.known.seen.customer[place], past.known.day
    then = bought.between(day, day + 60)
    assert past.orders[place] == np.unique(then.day[then.customer == customer]).size


def test_who_can_never_be_used_is_left_out():
    known = look(shop(300, days=500), day=OPENING + 500, days=60)
    found = back_test(telling_looks(known), (RANKERS[0], OTHER), customers=known.seen.customer)
    assert [each.ranker for each in found] == [RANK_AVERAGE]
