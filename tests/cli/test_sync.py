"""followup sync, connect --folder and doctor say of each folder whether all of it is here."""

import pytest

from tests.actions.mailboxes import letter
from tests.little_imap import LittleImap, Shelf, serving


@pytest.fixture
def server():
    with serving(LittleImap()) as made:
        made["INBOX"].put(letter(1))
        made["INBOX"].put(b"")
        made.folders["Projects"] = Shelf()
        made["Projects"].put(letter(2))
        yield made


@pytest.fixture
def connected(ada, server):
    ada.run("connect", "imap", f"imap://ada:secret@127.0.0.1:{server.port}")
    return ada


def test_each_folder_is_told_with_its_counts(connected):
    text = connected.run("sync")

    assert "INBOX: 2 on the server, 1 here, 1 not understood, 0 unexplained." in text


def test_scripts_get_the_counts_as_numbers(connected):
    (account,) = connected.json("sync")["accounts"]
    (folder,) = account["folders"]

    counts = {
        name: folder[name]
        for name in ("on_server", "here", "not_understood", "left_out", "unexplained", "gone")
    }
    assert counts == {
        "on_server": 2, "here": 1, "not_understood": 1, "left_out": 0, "unexplained": 0, "gone": 0,
    }  # fmt: skip


def test_a_folder_can_be_named_while_connecting(ada, server):
    ada.run("connect", "imap", f"imap://ada:secret@127.0.0.1:{server.port}", "--folder", "Projects")
    (account,) = ada.json("sync")["accounts"]

    assert [each["name"] for each in account["folders"]] == ["INBOX", "Projects"]


def test_the_doctor_says_that_a_folder_is_whole(connected):
    connected.run("sync")

    told = {each["about"].rpartition(", ")[2]: each for each in connected.json("doctor")}

    assert (told["INBOX"]["state"], told["INBOX"]["sentence"]) == (
        "ok", "2 on the server, 1 here, 1 not understood, 0 unexplained.",
    )  # fmt: skip


def test_the_doctor_notes_what_nobody_can_explain(connected, server):
    server.twist = lambda command, answer: answer.replace(b"* 2 EXISTS", b"* 9 EXISTS")
    connected.run("sync")

    told = {each["about"].rpartition(", ")[2]: each for each in connected.json("doctor")}

    assert (told["INBOX"]["state"], "7 unexplained" in told["INBOX"]["sentence"]) == ("note", True)
