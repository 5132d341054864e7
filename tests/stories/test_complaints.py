"""Who complains is answered before anything else, and neither thanked nor reminded until it is settled."""

from datetime import date, timedelta

import pytest

from tests.post import mail, mbox
from tests.postbox import Postbox
from tests.shop import Order, leave_nobody_alone, line_of, orders, send
from tests.terminal import Terminal

JONAS = "Jonas Brandt <jonas@brandt-keramik.example>"
ROSA = "Rosa Thoma <rosa@shop.example>"
BROKEN = "Hello,\n\nI am very disappointed: two of the cups arrived broken, and I want to complain about the packing.\n\nRosa Thoma\n"
PERSONAL_BLANK = "[one personal sentence: why this choice pleased you, or how to get the most from it]"
THANKS = "order/thank-you Rosa Thoma"
REPLY = "complaint/reply Rosa Thoma"


@pytest.fixture
def delivered(jonas: Terminal) -> Terminal:
    """Rosa orders every six weeks, and the last order arrived on Friday 27 February."""
    leave_nobody_alone(jonas)
    days = [date(2026, 2, 26) - timedelta(days=42 * back) for back in (4, 3, 2, 1, 0)]
    rows = [Order(f"B{number}", str(day), str(day + timedelta(days=1))) for number, day in enumerate(days)]
    orders(jonas, *rows)
    jonas.at("2026-03-03T12:00:00+01:00")
    return jonas


def _complains(jonas: Terminal) -> None:
    letter = mail(at="2026-03-03T11:00:00+01:00", sender=ROSA, to=JONAS, subject="Broken cups", body=BROKEN)
    jonas.run("import", str(mbox(jonas.folder / "complaint.mbox", [letter])))
    jonas.at("2026-03-03T12:05:00+01:00")


def test_thanks_were_owed_before(delivered: Terminal) -> None:
    assert delivered.steps() == [THANKS]


def test_the_complaint_takes_the_place_of_thanks_and_reminders(delivered: Terminal) -> None:
    reminders = [each for each in delivered.steps("upcoming") if each.startswith("buyer")]
    _complains(delivered)

    left = [each for each in delivered.steps("upcoming") if each.startswith(("buyer", "order"))]
    assert (reminders != [], delivered.steps(), left) == (True, [REPLY], [])


def test_the_draft_says_sorry_in_answer_to_their_letter(delivered: Terminal) -> None:
    _complains(delivered)
    letter = delivered.json("today")["follow_ups"][0]["letter"]

    assert (letter["subject"], "I am sorry" in letter["body"]) == ("Re: Broken cups", True)


def test_an_answer_alone_settles_nothing(delivered: Terminal, jonas_postbox: Postbox) -> None:
    _complains(delivered)
    send(
        delivered,
        "complaint/reply",
        "2026-03-03T12:10:00+01:00",
        ["two new cups go out to you today", "Thursday 5 March"],
    )

    assert (len(jonas_postbox.letters), delivered.steps()) == (1, [])


def test_once_it_is_resolved_they_come_back_where_there_is_time(delivered: Terminal) -> None:
    _complains(delivered)
    delivered.run(
        "record", "resolved", "rosa@shop.example", "--at", "2026-03-05 16:00", "--note", "New cups arrived."
    )
    delivered.at("2026-03-06T09:00:00+01:00")

    assert (delivered.steps(), [each for each in delivered.steps("upcoming") if each.startswith("buyer")] != []) == ([THANKS], True)  # fmt: skip


def test_thanks_that_would_come_too_late_do_not_come_back(delivered: Terminal) -> None:
    _complains(delivered)
    delivered.run("record", "resolved", "rosa@shop.example", "--at", "2026-03-30 16:00")
    delivered.at("2026-03-31T09:00:00+02:00")

    assert [each for each in delivered.steps() if each == THANKS] == []


def test_thanks_that_were_approved_stay_here_when_the_complaint_comes(
    delivered: Terminal, jonas_postbox: Postbox
) -> None:
    line = line_of(delivered, "order/thank-you")
    body = line["letter"]["body"].replace(PERSONAL_BLANK, "I enjoyed choosing the blue for you.")
    delivered.run("letter", line["id"], "--body", delivered.write("body.txt", body))
    delivered.run("approve", line["id"])
    _complains(delivered)
    delivered.run("send")

    assert (jonas_postbox.letters, delivered.steps()) == ([], [REPLY])
