"""The checks as a whole: right letters pass, every seeded mistake is caught, nothing makes them stumble."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.checks import check
from followup.core.letters import Addressee, Draft, Record, Sender
from tests.core.checks.faults import FAULTS, faulty, without_subject
from tests.core.checks.people import NOW, Case, case, cases

#: Every step and every person, but not every step with every person.
SOME = [each for number, each in enumerate(cases()) if number % 5 == 0]


def blocks(case: Case, now: datetime = NOW) -> list[str]:
    """The names of the checks that block the letter."""
    found = check(case.draft, case.record, now, spelling=False)
    return [finding.check for finding in found if finding.severity == "block"]


def test_finished_letters_to_three_hundred_and_sixty_people_and_steps_pass():
    blocked = [(each.record.step, each.record.contact.name, blocks(each)) for each in cases() if blocks(each)]

    assert blocked == []


def test_every_seeded_mistake_of_a_thousand_is_blocked():
    seeded = [(name, wrong) for each in SOME for name, wrong in faulty(each)]
    missed = Counter(name for name, wrong in seeded if not blocks(wrong))

    assert (missed, len(seeded) > 1000) == (Counter(), True)


def test_every_sort_of_mistake_is_seeded_many_times():
    seeded = Counter(name for each in SOME for name, _ in faulty(each))

    assert {name for name in FAULTS if seeded[name] < 25} == set()


def test_a_letter_without_subject_is_blocked():
    assert blocks(without_subject(case("interview/thank-you"))) == ["subject-missing"]


def test_blocking_findings_come_first():
    wrong = case("interview/thank-you").with_body(
        "Dear ,\n\nI am just checking in!\n\nKind regards\nMara Lindqvist"
    )

    severities = [finding.severity for finding in check(wrong.draft, wrong.record, NOW)]

    assert severities == sorted(severities)


def test_a_mend_stands_where_the_finding_points():
    right = case("interview/thank-you", person=0)
    wrong = right.with_body(right.draft.body.replace("Aydın", "Aydin", 1))

    finding = check(wrong.draft, wrong.record, NOW, spelling=False)[0]
    mended = wrong.draft.body[: finding.start] + finding.mend + wrong.draft.body[finding.end :]

    assert mended == right.draft.body


@settings(max_examples=300, deadline=None)
@given(
    subject=st.text(max_size=60),
    body=st.text(max_size=400),
    pieces=st.lists(
        st.sampled_from([
            "Dear ", "{", "}}", "[", "]", "Tuesday 31 February 0000", "9999-99-99", "Kind regards", "\n", "the role of ",
            " at Nord&", "É", "\x00", "Re:", "?", "“", "None", "at 1", "Dr.", "Mara Lindqvist",
        ]),
        max_size=40,
    ),
)  # fmt: skip
def test_no_text_makes_the_checks_stumble(subject: str, body: str, pieces: list[str]):
    right = case("interview/thank-you")
    draft = replace(right.draft, subject=subject, body=body + "".join(pieces))

    for finding in check(draft, right.record, NOW, spelling=False):
        text = draft.subject if finding.place == "subject" else draft.body

        assert 0 <= finding.start <= finding.end <= len(text)


@settings(max_examples=40, deadline=None)
@given(body=st.text(max_size=300))
def test_no_text_makes_the_dictionary_stumble(body: str):
    right = case("interview/thank-you")

    for finding in check(replace(right.draft, body=f"{right.draft.body[:60]}{body}"), right.record, NOW):
        assert finding.sentence


@settings(deadline=None)
@given(
    name=st.text(max_size=30),
    given_name=st.text(max_size=20),
    family=st.text(max_size=20),
    firm=st.text(max_size=20),
)
def test_no_record_makes_the_checks_stumble(name: str, given_name: str, family: str, firm: str):
    contact = Addressee(
        name=name, given=given_name, family=family, organisation=firm, timezone=firm, country=name[:2]
    )
    record = Record(
        contact=contact, sender=Sender(name=family, email=name), others=(name, firm), said=(firm,)
    )
    draft = Draft(
        subject=firm, body=f"Dear {given_name} {family},\n\nabout {name} at {firm}\n\nRegards\n{family}"
    )

    assert check(draft, record, datetime(2026, 2, 28, 23, tzinfo=UTC), spelling=False)


def test_a_name_that_the_workspace_knows_is_no_spelling_mistake():
    right = case("interview/thank-you")
    body = right.draft.body.replace(
        "\n\n", "\n\nPlease give my regards to Xiuhcoatl, whom I met at the recieption. ", 1
    )
    record = replace(right.record, words=frozenset({"Xiuhcoatl"}))

    found = check(replace(right.draft, body=body), record, NOW)

    assert [finding.mend for finding in found if finding.check == "spelling"] == ["reception"]
