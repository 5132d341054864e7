"""What a job seeker owes, step by step: when it is due, when it is late, when it is dropped and what stops it."""

import pytest

from followup.core.agenda import agenda
from followup.core.calendar import Place, WorkCalendar
from tests.story import BERLIN, HERE, SEEKER, clock, one, owed, person, story, told

INTERVIEW = "2026-03-02 11:00  interviewed @Potter"


def test_an_interview_is_thanked_for_after_two_hours():
    assert owed(INTERVIEW)[0] == "2026-03-02 13:00 interview/thank-you"


def test_after_an_evening_interview_thanks_wait_for_nine_the_next_morning():
    assert owed("2026-03-02 17:00 interviewed @Potter")[0] == "2026-03-03 09:00 interview/thank-you"


def test_thanks_are_late_after_two_days_and_fold_into_the_result_check_after_five_business_days():
    thanks = one(INTERVIEW, "interview/thank-you")

    assert (clock(thanks.deadline), clock(thanks.lapses)) == ("2026-03-04 11:00", "2026-03-09 17:30")


def test_the_date_of_the_interview_counts_and_not_that_of_the_application():
    # career-ops: applied 1 August, interview 20 August made a thank-you due on 2 August.
    assert owed("""
        2026-08-01 09:00  applied @Potter
        2026-08-08 09:00  sent @Potter step=application/check because=1
        2026-08-20 10:00  interview_set @Potter until=2026-08-20T11:00
    """)[0] == "2026-08-20 13:00 interview/thank-you"  # fmt: skip


def test_a_talk_in_the_calendar_and_in_a_mail_is_one_talk():
    assert owed("""
        2026-03-02 10:00  interview_set Ada @Potter event=talk until=2026-03-02T11:00
        2026-03-02 10:15  interview_set Ben @Potter event=mail:a until=2026-03-02T11:15
    """) == ["2026-03-02 13:00 interview/thank-you", "2026-03-10 09:00 interview/result-check"]


def test_talks_an_hour_apart_are_two_talks():
    facts = """
        2026-03-02 10:00  interview_set Ada @Potter event=talk until=2026-03-02T11:00
        2026-03-02 11:00  interview_set Ben @Potter event=mail:a until=2026-03-02T12:00
    """
    assert sum("thank-you" in each for each in owed(facts)) == 2


def test_each_interviewer_is_thanked_and_the_organiser_alone_is_asked_for_the_result():
    assert owed("""
        2026-03-02 10:00  interview_set Ada @Potter event=talk until=2026-03-02T11:00
        2026-03-02 10:00  interview_set Ben @Potter event=talk until=2026-03-02T11:00 organiser=yes
    """) == [
        "2026-03-02 13:00 interview/thank-you",
        "2026-03-02 13:00 interview/thank-you Ben",
        "2026-03-10 09:00 interview/result-check Ben",
    ]  # fmt: skip


def test_without_an_organiser_who_wrote_first_is_asked_for_the_result():
    lines = owed("""
        2026-02-20 10:00  received Ben @Potter #x
        2026-03-02 10:00  interview_set Ada @Potter event=talk until=2026-03-02T11:00
        2026-03-02 10:00  interview_set Ben @Potter event=talk until=2026-03-02T11:00
    """)  # fmt: skip

    assert lines[-1] == "2026-03-10 09:00 interview/result-check Ben"


def test_a_moved_interview_counts_from_its_new_end():
    assert owed("""
        2026-03-02 10:00  interview_set @Potter event=talk until=2026-03-02T11:00
        2026-03-05 10:00  interview_moved @Potter event=talk sequence=1 until=2026-03-05T11:00
    """)[0] == "2026-03-05 13:00 interview/thank-you"  # fmt: skip


def test_a_cancelled_interview_calls_for_nothing():
    assert owed("""
        2026-03-02 10:00  interview_set @Potter event=talk until=2026-03-02T11:00
        2026-03-01 10:00  interview_cancelled @Potter event=talk sequence=1
    """) == []  # fmt: skip


def test_the_invitation_and_the_mail_about_it_tell_one_interview():
    lines = owed("""
        2026-03-02 10:00  interview_set @Potter event=talk until=2026-03-02T11:00
        2026-03-02 10:00  interview_set @Potter #mail
    """)  # fmt: skip

    assert lines == ["2026-03-02 13:00 interview/thank-you", "2026-03-10 09:00 interview/result-check"]


def test_a_reply_calls_off_asking_but_not_thanking():
    assert owed(INTERVIEW + "\n2026-03-03 09:00 received @Potter") == ["2026-03-02 13:00 interview/thank-you"]


def test_the_result_is_asked_for_two_business_days_after_the_day_they_named():
    check = one(
        INTERVIEW + "\n2026-03-02 11:00 answer_promised @Potter until=2026-03-20T00:00",
        "interview/result-check",
    )

    assert clock(check.due) == "2026-03-24 09:00"


