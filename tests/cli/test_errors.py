"""Trouble is one sentence on stderr and an exit code."""

import pytest

from tests.terminal import Terminal


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["show", "zzzz"], "zzzz"),
        (["record", "danced", "Mira <m@x.example>"], "danced"),
        (["record", "met", "Mira <m@x.example>", "--at", "soonish"], "soonish"),
        (["import", "/nowhere/at/all.mbox"], "all.mbox"),
        (["undo", "99"], "99"),
        (["undo", "everything"], "everything"),
        (["correct", "99", "--yes"], "99"),
        (["playbooks", "off", "tea/time"], "tea/time"),
        (["sync"], "followup connect"),
        (["letter", "zz"], "zz"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_the_user_can_mend_ends_with_two_and_names_it(
    ada: Terminal, arguments: list[str], word: str
) -> None:
    ada.run(*arguments, code=2)

    assert (word in ada.err, "Traceback" in ada.err) == (True, False)


def test_without_a_workspace_the_way_to_one_is_named(terminal: Terminal) -> None:
    terminal.run("today", code=2)

    assert "followup init" in terminal.err


def test_a_dead_server_ends_with_three(ada: Terminal) -> None:
    ada.run("connect", "imap", "imap://ada@127.0.0.1:1", "--password", "secret", code=3)

    assert ("127.0.0.1" in ada.err, "Traceback" in ada.err) == (True, False)


def test_an_unknown_time_zone_is_named(terminal: Terminal) -> None:
    terminal.run("init", "--name", "A", "--email", "a@example.org", "--timezone", "Mars/Base", code=2)

    assert "Mars/Base" in terminal.err


def test_a_clock_without_offset_is_refused(ada: Terminal) -> None:
    ada.at("2026-03-04T09:00:00")
    ada.run("today", code=2)

    assert "FOLLOWUP_NOW" in ada.err
