"""Kaplan and Meier's curve against a published table, and against the definition itself."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.speed.survival import Length, Share, Time, curve

QUICK = settings(max_examples=150, deadline=None)

#: Weeks in remission of two times 21 children with leukaemia, on 6-mercaptopurine and on placebo (Freireich and
#: others, 1963; the example of most textbooks). “+” is still in remission when last seen.
MERCAPTOPURINE = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def seen(text: str) -> list[Length]:
    """Lengths in weeks; a plus marks one whose end was not seen."""
    return [Length(timedelta(weeks=int(each.rstrip("+"))), "+" not in each) for each in text.split()]


def weeks(*times: timedelta | None) -> list[float | None]:
    return [each / timedelta(weeks=1) if each is not None else None for each in times]


def test_the_curve_of_the_textbook():
    found = curve(seen(MERCAPTOPURINE))

    assert weeks(*found.times) == [6, 7, 10, 13, 16, 22, 23]
    assert [round(each, 3) for each in found.share] == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]


def test_greenwoods_standard_errors_of_the_textbook():
    found = curve(seen(MERCAPTOPURINE))

    errors = [share * risk**0.5 for share, risk in zip(found.share, found.risk, strict=True)]
    assert [round(each, 4) for each in errors] == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]


def half(text: str) -> Time:
    """The median, which must be there."""
    found = curve(seen(text)).median
    assert found
    return found


def share(text: str, within: int) -> Share:
    """The share answered within so many weeks, which must be there."""
    found = curve(seen(text)).answered_within(timedelta(weeks=within))
    assert found
    return found


@pytest.mark.parametrize(("text", "median"), [(MERCAPTOPURINE, [23, 13, None]), (PLACEBO, [8, 4, 11])])
def test_the_medians_of_the_textbook_and_their_intervals(text, median):
    assert weeks(*half(text)) == median


def test_what_the_curve_does_not_reach_is_not_told():
    assert curve(seen(MERCAPTOPURINE)).quantile(0.75) is None


def test_more_than_half_without_an_answer_have_no_median():
    assert curve(seen("1 9+ 9+")).median is None


def test_exactly_half_is_half():
    assert weeks(half("1 2 3 4 5 6 7 8 9 10").span) == [5]


def test_an_answer_comes_before_a_wait_that_was_seen_just_as_long():
    assert curve(seen("3 3+")).share == [0.5]


def test_nobody_waiting_is_no_curve():
    found = curve([])

    assert (found.median, found.answered_within(timedelta(weeks=1))) == (None, None)


def test_two_of_two_is_no_certainty():
    found = share("1 1", within=2)

    assert (found.of, round(found.low, 3), found.high) == (1, 0.342, 1)


def test_where_all_were_seen_to_the_end_the_interval_is_wilsons():
    # 13 of 21, as Wilson's score has it.
    found = share(PLACEBO, within=8)

    assert [round(each, 3) for each in found] == [0.619, 0.409, 0.792]


def test_waits_too_young_to_tell_tell_nothing():
    assert curve(seen("1+ 2+")).answered_within(timedelta(weeks=3)) is None


def test_waits_that_were_seen_long_enough_tell_that_nobody_answered():
    found = share("5+ 5+ 5+", within=3)

    assert (found.of, found.low, round(found.high, 2)) == (0, 0, 0.56)


lengths = st.lists(
    st.builds(Length, st.integers(0, 12).map(lambda hours: timedelta(hours=hours)), st.booleans()),
    max_size=14,
)


def exactly(found: list[Length], span: timedelta) -> Fraction:
    """The share without an answer after a span, from the definition, in whole numbers."""
    share = Fraction(1)
    for time in sorted({each.span for each in found if each.is_answered and each.span <= span}):
        there = sum(each.span >= time for each in found)
        answered = sum(each.span == time and each.is_answered for each in found)
        share *= Fraction(there - answered, there)
    return share


@QUICK
@given(lengths)
def test_the_curve_is_the_product_of_its_definition(found):
    made = curve(found)

    wanted = [float(exactly(found, time)) for time in made.times]
    assert made.share == pytest.approx(wanted, abs=1e-12)


@QUICK
@given(lengths, st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]))
def test_a_quantile_is_the_first_time_at_which_so_many_were_answered(found, part):
    reached = [
        each.span for each in sorted(found) if each.is_answered and 1 - exactly(found, each.span) >= part
    ]

    time = curve(found).quantile(float(part))

    assert (time and time.span) == (reached[0] if reached else None)


@QUICK
@given(lengths)
def test_an_interval_holds_its_own_middle(found):
    made = curve(found)
    median, part = made.median, made.answered_within(timedelta(hours=6))

    assert median is None or (median.low or median.span) <= median.span <= (median.high or median.span)
    assert part is None or 0 <= part.low <= part.of + 1e-12 <= part.high + 2e-12 <= 1 + 3e-12


@QUICK
@given(lengths, st.integers(0, 12))
def test_without_open_waits_the_share_is_a_plain_count(found, hours):
    ended = [each._replace(is_answered=True) for each in found]
    span = timedelta(hours=hours)

    part = curve(ended).answered_within(span)

    wanted = sum(each.span <= span for each in ended) / len(ended) if ended else None
    assert (part and part.of) == (pytest.approx(wanted) if wanted is not None else None)
