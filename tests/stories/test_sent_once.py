"""A letter's whole way: drafted, mended, approved, sent once, and the agenda moves."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest

from tests.post import ADA, invitation, mail, mbox
from tests.postbox import Postbox, open_postbox
from tests.terminal import Terminal

MIRA = "Dr. Mira Aydın <mira.aydin@northwind.example>"


@pytest.fixture
def postbox(ada: Terminal) -> Iterator[Postbox]:
    """A real mail server on loopback, connected to Ada's workspace."""
    with open_postbox() as box:
        ada.run("connect", "smtp", f"smtp://127.0.0.1:{box.port}", "--password", "none", "--apart", "0")
        yield box


@pytest.fixture
def line(ada: Terminal, postbox: Postbox) -> str:
    """The id of the thank-you that Ada owes Dr. Aydın."""
    event = invitation(
        uid="i1@northwind.example", start="20260303T130000Z", end="20260303T140000Z",
        summary="Interview Data Analyst", organizer=MIRA, attendees=[MIRA, ADA],
    )  # fmt: skip
    ada.run("import", ada.write("invitation.ics", event))
    return str(ada.json("today")["follow_ups"][0]["id"])


def _finish(ada: Terminal, line: str) -> None:
    """Write what only Ada knows over each blank of the draft."""
    draft = ada.json("letter", line)
    body = re.sub(r"\[one thing.*?\]", "your plan to move the monthly report to one page", draft["body"])
    body = body.replace("[the role]", "Data Analyst")
    ada.run("letter", line, "--subject", "Thank you for Tuesday", "--body", ada.write("body.txt", body))


def _send(ada: Terminal, line: str) -> None:
    _finish(ada, line)
    ada.run("approve", line)
    ada.at("2026-03-04T09:01:00+01:00")
    ada.run("send")


def test_it_arrives(ada: Terminal, line: str, postbox: Postbox) -> None:
    _send(ada, line)

    assert [
        message_from_bytes(each, policy=default)["To"].addresses[0].addr_spec for each in postbox.letters
    ] == ["mira.aydin@northwind.example"]


def test_it_arrives_once_however_often_send_is_called(ada: Terminal, line: str, postbox: Postbox) -> None:
    _send(ada, line)
    ada.run("send")
    ada.run("worker", "--once")

    assert len(postbox.letters) == 1


def test_a_letter_called_back_stays_here(ada: Terminal, line: str, postbox: Postbox) -> None:
    _finish(ada, line)
    ada.run("approve", line)
    ada.run("undo", f"letter:{ada.json('letter', line)['id']}")
    ada.at("2026-03-04T09:01:00+01:00")
    ada.run("send")

    assert postbox.letters == []


def test_the_agenda_moves_on(ada: Terminal, line: str, postbox: Postbox) -> None:
    _send(ada, line)

    assert (ada.steps(), ada.steps("waiting")) == ([], ["interview/result-check Dr. Mira Aydın"])


def test_a_reply_before_the_letter_leaves_holds_it_when_it_would_ask(ada: Terminal, postbox: Postbox) -> None:
    ada.run(
        "record",
        "applied",
        "Paul Haas <paul@lumen.example>",
        "--at",
        "2026-02-16",
        "--about",
        "Editor at Lumen",
    )
    line = ada.json("today")["follow_ups"][0]
    ada.run(
        "letter",
        line["id"],
        "--body",
        ada.write("body.txt", line["letter"]["body"].replace("[", "").replace("]", "")),
    )
    ada.run("approve", line["id"])
    answer = mail(
        at="2026-03-04T08:59:00+01:00", sender="Paul Haas <paul@lumen.example>", subject="Your application as Editor",
        body="Dear Ada,\n\nwe have your application as Editor and will decide next week.\n\nPaul Haas\n",
    )  # fmt: skip
    ada.run("import", str(mbox(ada.folder / "inbox.mbox", [answer])))
    ada.at("2026-03-04T09:01:00+01:00")
    ada.run("send")

    assert postbox.letters == []


def test_whoever_opted_out_is_written_to_no_more(ada: Terminal, line: str, postbox: Postbox) -> None:
    _finish(ada, line)
    ada.run("approve", line)
    ada.run("record", "opted_out", "mira.aydin@northwind.example")
    ada.at("2026-03-04T09:01:00+01:00")
    ada.run("send")

    assert (postbox.letters, ada.steps()) == ([], [])