def test_in_britain_the_result_is_late_a_day_later():
    london = WorkCalendar(Place("Europe/London", "GB", "ENG"))

    assert (
        clock(one(INTERVIEW, "interview/result-check", places=london).deadline, "Europe/London")
        == "2026-03-17 17:30"
    )


def test_two_unanswered_checks_seven_business_days_apart_and_then_a_graceful_close():
    told_so_far = INTERVIEW + "\n2026-03-02 14:00 sent @Potter step=interview/thank-you because=1"
    told_so_far += "\n2026-03-10 10:00 sent @Potter step=interview/result-check because=1"
    assert owed(told_so_far) == ["2026-03-19 09:00 interview/second-check"]

    told_so_far += "\n2026-03-19 10:00 sent @Potter step=interview/second-check because=1"
    assert owed(told_so_far) == ["2026-04-02 09:00 interview/close"]

    told_so_far += "\n2026-04-02 10:00 sent @Potter step=interview/close because=1"
    assert owed(told_so_far) == []


def test_a_letter_from_another_program_settles_the_step_that_it_plausibly_is():
    told_so_far = INTERVIEW + "\n2026-03-02 15:00 sent @Potter"
    assert owed(told_so_far) == ["2026-03-10 09:00 interview/result-check"]

    assert owed(told_so_far + "\n2026-03-10 12:00 sent @Potter") == [
        "2026-03-19 09:00 interview/second-check"
    ]


@pytest.mark.parametrize("kind", ["rejected machine", "offered", "hired", "withdrawn"])
def test_an_outcome_told_by_anybody_ends_the_questions(kind):
    assert not [line for line in owed(f"{INTERVIEW}\n2026-03-04 09:00 {kind} Ben @Potter") if "check" in line]


def test_an_application_is_asked_about_after_seven_business_days_and_late_after_ten():
    check = one("2026-03-02 10:00 applied @Potter", "application/check")

    assert (clock(check.due), clock(check.deadline)) == ("2026-03-11 09:00", "2026-03-16 17:30")


def test_never_before_two_business_days_after_the_closing_date():
    assert owed("2026-03-02 10:00 applied @Potter until=2026-03-20T00:00") == [
        "2026-03-24 09:00 application/check"
    ]


def test_a_machine_that_confirms_the_application_answers_nothing():
    assert owed("2026-03-02 10:00 applied @Potter\n2026-03-02 10:01 acknowledged machine @Potter") == [
        "2026-03-11 09:00 application/check"
    ]


def test_two_roles_at_one_firm_are_two_matters():
    assert owed(
        "2026-03-02 10:00 applied @Potter\n2026-03-02 11:00 applied @Kiln\n2026-03-04 09:00 rejected machine @Kiln"
    ) == ["2026-03-11 09:00 application/check"]


def test_a_colleague_who_answers_about_the_job_answers_the_application():
    assert owed("2026-03-02 10:00 applied @Potter\n2026-03-04 09:00 received Ben @Potter") == []


def test_details_left_are_asked_about_as_an_application():
    assert owed("2026-03-02 10:00 details_left") == ["2026-03-11 09:00 application/check"]


def test_waiting_since_the_application():
    assert (
        clock(one("2026-03-02 10:00 applied @Potter", "application/check").waiting_since)
        == "2026-03-02 10:00"
    )


def test_a_rejection_by_a_person_is_answered_the_next_business_day():
    reply = one("2026-03-06 16:00 rejected @Potter", "rejection/reply")

    assert (clock(reply.due), clock(reply.deadline)) == ("2026-03-09 09:00", "2026-03-13 17:30")


def test_a_rejection_by_a_machine_is_not():
    assert owed("2026-03-06 16:00 rejected machine @Potter") == []


def test_half_a_year_of_silence_after_a_kind_rejection_is_broken_after_ninety_days():
    told_so_far = (
        "2026-03-02 10:00 rejected @Potter\n2026-03-03 09:00 sent @Potter step=rejection/reply because=1"
    )
    assert owed(told_so_far) == ["2026-06-01 09:00 keep-warm/hello"]

    told_so_far += "\n2026-06-01 10:00 sent step=keep-warm/hello because=1"
    assert owed(told_so_far) == ["2026-08-31 09:00 keep-warm/hello"]


def test_after_two_greetings_without_an_answer_only_once_a_year():
    assert owed("""
        2026-03-02 10:00  referee_agreed
        2026-06-01 10:00  sent step=keep-warm/hello because=1
        2026-08-31 10:00  sent step=keep-warm/hello because=2
    """) == ["2027-08-31 09:00 keep-warm/hello"]  # fmt: skip


