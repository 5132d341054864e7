"""Interviews in plain mail: set, proposed, moved, called off."""

from datetime import UTC

import pytest

from followup.core.facts import Party
from tests.core.reading.samples import SEEKER, kinds, letter, line, lines, mail, ours, read

SET = {
    "invitation": (
        "We would like to invite you to an interview on Thursday 12 March at 14:00 in our office.",
        "interview_set 2026-03-12 14:00–15:00",
    ),
    "confirmed": (
        "Your interview is confirmed for Friday, 6 March 2026, 10:30 am.",
        "interview_set 2026-03-06 10:30–11:30",
    ),
    "with its end": (
        "The interview will take place on 16 March from 2 to 3:30 pm.",
        "interview_set 2026-03-16 14:00–15:30",
    ),
    "with its length": (
        "I am pleased to confirm the interview for Monday at 9:00. It will take 45 minutes.",
        "interview_set 2026-03-09 09:00–09:45",
    ),
    "named zone": (
        "Your interview is scheduled for March 12th, 2026 at 4 pm London time.",
        "interview_set 2026-03-12 16:00–17:00",
    ),
    "day and time on lines of their own": (
        "We are happy to invite you to an interview.\n\nDate: Tuesday, 10 March 2026\nTime: 11:00 – 12:00\nPlace: Dock Street 4",
        "interview_set 2026-03-10 11:00–12:00",
    ),
    "after the clock change": (
        "We would like to invite you for an interview on 2 April at 14:00.",
        "interview_set 2026-04-02 14:00–15:00",
    ),
    "tomorrow": (
        "This confirms your phone interview tomorrow at 15:00.",
        "interview_set 2026-03-05 15:00–16:00",
    ),
    "proposed by a question": (
        "Are you free for an interview on Thursday 12 March at 14:00?",
        "interview_set? 2026-03-12 14:00–15:00",
    ),
    "three in the afternoon, probably": (
        "We would like to invite you to an interview on Thursday at 3.",
        "interview_set? 2026-03-05 15:00–16:00",
    ),
    "weekday and date at odds": (
        "We would like to invite you to an interview on Thursday, 13 March at 14:00.",
        "interview_set? 2026-03-13 14:00–15:00",
    ),
    "moved": (
        "We have to move the interview to Friday 13 March at 10:00.",
        "interview_moved 2026-03-13 10:00–11:00",
    ),
    "moved, both days named": (
        "The interview on Thursday 12 March at 14:00 has been moved to Friday 13 March at 10:00.",
        "interview_moved 2026-03-13 10:00–11:00",
    ),
    "we need to move": (
        "We need to move our interview to Friday 13 March at 10:00.",
        "interview_moved 2026-03-13 10:00–11:00",
    ),
    "we need to cancel": ("Due to illness we need to cancel tomorrow's interview.", "interview_cancelled"),
    "called off": ("We are sorry, but the interview on Thursday has to be cancelled.", "interview_cancelled"),
}

NOT_SET = {
    "no day": "We would like to invite you to an interview and will send you a date.",
    "several days to choose from": "We would like to invite you to an interview. Would Monday 9 March at 10:00 or Tuesday 10 March at 14:00 suit?",
    "perhaps": "If you are shortlisted, we may invite you to an interview on 12 March at 14:00.",
    "over": "Thank you for coming to the interview on Monday at 14:00.",
    "if you need to move it": "If you need to reschedule the interview, 12 March at 14:00 is the last day.",
    "webinar": "We would like to invite you to our webinar on 12 March at 14:00.",
    "opening hours": "Our office is open on Monday from 9:00 to 17:00.",
}


@pytest.mark.parametrize(("text", "expected"), SET.values(), ids=SET)
def test_an_interview_with_day_and_time_is_read(text, expected):
    assert expected in lines(mail(text))


@pytest.mark.parametrize("text", NOT_SET.values(), ids=NOT_SET)
def test_no_interview_is_made_up(text):
    assert not [each for each in kinds(mail(text)) if each == "interview_set"]


def test_an_invitation_without_a_day_wants_an_answer():
    assert letter(mail("We would like to invite you to an interview. When would you be free?")).asks


def test_a_moved_interview_belongs_to_the_same_event_as_the_one_in_its_conversation():
    first = read(
        mail("Your interview is confirmed for Thursday 12 March at 14:00.", message_id="a@x.example")
    )
    then = read(
        mail(
            "We have to move the interview to Friday 13 March at 10:00.",
            message_id="b@x.example",
            references=("a@x.example",),
        )
    )
    assert [each.details["event"] for each in (*first, *then)] == ["mail:a@x.example"] * 2


def test_an_attached_invitation_speaks_for_itself():
    text = "Your interview is confirmed for Thursday 12 March at 14:00."
    assert kinds(mail(text, calendars=("BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR",))) == []


def test_our_own_yes_settles_the_interview():
    reply = ours(
        "Thursday 12 March at 14:00 works well for me.",
        "Re: Interview",
        in_reply_to=("m1@harbour-labs.example",),
    )
    assert [line(each) for each in read(reply, SEEKER)] == ["interview_set 2026-03-12 14:00–15:00"]


def test_our_own_no_sets_nothing():
    assert kinds(ours("Unfortunately Thursday 12 March at 14:00 is not possible.", "Re: Interview")) == []


def test_a_machine_in_utc_means_the_readers_clock():
    sent = mail(
        "Your interview is confirmed for 12 March at 14:00.",
        sender=Party("Harbour Labs", "no-reply@greenhouse.io"),
        sent_at=mail("").sent_at.astimezone(tz=UTC),
    )
    assert [each.at.isoformat() for each in read(sent) if each.slot == "interview:1"] == [
        "2026-03-12T14:00:00+01:00"
    ]


def test_a_settled_day_wants_no_answer():
    assert not letter(mail("Good news: the interview is on Monday 9 March at 15:00.", "Interview")).asks


def test_an_invitation_with_a_day_wants_an_answer():
    assert letter(mail("We would like to invite you to an interview on Monday 9 March at 15:00.")).asks


def test_a_time_at_the_end_ends_the_sentence():
    text = "We would like to invite you to an interview on Tuesday 10 March at 10:00. You will meet me and walk through the lab."
    (told,) = read(mail(text))
    assert told.says == "We would like to invite you to an interview on Tuesday 10 March at 10:00."


def test_a_day_s_number_does_not_end_the_sentence():
    text = "We would like to invite you to an interview on the 10. March at 10:00 in Cologne."
    assert [each.says for each in read(mail(text))] == [text]
