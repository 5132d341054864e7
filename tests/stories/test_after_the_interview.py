"""The day after an interview: a thank-you to each interviewer, then the question about the result."""

from tests.post import ADA, invitation, mail, mbox
from tests.terminal import Terminal

MIRA = "Dr. Mira Aydın <mira.aydin@northwind.example>"
TOM = "Tom Reed <tom.reed@northwind.example>"


def _invited(ada: Terminal, **changes: object) -> str:
    details = {
        "uid": "int-1@northwind.example", "start": "20260303T130000Z", "end": "20260303T140000Z",
        "summary": "Interview Data Analyst", "organizer": MIRA, "attendees": [MIRA, TOM, ADA], **changes,
    }  # fmt: skip
    return ada.write(f"invitation{len(changes)}.ics", invitation(**details))  # type: ignore[arg-type]


def test_each_interviewer_is_thanked_the_next_morning(ada: Terminal) -> None:
    ada.run("import", _invited(ada))

    assert sorted(ada.steps()) == ["interview/thank-you Dr. Mira Aydın", "interview/thank-you Tom Reed"]


def test_the_two_letters_are_worded_differently(ada: Terminal) -> None:
    ada.run("import", _invited(ada))

    first, second = (each["letter"]["body"].split("\n\n")[1] for each in ada.json("today")["follow_ups"])
    assert first != second


def test_nothing_is_owed_before_the_interview_has_ended(ada: Terminal) -> None:
    ada.at("2026-03-03T14:30:00+01:00")
    ada.run("import", _invited(ada))

    assert ada.steps() == []


def test_a_cancelled_interview_calls_for_no_thanks(ada: Terminal) -> None:
    ada.run("import", _invited(ada))
    ada.run("import", _invited(ada, method="CANCEL", sequence=1))

    assert [each for each in ada.steps() if "thank-you" in each] == []


def test_a_moved_interview_is_thanked_for_after_its_new_end(ada: Terminal) -> None:
    ada.run("import", _invited(ada))
    ada.run("import", _invited(ada, start="20260305T130000Z", end="20260305T140000Z", sequence=2))
    before = ada.steps()
    ada.at("2026-03-05T17:30:00+01:00")

    assert (before, len(ada.steps())) == ([], 2)


def test_a_letter_waits_for_the_one_thing_that_only_she_can_know(ada: Terminal) -> None:
    ada.run("import", _invited(ada))
    letter = ada.json("today")["follow_ups"][0]["letter"]

    assert "block" in {finding["severity"] for finding in letter["findings"]}


def test_a_letter_with_something_to_mend_cannot_be_approved(ada: Terminal) -> None:
    ada.run("import", _invited(ada))
    line = ada.json("today")["follow_ups"][0]
    ada.run("approve", line["id"], code=2)

    assert ada.json("letter", line["id"])["state"] == "draft"


def test_one_question_about_the_result_goes_to_the_host_alone(ada: Terminal) -> None:
    ada.run("import", _invited(ada))

    assert [each for each in ada.steps("upcoming") if "result" in each] == [
        "interview/result-check Dr. Mira Aydın"
    ]


def test_the_question_waits_for_the_day_they_named(ada: Terminal) -> None:
    word = mail(
        at="2026-03-03T16:00:00+01:00",
        sender=MIRA,
        subject="Your interview for Data Analyst",
        body="Dear Ada,\n\nthank you for coming in today. We will let you know by Friday 13 March.\n\nBest regards\nMira Aydın\n",
    )
    ada.run("import", _invited(ada), str(mbox(ada.folder / "inbox.mbox", [word])))

    due = [
        each["due"] for each in ada.json("upcoming")["follow_ups"] if each["step"] == "interview/result-check"
    ]
    assert [each[:10] for each in due] == ["2026-03-17"]
