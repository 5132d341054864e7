"""Reply time in figures and in words."""

from datetime import date, timedelta

import pytest

from followup.core.speed.report import Pace, Week, monday_before, speed
from followup.core.speed.survival import Share
from followup.core.speed.waits import Sort, waits
from followup.core.speed.words import half, hours, percent, verdict, within
from tests.story import BERLIN, moment, story

TWO = timedelta(hours=2)
#: A Wednesday; the last full week began on 2 March.
NOW = moment("2026-03-11 12:00")


def figures(text: str, *, weeks: int | None = 4):
    since = None if weeks is None else monday_before(BERLIN, NOW, weeks=weeks)
    return speed(waits(story(text), now=NOW), BERLIN, now=NOW, target=TWO, since=since)


def said(text: str) -> str:
    return verdict(figures(text).verdict, TWO)


def answered(times: int, *, late: int = 0) -> str:
    """Enquiries of last Monday answered after half an hour, and late ones answered the next day."""
    lines = []
    for number in range(times + late):
        lines.append(f"2026-03-02 10:00  enquired  #t{number}")
        reply = "2026-03-02 10:30" if number < times else "2026-03-03 16:00"
        lines.append(f"{reply}  sent  #t{number}")
    return "\n".join(lines)


def test_the_sentence_of_the_week():
    assert said(answered(9, late=1)) == "You answered 9 of 10 within 2 hours."


def test_who_is_still_waiting_counts():
    text = answered(5) + "\n2026-03-04 10:00  enquired  #x\n2026-03-05 10:00  received  #y asks"

    assert said(text) == "You answered 5 of 7 within 2 hours; 2 are still waiting."


def test_few_are_told_as_few():
    assert said(answered(2)) == "You answered 2 of 2 within 2 hours."


def test_a_week_without_questions_says_so():
    assert said("2026-03-09 10:00  enquired  #a") == "Nobody asked you for an answer last week."


def test_what_was_called_off_in_time_is_nobodys_answer():
    text = """
        2026-03-02 10:00  enquired  #a
        2026-03-02 10:10  opted_out  #a
    """

    assert said(text) == "Nobody who asked you last week still wants an answer."


def test_what_was_called_off_too_late_was_not_answered():
    text = """
        2026-03-02 10:00  enquired  #a
        2026-03-03 10:10  opted_out  #a
    """

    assert said(text) == "You answered 0 of 1 within 2 hours."


def test_on_monday_morning_a_question_of_sunday_night_has_its_time():
    now = moment("2026-03-09 09:30")
    found = waits(story("2026-03-08 22:00  enquired  #a"), now=now)

    told = speed(found, BERLIN, now=now, target=TWO, since=date(2026, 2, 2))

    assert verdict(told.verdict, TWO) == "Answers to 1 of last week are still possible within 2 hours."


def test_a_mail_at_night_waits_from_the_next_opening():
    found = figures("""
        2026-03-02 23:00  enquired  #a
        2026-03-03 09:45  sent  #a
    """)

    assert found.pace.median.span == timedelta(minutes=45)


def test_an_answer_before_the_next_opening_took_no_working_time():
    found = figures("""
        2026-03-02 21:00  enquired  #a
        2026-03-02 21:40  sent  #a
    """)

    assert found.pace.median.span == timedelta()


def test_a_wait_that_is_over_without_an_answer_counts_as_long_as_it_was_seen():
    found = figures("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  sent  #a
        2026-03-02 10:00  enquired  Ben #b
        2026-03-02 10:30  opted_out  Ben
    """)

    # Of two, one was seen for half an hour only; the other was answered after one: all that were left.
    assert (found.pace.answered, found.pace.within.of) == (1, 1)


def test_each_sort_has_its_own_pace():
    found = figures("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  sent  #a
        2026-03-02 10:00  complained  #b
    """)

    assert {sort: (pace.asked, pace.answered) for sort, pace in found.sorts.items()} == {
        Sort.ENQUIRY: (1, 1),
        Sort.COMPLAINT: (1, 0),
    }


def test_every_week_stands_in_the_trend_also_the_empty_and_the_running_one():
    found = figures(answered(1) + "\n2026-03-09 10:00  enquired  #x")

    assert [(week.monday.isoformat(), week.pace.asked) for week in found.weeks] == [
        ("2026-02-09", 0), ("2026-02-16", 0), ("2026-02-23", 0), ("2026-03-02", 1), ("2026-03-09", 1),
    ]  # fmt: skip


def test_a_week_begins_on_monday_on_the_owners_clock():
    found = figures("2026-03-09 00:10  enquired  #a\n2026-03-08 23:50  enquired  #b")

    assert [week.pace.asked for week in found.weeks[-2:]] == [1, 1]


def test_all_there_is_begins_with_its_first_week():
    assert figures("2025-11-19 10:00  enquired  #a", weeks=None).since == date(2025, 11, 17)


def test_nothing_at_all_has_a_last_week_all_the_same():
    assert verdict(figures("", weeks=None).verdict, TWO) == "Nobody asked you for an answer last week."


def test_who_waits_from_before_the_weeks_asked_for_is_in_sight_but_not_in_the_figures():
    found = figures("2025-11-19 10:00  enquired  #a\n2026-03-11 10:00  enquired  #b", weeks=1)

    assert (found.pace.asked, [each.length > TWO for each in found.waiting]) == (1, [True, False])


def test_more_than_half_without_an_answer_is_a_sentence():
    assert half(figures("2026-03-02 10:00  enquired  #a").pace) == "more than half are still unanswered"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "at once"),
        (0.2, "1 min"),
        (45, "45 min"),
        (59.7, "1 h"),
        (60, "1 h"),
        (95, "1 h 35 min"),
        (611, "10 h"),
        (90_000, "1,500 h"),
    ],
)
def test_lengths_in_words(minutes, shown):
    assert hours(timedelta(minutes=minutes)) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_a_share_is_never_rounded_to_all_or_none(share, shown):
    assert percent(Share(share, 0, 1)) == shown


def test_one_hour_is_one():
    assert (within(timedelta(hours=1)), within(TWO)) == ("within 1 hour", "within 2 hours")


def test_one_that_is_still_waiting_is_one():
    week = Week(monday=date(2026, 3, 2), pace=Pace(asked=3), kept=2, owed=3, late=1)

    assert verdict(week, TWO) == "You answered 2 of 3 within 2 hours; 1 is still waiting."
