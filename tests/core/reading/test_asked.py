"""What an employer asks of us: a talk whose day is still to be found, a test, papers and particulars."""

import pytest

from followup.core.facts import Party
from tests.core.reading.samples import kinds, letter, lines, mail

INVITED = {
    "choose a time": "We liked your application and invite you to an interview. Please choose a slot with the link below.",
    "which days": "The manager would like to meet you about the position. Which days next week suit you for an interview?",
    "next round": "Congratulations, you are through to the second round of interviews. I will send times tomorrow.",
    "a short call": "Thanks for applying. Do you have half an hour this week for a call about the role?",
}
TESTS = {
    "coding test": "As a next step in our hiring process, please complete the coding test behind this link.",
    "take-home": "Here is the take-home exercise for the role. You have four days to send it back.",
    "recorded video": "You have been invited to record a one-way video interview for the vacancy.",
    "personality": "We ask all candidates to take a short personality test online.",
}
PAPERS = {
    "certificate": "To process your application we still need a copy of your degree certificate.",
    "salary": "Could you tell us your salary expectations and your notice period for this role?",
    "incomplete": "Your application is incomplete: please upload your transcript.",
    "first days": "Welcome! Please fill in the attached onboarding forms before your first day.",
}
NONE_OF_THEM = {
    "an interview for a programme": "Would you give us an interview for our podcast on Sunday?",
    "a school test": "The pupils of your class should finish the test on page 12.",
    "an invoice": "Please send us your bank details so that we can pay the invoice.",
    "only the chosen": "Only those candidates who are shortlisted will be invited to an interview.",
    "a reference for another": "Tom applied for a position and named you as a referee. Please complete the reference form.",
    "thanks for a test": "Thank you for completing the coding test for the role, we will look at it.",
}


@pytest.mark.parametrize("text", INVITED.values(), ids=INVITED)
def test_an_invitation_without_a_day_is_one(text):
    assert "invited" in kinds(mail(text))


@pytest.mark.parametrize("text", TESTS.values(), ids=TESTS)
def test_a_test_that_an_employer_wants_is_a_fact(text):
    assert "assessment_asked" in kinds(mail(text))


@pytest.mark.parametrize("text", PAPERS.values(), ids=PAPERS)
def test_papers_that_an_employer_wants_are_a_fact(text):
    assert "information_asked" in kinds(mail(text))


@pytest.mark.parametrize("text", NONE_OF_THEM.values(), ids=NONE_OF_THEM)
def test_what_only_sounds_like_a_wish_of_an_employer_is_none(text):
    assert not {"invited", "assessment_asked", "information_asked"} & set(kinds(mail(text)))


def test_a_test_names_the_day_by_which_it_is_due():
    text = "Please complete the online assessment for the Analyst role by 10 March."

    assert lines(mail(text)) == ["assessment_asked until 2026-03-10"]


def test_a_proposed_day_is_a_question_and_the_invitation_none():
    text = "We would like to invite you to an interview. Would Thursday 12 March at 10:00 or Friday 13 March at 9:00 suit you?"

    assert lines(mail(text)) == ["interview_set? 2026-03-12 10:00–11:00", "invited"]


def test_an_interview_moved_to_no_day_yet_is_called_off():
    text = "I am ill, so we need to postpone your interview for the analyst role. I will send a new date."

    assert kinds(mail(text))[0] == "interview_cancelled"


def test_papers_to_bring_to_an_interview_are_no_request_of_their_own():
    text = "We invite you to an interview for the role on 12 March at 10:00. Please bring a copy of your passport."

    assert lines(mail(text)) == ["interview_set 2026-03-12 10:00–11:00"]


def test_a_machine_that_wants_a_test_waits_for_us():
    system = Party("Harbour Labs", "no-reply@us.greenhouse-mail.io")
    message = mail("As a next step, please take the online assessment for Data Analyst.", sender=system)

    assert kinds(message) == ["assessment_asked"]
    assert letter(message).asks