def test_keeping_in_touch_starts_again_when_you_were_in_touch():
    assert owed("2026-03-02 10:00 referee_agreed\n2026-05-04 10:00 received") == [
        "2026-08-03 09:00 keep-warm/hello"
    ]


def test_an_offer_is_answered_within_a_day_and_before_the_day_they_named():
    answer = one("2026-03-10 10:00 offered @Potter until=2026-03-20T12:00", "offer/answer")

    assert (clock(answer.due), clock(answer.deadline)) == ("2026-03-11 09:00", "2026-03-20 12:00")


def test_a_letter_that_asks_is_answered_after_one_working_hour_the_same_business_day():
    reply = one("2026-03-06 16:30 received asks", "employer/reply")

    assert (clock(reply.due), clock(reply.deadline)) == ("2026-03-09 09:30", "2026-03-09 09:30")


def test_a_morning_question_is_late_at_the_end_of_the_working_day():
    assert clock(one("2026-03-06 10:00 received asks", "employer/reply").deadline) == "2026-03-06 17:00"


def test_an_invitation_that_was_followed_wants_no_answer_any_more():
    reply = one(
        """
        2026-03-02 10:00  received asks @Potter #a
        2026-03-03 14:00  interview_set @Potter #a until=2026-03-03T15:00
        """,
        "employer/reply",
    )

    assert clock(reply.lapses) == "2026-03-03 15:00"


def test_a_letter_that_asks_nothing_is_owed_nothing():
    assert owed("2026-03-06 10:00 received") == []


def test_a_question_by_a_machine_is_owed_nothing():
    assert owed("2026-03-06 10:00 received asks machine") == []


def test_the_oldest_open_question_is_the_one_that_waits():
    assert owed("2026-03-04 10:00 received asks #x\n2026-03-05 10:00 received asks #x") == [
        "2026-03-04 11:00 employer/reply"
    ]


def test_an_answer_in_the_conversation_settles_every_question_in_it():
    assert (
        owed(
            "2026-03-04 10:00 received asks #x\n2026-03-05 10:00 received asks #x\n2026-03-05 11:00 sent Ben #x"
        )
        == []
    )


def test_an_answer_in_another_conversation_settles_nothing_there():
    assert owed("2026-03-04 10:00 received asks #x\n2026-03-05 11:00 sent #y") == [
        "2026-03-04 11:00 employer/reply"
    ]


def test_a_referee_is_asked_before_the_name_is_given():
    assert owed("""
        2026-03-02 10:00  referee_named Ben
        2026-03-03 10:00  reference_asked @Potter
    """) == ["2026-03-02 10:00 referee/permission Ben"]  # fmt: skip


def test_a_referee_who_said_yes_hears_the_same_day_that_a_call_may_come():
    alert = one(
        "2026-02-02 10:00 referee_agreed Ben\n2026-03-03 10:00 reference_asked @Potter until=2026-03-05T10:00",
        "referee/alert",
    )

    assert (alert.contact, clock(alert.due), clock(alert.deadline)) == (
        person("Ben"),
        "2026-03-03 10:00",
        "2026-03-05 10:00",
    )


def test_whoever_spoke_or_opened_a_door_hears_the_outcome_once():
    lines = owed("""
        2026-02-02 10:00  referee_agreed Ben
        2026-02-03 10:00  referred Cleo @Potter
        2026-02-03 11:00  sent Cleo step=referral/thanks because=2
        2026-02-04 10:00  referee_agreed Dan
        2026-03-03 10:00  reference_asked @Potter
        2026-03-03 11:00  sent Ben step=referee/alert because=5
        2026-03-03 11:00  sent Dan step=referee/alert because=5
        2026-03-10 10:00  hired @Potter
    """)  # fmt: skip

    assert [line for line in lines if "keep-warm" not in line] == [
        "2026-03-11 09:00 referee/thanks Ben",
        "2026-03-11 09:00 referee/thanks Dan",
        "2026-03-11 09:00 referral/report Cleo",
    ]


def test_at_landing_everyone_else_who_helped_is_thanked():
    lines = owed("2026-02-02 10:00 referee_agreed Ben\n2026-03-10 10:00 hired @Potter")

    assert lines[0] == "2026-03-13 09:00 landing/thanks Ben"


def test_a_referral_is_thanked_for_within_a_day():
    thanks = one("2026-03-05 10:00 referred", "referral/thanks")

    assert (clock(thanks.due), clock(thanks.deadline)) == ("2026-03-06 09:00", "2026-03-09 17:30")


def test_a_promise_is_kept_on_the_day_it_names():
    assert owed("2026-03-02 10:00 promised until=2026-03-06T00:00") == ["2026-03-06 09:00 promise/keep"]


