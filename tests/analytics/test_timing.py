"""When each customer usually orders."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.analytics.looking import look
from followup.analytics.purchases import purchases
from followup.analytics.timing import even_gap, timing, usual_gap


def habits(pairs):
    who, day = np.array(pairs).T
    return look(purchases(who, day, np.full(len(who), 1.0)), day=500, days=90)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 400)), min_size=1, max_size=80))
def test_gap_and_spread_are_the_medians_taken_one_customer_at_a_time(pairs):
    known = habits(pairs)
    found = timing(known)
    for place, customer in enumerate(known.seen.customer):
        gaps = np.diff(sorted({day for who, day in pairs if who == customer}))
        if len(gaps) < 2:
            assert np.isnan(found.gap[place])
        else:
            assert found.gap[place] == np.median(gaps)
            assert found.spread[place] == pytest.approx(
                np.median(np.abs(gaps - np.median(gaps))) / np.median(gaps)
            )


def test_clockwork_has_no_spread():
    assert timing(habits([(1, day) for day in range(0, 100, 7)])).spread.tolist() == [0.0]


def test_the_usual_gap_of_all_needs_somebody_who_came_back():
    assert np.isnan(usual_gap(habits([(1, 0), (2, 9)])))
    assert usual_gap(habits([(1, 0), (1, 8), (2, 0), (2, 20), (2, 30)])) == 10


def test_the_gap_of_who_ordered_once_is_that_of_all():
    assert even_gap(habits([(1, 0), (1, 10), (1, 20), (2, 5)])).tolist() == [10.0, 10.0]
