"""How often somebody orders, as a letter says it."""

import pytest

from followup.core.letters.habits import span, usual_gap


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "a day"), (1, "a day"), (10, "ten days"), (13, "two weeks"), (42, "six weeks"), (45.5, "six weeks"),
     (91, "three months"), (365, "twelve months"), (730, "two years")],
)  # fmt: skip
def test_a_span_is_told_in_the_unit_that_people_use(days, words):
    assert span(days) == words


def test_the_middle_one_of_the_gaps_is_the_usual_one():
    assert usual_gap([1, 43, 50, 92, 134]) == "six weeks"


def test_one_gap_is_no_habit():
    assert usual_gap([1, 43]) == ""


def test_whoever_orders_now_after_days_and_now_after_months_has_no_usual_gap():
    assert usual_gap([1, 6, 7, 145, 148, 315]) == ""
