"""Days and times in sentences, said on Wednesday, 4 March 2026."""

import pytest

from followup.core.reading.dates import deadline, moments
from tests.core.reading.samples import WEDNESDAY

DEADLINES = {
    "by Friday": "2026-03-06", "on Wednesday": "2026-03-11", "this week": "2026-03-06", "by the end of next week": "2026-03-13",
    "early next week": "2026-03-11", "by the end of the month": "2026-03-31", "at the beginning of April": "2026-04-07",
    "in two weeks": "2026-03-18", "in a couple of weeks": "2026-03-18", "within 10 business days": "2026-03-18",
    "in 3 to 5 days": "2026-03-09", "in a fortnight": "2026-03-18", "by 20.03.2026": "2026-03-20", "by 2026-03-20": "2026-03-20",
    "by March 20th": "2026-03-20", "by the 20th of March": "2026-03-20", "by the 12th": "2026-03-12", "tomorrow": "2026-03-05",
    "the day after tomorrow": "2026-03-06", "Monday next week": "2026-03-09", "by 3 January": "2027-01-03",
    "between Monday and Friday": "2026-03-13",
}  # fmt: skip

NO_DATES = [
    "we may be in touch", "I sat in the sun", "call +49 221 4 12 30", "24/7 support", "room 12.30", "version 3.11.2", "at 14:00",
    "last Friday", "on Mondays we meet", "the 3rd floor", "31 February", "a second time", "step 2 of 5", "march on",
]  # fmt: skip

MOMENTS = {
    "Thursday 12 March at 14:00": "2026-03-12T14:00:00+01:00",
    "12.03.2026, 14:00 Uhr": "2026-03-12T14:00:00+01:00",
    "March 12th at 2:30 p.m.": "2026-03-12T14:30:00+01:00",
    "next Tuesday at noon": "2026-03-10T12:00:00+01:00",
    "at 9 am on Friday": "2026-03-06T09:00:00+01:00",
    "Fri, 13 Mar, 11:00 (GMT)": "2026-03-13T11:00:00+00:00",
    "12 March 2026 at 3 pm EST": "2026-03-12T15:00:00-04:00",
    "16 March at 15h00": "2026-03-16T15:00:00+01:00",
}


@pytest.mark.parametrize(("text", "day"), DEADLINES.items())
def test_a_day_is_reckoned_from_the_day_it_was_said(text, day):
    until = deadline(text, WEDNESDAY)
    assert until
    assert until.date().isoformat() == day


@pytest.mark.parametrize("text", NO_DATES)
def test_no_day_comes_out_of_thin_air(text):
    assert deadline(text, WEDNESDAY) is None


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_a_day_with_a_time_is_a_moment(text, moment):
    assert [each.at.isoformat() for each in moments(text, WEDNESDAY)] == [moment]


def test_a_slashed_date_that_can_be_read_twice_is_not_sure():
    assert [each.sure for each in moments("on 05/06/2026 at 10:00", WEDNESDAY)] == [False]


def test_a_slashed_date_that_can_be_read_once_is_sure():
    assert [each.sure for each in moments("on 25/06/2026 at 10:00", WEDNESDAY)] == [True]
