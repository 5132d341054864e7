"""Composing: every step has a letter, filled with the facts of this very contact."""

import re
from copy import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from followup.core.kinds import Kind
from followup.core.letters import Addressee, Answered, Matter, Record, Sender, compose, compose_from
from followup.core.letters.greeting import greeting
from followup.core.letters.parts import letter_proper, opening
from followup.core.letters.shipped import DEFAULT, shipped
from followup.core.playbooks import shipped as playbooks
from tests.core.checks.people import BECAUSE, case, record

#: Letters that offer several words around the role as blanks of their own.
WITHOUT_ROLE = frozenset({"landing/thanks", "referee/permission"})


def test_every_step_has_its_own_template():
    assert {step.letter for step in playbooks().steps} | {DEFAULT} == set(shipped())


@pytest.mark.parametrize("step", sorted(BECAUSE))
def test_a_finished_letter_is_neither_a_stub_nor_an_essay(step: str):
    for person in range(12):
        assert 40 <= len(letter_proper(case(step, person).draft.body).split()) <= 150


def test_a_thank_you_names_person_day_role_firm_and_talk():
    body = compose("interview/thank-you", record("interview/thank-you")).body

    missing = [
        each
        for each in (
            "Dear Dr. Aydın,",
            "Saturday 14 February",
            "Data Analyst",
            "moving the reports to one place",
        )
        if each not in body
    ]

    assert missing == []


def test_what_is_not_known_is_a_blank():
    bare = Record(contact=Addressee(name="Ada Weber"), sender=Sender(name="Ben", email="ben@example.org"))

    assert (
        "[one thing from your talk: something they said or asked]"
        in compose("interview/thank-you", bare).body
    )


def test_interviewers_of_one_firm_get_different_words():
    one = record("interview/thank-you")
    bodies = {
        compose("interview/thank-you", replace(one, contact=replace(one.contact, id=number))).body
        for number in (7, 8, 9)
    }

    assert len(bodies) == 3


def test_the_same_record_makes_the_same_letter():
    assert compose("met/hello", record("met/hello")) == compose("met/hello", record("met/hello"))


def test_an_answer_stays_in_its_conversation():
    mail = Answered(message_id="b@x", subject="RE: Re: Interview on Friday", references=("a@x",))
    draft = compose("employer/reply", replace(record("employer/reply"), answered=mail))

    assert (draft.subject, draft.in_reply_to, draft.references) == (
        "Re: Interview on Friday",
        "b@x",
        ("a@x", "b@x"),
    )


def test_each_of_their_questions_waits_for_its_answer():
    body = compose("enquiry/reply", record("enquiry/reply")).body

    assert re.findall(r"“.*”\n\[your answer\]", body) == [
        "“Could you deliver in May?”\n[your answer]",
        "“What does the blue one cost?”\n[your answer]",
    ]


def test_a_job_letter_carries_the_whole_contact_block():
    body = compose("application/check", record("application/check")).body

    assert body.endswith(
        "Mara Lindqvist\nMobile: +46 70 123 45 67\nLandline: +46 8 765 43 21\nmara@lindqvist.example\n"
        "Tegelgatan 4, 118 20 Stockholm"
    )


def test_a_commercial_letter_says_how_to_be_written_to_no_more():
    body = compose("buyer/again", record("buyer/again")).body

    assert "Tegelgatan 4, 118 20 Stockholm\n\nIf you would rather not hear from me again" in body


def test_a_role_is_named_without_its_gender_marks():
    assert "(m/f/d)" not in compose("application/check", record("application/check")).body


def test_a_note_for_oneself_does_not_slip_into_the_letter():
    about = record("interview/thank-you")
    because = replace(about.because, says="seemed tired, salary 60k") if about.because else None

    body = compose("interview/thank-you", replace(about, because=because, facts=())).body

    assert "tired" not in body


def test_an_unknown_template_gives_the_plain_letter():
    assert "[what you want to tell them" in compose("my/own", record("met/hello")).body


def test_the_users_own_template_is_used():
    text = "Subject: Hello {given}\n\n{greeting}\n\nMy own words about {role}."

    assert compose_from(text, "mine", record("interview/thank-you")).body.endswith(
        "My own words about Data Analyst."
    )


