"""A letter as a whole: the subject, what stands below the name, other firms, near misses, and the seal."""

from copy import replace
from datetime import timedelta

import pytest

from followup.core.checks import check, sealed
from followup.core.kinds import Kind
from followup.core.letters.fields import INTERVIEWS
from tests.core.checks.people import NOW, Case, case


def blocks(letter: Case) -> list[str]:
    """The names of the checks that block the letter."""
    found = check(letter.draft, letter.record, NOW, spelling=False)
    return [finding.check for finding in found if finding.severity == "block"]


def with_tail(each: Case, tail: str) -> Case:
    """The letter with a line after its contact block."""
    return each.with_body(f"{each.draft.body}\n{tail}\n")


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("Use the code THANKS for your next order.", "offer"),
        ("PS: ten more at 10 % off.", "offer"),
        ("PS: TODO add the price.", "blank"),
        ("PS: Please find attached the photographs.", "attachment"),
        ("PS: Our order of Monday 3 March is on its way.", "weekday"),
    ],
)
def test_what_stands_below_the_contact_block_is_read_too(tail: str, name: str):
    assert name in blocks(with_tail(case("order/thank-you"), tail))


def test_the_contact_block_itself_is_not_read_as_text():
    letter = case("buyer/again")
    longer = letter.with_body(letter.draft.body.replace("Mobile: ", "Tel. "))

    assert blocks(longer) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I would be glad to work at Nordwynd.",
        "I look forward to a start with Kestrel Ltd.",
        "I would be happy in the team at Kestrel Rail.",
        "Nordwint is a firm that I know well, and I like Nordwint.",
    ],
)
def test_another_firm_blocks_however_it_is_named(sentence: str):
    letter = case("interview/thank-you")
    body = letter.draft.body.replace("\n\n", f"\n\n{sentence} ", 1)

    assert {"firm", "name-spelling"} & set(blocks(letter.with_body(body)))


def test_a_firm_where_we_worked_before_is_in_peace():
    letter = case("application/check")
    body = letter.draft.body.replace(
        "\n\n", "\n\nI worked for six years with Kestrel Ltd on such reports. ", 1
    )

    assert blocks(letter.with_body(body)) == []


def test_another_firm_in_the_subject_blocks():
    letter = case("interview/thank-you")

    assert "firm" in blocks(Case(letter.record, replace(letter.draft, subject="My talk at Kestrel Rail")))


@pytest.mark.parametrize("wrong", ["Aydin", "Aydan", "Aydınn"])
def test_a_name_nearly_right_blocks_with_its_mend(wrong: str):
    letter = case("interview/thank-you")
    body = letter.draft.body.replace("\n\n", f"\n\nThank you again, Dr {wrong}, for the hour. ", 1)
    found = check(letter.with_body(body).draft, letter.record, NOW, spelling=False)

    assert [each.mend for each in found if each.check == "name-spelling"] == ["Aydın"]


def test_the_day_before_an_interview_was_moved_is_no_day_of_it():
    letter = case("interview/thank-you")
    record = letter.record
    held = record.because
    assert held is not None
    before = replace(held, id=1, kind=Kind.INTERVIEW_SET, at=held.at - timedelta(days=4), source="mail")
    moved = replace(held, id=2, kind=Kind.INTERVIEW_MOVED, source="mail")
    others = tuple(fact for fact in record.facts if fact.kind not in INTERVIEWS)
    about = replace(record, facts=(before, moved, *others))
    body = letter.draft.body.replace("Saturday 14 February", "Tuesday 10 February")

    assert "day-record" in blocks(Case(about, replace(letter.draft, body=body)))


def test_the_seal_names_what_is_right():
    letter = case("interview/thank-you")

    assert sealed(letter.draft, letter.record, NOW) == (
        "It goes to person0@firm.example and leaves under your own address.",
        "Leyla Aydın is named letter by letter as in the record.",
        "The role is right: Data Analyst.",
        "The firm is right: Nordwind GmbH.",
        "The day is right: Saturday 14 February.",
        "It says everything that a letter of this kind needs.",
        "Your contact block is complete.",
        "No blank is left.",
    )


def test_the_seal_is_silent_on_what_is_open():
    letter = case("interview/thank-you")
    body = letter.draft.body.replace("Aydın", "Aydin").replace("Data Analyst", "[the role]")

    assert not {
        "Leyla Aydın is named letter by letter as in the record.",
        "The role is right: Data Analyst.",
        "No blank is left.",
    } & set(sealed(replace(letter.draft, body=body), letter.record, NOW))


@pytest.mark.parametrize(
    ("step", "words", "name"),
    [
        ("application/second-check", "(reference REF-07)", "missing-reference"),
        ("referee/alert", "Ida Blom", "missing-caller"),
        ("referral/thanks", "Ida Blom", "missing-whom"),
        ("customer-referral/thanks", "Ida Blom", "missing-whom"),
        ("met/hello", "Thursday 15 January", "missing-met-day"),
        ("quote/chase", "Thursday 19 March", "missing-expiry-day"),
        ("buyer/again", "5 February 2026", "missing-order-day"),
        ("buyer/win-back", "?", "missing-question"),
    ],
)
def test_what_a_letter_of_its_kind_must_say_is_missed(step: str, words: str, name: str):
    letter = case(step)
    bare = replace(
        letter.draft,
        subject=letter.draft.subject.replace(words, ""),
        body=letter.draft.body.replace(words, ""),
    )

    assert (name in blocks(letter), name in blocks(Case(letter.record, bare))) == (False, True)


def test_an_address_that_is_theirs_no_more_blocks():
    letter = case("interview/thank-you")
    moved = replace(letter.record, contact=replace(letter.record.contact, address="leyla@new.example"))

    assert blocks(Case(moved, letter.draft)) == ["other-address"]
