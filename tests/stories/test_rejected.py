"""Rejected, and kept in mind."""

from tests.post import mail, mbox
from tests.terminal import Terminal

PAUL = "Paul Haas <paul.haas@lumen.example>"
NO = """Dear Ada,

thank you for the good conversation last week about the Project Manager position (Ref. LM-204).
Unfortunately, we have decided to move forward with another candidate.

I enjoyed our talk about the museum project.

Kind regards
Paul Haas
Lumen GmbH
"""


def _told_no(ada: Terminal, **headers: str) -> None:
    word = mail(
        at="2026-03-03T11:00:00+01:00", sender=headers.pop("sender", PAUL), body=NO,
        subject="Your application as Project Manager (Ref. LM-204)", **headers,
    )  # fmt: skip
    ada.run("import", str(mbox(ada.folder / "inbox.mbox", [word])))


def test_a_persons_no_is_answered_the_next_morning(ada: Terminal) -> None:
    _told_no(ada)

    assert ada.steps() == ["rejection/reply Paul Haas"]


def test_not_in_the_same_hour(ada: Terminal) -> None:
    ada.at("2026-03-03T12:00:00+01:00")
    _told_no(ada)

    assert ada.steps() == []


def test_the_letter_names_the_role_and_asks_to_be_kept_in_mind(ada: Terminal) -> None:
    _told_no(ada)
    body = ada.json("today")["follow_ups"][0]["letter"]["body"]

    assert ("Project Manager" in body, "in mind" in body) == (True, True)


def test_a_machines_no_is_not_answered(ada: Terminal) -> None:
    _told_no(ada, sender="Lumen Careers <no-reply@lumen.example>", auto_submitted="auto-generated")

    assert ada.steps() == []


def test_the_sentence_that_said_no_is_shown(ada: Terminal) -> None:
    _told_no(ada)

    assert "another candidate" in ada.json("today")["follow_ups"][0]["because"]["says"]


def test_it_was_no_rejection_after_all(ada: Terminal) -> None:
    _told_no(ada)
    number = ada.json("today")["follow_ups"][0]["because"]["id"]
    ada.run("correct", number, "acknowledged")
    after = ada.steps()
    _told_no(ada)

    assert ("rejection/reply Paul Haas" in after, "rejection/reply Paul Haas" in ada.steps()) == (
        False,
        False,
    )