@given_any(st.text(max_size=40), st.text(max_size=40), st.sampled_from(sorted(shipped())))
def test_no_brackets_of_the_language_are_left(name: str, title: str, step: str):
    about = record("interview/thank-you")
    odd = replace(
        about,
        contact=replace(about.contact, name=name, given=name, family=title, organisation=name),
        opportunity=Matter(kind="application", title=title, organisation=name),
    )

    assert not re.search(r"[{}]", compose(step, odd).body)


@pytest.mark.parametrize("step", sorted(each for each in BECAUSE if each not in WITHOUT_ROLE))
def test_an_unknown_role_leaves_at_most_one_blank(step: str):
    known = record(step)
    matter = replace(known.opportunity, title="") if known.opportunity else None
    draft = compose(step, replace(known, opportunity=matter))

    assert len(re.findall(r"\[[^\]]*\brole\b[^\]]*\]", f"{draft.subject} {draft.body}")) <= 1


def test_an_application_known_only_by_its_firm_has_no_role():
    known = record("interview/thank-you")
    matter = Matter(kind="application", title="Nordwind", organisation="Nordwind GmbH")

    assert "Nordwind role" not in compose("interview/thank-you", replace(known, opportunity=matter)).body


@pytest.mark.parametrize("person", range(4))
def test_a_late_thank_you_says_so_in_a_clause(person: int):
    known = record("interview/thank-you", person)
    in_time, late = (
        opening(compose("interview/thank-you", replace(known, is_late=is_late)).body)
        for is_late in (False, True)
    )

    assert in_time != late


def test_four_interviewers_open_and_close_differently():
    known = record("interview/thank-you")
    bodies: list[str] = []
    for _ in range(4):
        bodies.append(compose("interview/thank-you", replace(known, to_colleagues=tuple(bodies))).body)

    closings = {body.split("\n\n")[-2] for body in bodies}
    assert (len({opening(body) for body in bodies}), len(closings)) == (4, 4)


def test_details_left_are_not_called_an_application():
    known = record("application/check")
    left = next(fact for fact in known.facts if fact.kind == Kind.DETAILS_LEFT)

    assert "I gave you my details" in compose("application/check", replace(known, because=left)).body


def test_an_order_told_in_a_mail_is_confirmed_thing_by_thing():
    known = record("order/acknowledge")
    said = "I would like to order six oat bowls (the 16 cm ones) and one tall jug, as on your page."
    because = replace(known.because, says=said, details={}) if known.because else None

    body = compose("order/acknowledge", replace(known, because=because, facts=())).body

    assert "What you ordered: six oat bowls and one tall jug." in body


@pytest.mark.parametrize(
    ("name", "given", "family", "address", "line"),
    [
        ("Kestrel Rail", "Kestrel", "Rail", "jobs@kestrel.example", "Dear Kestrel Rail team,"),
        ("Kestrel Rail Careers", "", "", "careers@kestrel.example", "Dear Kestrel Rail team,"),
        ("jobs@kestrel.example", "", "", "jobs@kestrel.example", "Dear Kestrel Rail team,"),
        ("Ida Blom", "Ida", "Blom", "ida@kestrel.example", "Dear Ida Blom,"),
        ("Ida Office", "Ida", "Office", "ida.office@kestrel.example", "Dear Ida Office,"),
    ],
)
def test_a_desk_is_greeted_as_a_team(name: str, given: str, family: str, address: str, line: str):
    contact = Addressee(name=name, given=given, family=family, address=address, organisation="Kestrel Rail")

    assert greeting(contact) == line


def test_a_firm_that_ends_in_a_full_stop_gets_no_second_one():
    about = record("interview/thank-you", 1)

    assert "S.L.." not in compose("interview/thank-you", about).body


@pytest.mark.parametrize("step", sorted(BECAUSE))
def test_what_is_not_known_is_asked_for_once(step: str):
    known = record(step)
    because = replace(known.because, says="", details={}, until=None) if known.because else None
    sparse = replace(
        known, facts=(because,) if because else (), because=because, because_name="", answered=None
    )
    draft = compose(step, sparse)
    blanks = re.findall(r"\[[^\]]*\]", f"{draft.subject} {draft.body}")

    assert len(blanks) == len(set(blanks))


def test_where_nobody_answers_the_telephone_no_number_is_promised():
    about = record("interview/result-check")
    body = compose(
        "interview/result-check", replace(about, sender=replace(about.sender, mobile="", landline="none"))
    ).body

    assert "You can reach me by answering this letter." in body
