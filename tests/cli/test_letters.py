"""Letters on the command line: read, changed, checked, approved."""

import pytest

from tests.terminal import Terminal


@pytest.fixture
def line(ada: Terminal) -> str:
    """The id of a check on an application that Ada owes."""
    ada.run(
        "record",
        "applied",
        "Paul Haas <paul@lumen.example>",
        "--at",
        "2026-02-18",
        "--about",
        "Editor at Lumen",
    )
    return str(ada.json("today")["follow_ups"][0]["id"])


def test_a_body_from_a_file_becomes_the_letters(ada: Terminal, line: str) -> None:
    ada.run("letter", line, "--body", ada.write("body.txt", "Dear Paul Haas,\n\nhow does it stand?\n"))

    assert ada.json("letter", line)["body"].startswith("Dear Paul Haas,\n\nhow does it stand?")


def test_what_blocks_ends_the_check_with_two(ada: Terminal, line: str) -> None:
    ada.run("letter", line, "--body", ada.write("body.txt", "Dear Paula Haas,\n\nTODO\n"))
    ada.run("check", line, code=2)

    assert "Paula" in ada.out


def test_a_text_file_is_checked_as_well(ada: Terminal) -> None:
    ada.run("check", ada.write("draft.txt", "Dear {{name}},\n\nthank you.\n"), code=2)

    assert "{{name}}" in ada.out


def test_findings_are_json_for_scripts(ada: Terminal) -> None:
    path = ada.write("draft.txt", "Dear [Name],\n\nthank you.\n")
    ada.run("check", path, "--json", code=2)

    assert '"severity": "block"' in ada.out


def test_a_letter_is_known_by_its_number_too(ada: Terminal, line: str) -> None:
    number = ada.json("letter", line)["id"]

    assert ada.json("letter", number)["to"] == "paul@lumen.example"


def test_refusing_one_letter_does_not_keep_the_others(ada: Terminal, line: str) -> None:
    ada.run("approve", "zzzz", line, code=2)

    assert ("zzzz" in ada.err, line in ada.err) == (True, True)