def test_what_is_not_sure_has_no_effect():
    assert owed("2026-03-02 10:00 applied @Potter\n2026-03-05 10:00 rejected unsure @Potter") == [
        "2026-03-11 09:00 application/check"
    ]


def test_out_of_office_pauses_until_a_business_day_after_the_return():
    assert owed(
        "2026-03-02 10:00 applied @Potter\n2026-03-10 10:00 out_of_office until=2026-03-20T00:00"
    ) == ["2026-03-23 09:00 application/check"]


@pytest.mark.parametrize("kind", ["opted_out", "reported", "stopped", "bounced hard=yes"])
def test_silence_that_was_asked_for_is_kept(kind):
    assert owed(f"{INTERVIEW}\n2026-03-02 12:00 {kind}") == []


def test_who_writes_after_a_bounce_can_be_written_to():
    assert owed("2026-03-01 10:00 bounced hard=yes\n2026-03-02 10:00 received asks") == [
        "2026-03-02 11:00 employer/reply"
    ]


def test_a_stop_about_one_job_leaves_the_other_alone():
    assert owed(
        "2026-03-02 10:00 applied @Potter\n2026-03-02 10:00 applied @Kiln\n2026-03-03 10:00 stopped @Potter"
    ) == ["2026-03-11 09:00 application/check"]


def test_two_questions_to_one_person_are_three_business_days_apart():
    assert owed("2026-03-02 10:00 applied @Potter\n2026-03-02 10:00 applied @Kiln") == [
        "2026-03-11 09:00 application/check",
        "2026-03-16 09:00 application/check",
    ]


def test_the_same_person_is_thanked_for_each_round():
    lines = owed("2026-03-02 11:00 interviewed @Potter\n2026-03-04 11:00 interviewed @Potter")

    assert [line for line in lines if "thank-you" in line] == [
        "2026-03-02 13:00 interview/thank-you",
        "2026-03-04 13:00 interview/thank-you",
    ]


def test_replies_come_first_then_thanks_then_questions():
    steps = [each.step for each in agenda(story("""
        2026-02-20 10:00  applied Ben @Kiln
        2026-03-02 11:00  interviewed @Potter
        2026-03-03 11:00  received Cleo asks
    """), SEEKER, HERE)]  # fmt: skip

    assert steps == ["employer/reply", "interview/thank-you", "application/check", "interview/result-check"]


def test_holidays_of_the_reader_do_not_count():
    vienna = WorkCalendar(BERLIN, {person("Ben"): Place("Europe/Vienna", "AT")})
    text = "2026-05-28 10:00 applied Ada @Potter\n2026-05-28 10:00 applied Ben @Kiln"

    # Corpus Christi, 4 June 2026, is a holiday in Austria and not in Berlin.
    assert told(agenda(story(text), SEEKER, vienna)) == [
        "2026-06-08 09:00 application/check",
        "2026-06-09 09:00 application/check Ben",
    ]


HELD = "2026-03-02 10:00 applied @Navigation\n2026-03-09 11:00 interview_set @Navigation event=round"


@pytest.mark.parametrize("word", ["reference_asked", "offered", "rejected machine"])
def test_a_late_word_under_another_title_ends_the_question_about_the_result(word):
    assert "interview/result-check" in " ".join(owed(HELD))

    later = owed(f"{HELD}\n2026-03-12 10:00 {word} @Research")
    assert "interview/result-check" not in " ".join(later)


def test_a_late_word_about_another_application_leaves_the_question_open():
    text = f"{HELD}\n2026-03-04 10:00 applied @Research\n2026-03-12 10:00 rejected machine @Research"

    assert "2026-03-17 09:00 interview/result-check" in owed(text)


def test_a_talk_told_by_mail_and_by_the_calendar_is_one():
    mail = "2026-03-09 10:45 interview_set @Navigation"
    assert owed(f"{HELD}\n{mail}") == owed(HELD)

    assert owed(f"{HELD}\n{mail} Ben") == owed(HELD)


def test_a_talk_told_by_mail_follows_the_calendar_that_moved_or_cancelled_it():
    mail = "2026-03-09 11:00 interview_set @Navigation"
    moved = f"{HELD}\n2026-03-16 11:00 interview_moved @Navigation event=round sequence=1"
    assert owed(f"{moved}\n{mail}") == owed(moved)

    off = f"{HELD}\n2026-03-06 11:00 interview_cancelled @Navigation event=round"
    assert owed(f"{off}\n{mail}") == owed(off)


def test_two_interviewers_of_one_talk_are_both_thanked():
    thanks = [
        line
        for line in owed(f"{HELD}\n2026-03-09 11:00 interview_set Ben @Navigation event=round")
        if "thank" in line
    ]

    assert thanks == ["2026-03-09 14:00 interview/thank-you", "2026-03-09 14:00 interview/thank-you Ben"]
