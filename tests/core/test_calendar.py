"""Business days, working hours and daytime, wherever somebody works."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core import calendar
from followup.core.calendar import Place, place_of
from tests.story import BERLIN, clock, moment


@pytest.mark.parametrize(
    ("place", "day", "works"),
    [
        (Place("Europe/Berlin", "DE", "BY"), date(2026, 1, 6), False),
        (Place("Europe/Berlin", "DE", "BE"), date(2026, 1, 6), True),
        (Place("Europe/London", "GB", "SCT"), date(2026, 1, 2), False),
        (Place("Europe/London", "GB", "ENG"), date(2026, 1, 2), True),
        (Place("America/New_York", "US"), date(2026, 7, 3), False),  # the Fourth falls on a Saturday
        (Place("Asia/Riyadh", "SA"), date(2026, 3, 6), False),  # Friday
        (Place("Asia/Riyadh", "SA"), date(2026, 3, 8), True),  # Sunday
        (Place("Asia/Shanghai", "CN"), date(2026, 2, 14), True),  # a Saturday that is made up for
        (Place("UTC", "XX"), date(2026, 12, 25), True),  # an unknown country has weekends only
    ],
)
def test_people_work_by_the_calendar_of_their_country(place, day, works):
    assert calendar.is_business_day(place, day) is works


@pytest.mark.parametrize(
    ("count", "day"), [(0, "2026-03-09"), (1, "2026-03-09"), (2, "2026-03-10"), (-1, "2026-03-06")]
)
def test_business_days_from_a_saturday(count, day):
    assert calendar.business_days_after(BERLIN, date(2026, 3, 7), count) == date.fromisoformat(day)


def test_business_days_go_on_over_the_year():
    assert calendar.business_days_after(BERLIN, date(2025, 12, 31), 1) == date(2026, 1, 2)
    assert calendar.business_days_after(BERLIN, date(2026, 1, 2), -1) == date(2025, 12, 31)


def test_working_hours_stop_for_the_night_and_the_weekend():
    ends = calendar.working_hours_after(BERLIN, moment("2026-03-06 16:30"), timedelta(hours=1))

    assert clock(ends) == "2026-03-09 09:30"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2026-03-02 07:00", "2026-03-02 09:00"),
        ("2026-03-02 08:45", "2026-03-02 08:45"),
        ("2026-03-02 18:00", "2026-03-03 09:00"),
    ],
)
def test_letters_keep_to_the_daytime(told, shown):
    assert clock(calendar.daytime(BERLIN, moment(told))) == shown


def test_nine_there_stays_nine_over_a_change_of_clocks():
    days = [calendar.morning(BERLIN, date(2026, 3, day)) for day in (28, 29, 30)]

    assert [clock(each)[11:] for each in days] == ["09:00"] * 3
    assert days[1] - days[0] == timedelta(hours=23)


def test_a_wall_time_that_is_left_out_is_the_one_after_it():
    assert clock(calendar.at(BERLIN, date(2026, 3, 29), time(2, 30))) == "2026-03-29 03:30"


def test_nobody_is_written_to_a_day_early_west_of_greenwich():
    honolulu = Place("Pacific/Honolulu", "US", "HI")

    assert clock(calendar.morning(honolulu, date(2026, 3, 2)), "Pacific/Honolulu") == "2026-03-02 09:00"


def test_an_unknown_place_is_taken_to_be_the_firm_s_and_then_the_owner_s():
    assert place_of(BERLIN, ("Mars/Olympus", "", ""), ("", "AT", "9")) == Place("Europe/Berlin", "AT", "9")
    assert place_of(BERLIN, ("", "", "")) == BERLIN


def test_a_subdivision_counts_only_beside_its_own_country():
    assert place_of(BERLIN, ("Europe/London", "GB", "")) == Place("Europe/London", "GB", "")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-02 10:00", "2026-03-02 12:30", 2.5),
        ("2026-03-02 23:00", "2026-03-03 09:20", 1 / 3),  # the night is nobody's working time
        ("2026-03-06 16:00", "2026-03-09 10:00", 2),  # nor is the weekend
        ("2026-04-02 16:00", "2026-04-07 10:00", 2),  # nor is Easter
        ("2026-03-02 18:00", "2026-03-02 22:00", 0),  # answered before the next opening
        ("2026-03-02 08:00", "2026-03-02 18:00", 8),
        ("2025-12-30 16:00", "2026-01-02 10:00", 10),  # New Year's Eve is worked, the first is not
        ("2026-03-02 12:00", "2026-03-02 11:00", 0),
    ],
)
def test_working_hours_between_two_moments(start, end, hours):
    passed = calendar.working_hours_between(BERLIN, moment(start), moment(end))

    assert passed / timedelta(hours=1) == pytest.approx(hours)


def test_working_hours_where_the_day_begins_in_another_year():
    auckland = Place("Pacific/Auckland", work_start=time(0, 30), work_end=time(6))

    passed = calendar.working_hours_between(
        auckland, moment("2026-12-31 10:00", "UTC"), moment("2026-12-31 12:30", "UTC")
    )

    assert passed == timedelta(hours=1)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([BERLIN, Place("America/New_York", "US"), Place("Asia/Riyadh", "SA"), Place("UTC")]),
    st.integers(0, 380 * 24 * 60).map(
        lambda minutes: moment("2025-12-20 00:00") + timedelta(minutes=minutes)
    ),
    st.integers(1, 300_000),
)
def test_as_much_working_time_has_passed_as_was_waited_for(place, start, seconds):
    span = timedelta(seconds=seconds)

    ends = calendar.working_hours_after(place, start, span)

    assert calendar.working_hours_between(place, start, ends) == span


def test_nobody_works_where_work_ends_before_it_begins():
    place = Place("Europe/Berlin", work_start=time(17), work_end=time(9))

    assert calendar.working_hours_between(place, moment("2026-03-02 10:00"), moment("2026-03-06 10:00")) == (
        timedelta()
    )
