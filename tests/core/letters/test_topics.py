"""What a talk was about, turned to our side of the table."""

import pytest

from followup.core.letters.topics import from_note, from_theirs


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("we talked about moving the reports to one place", "moving the reports to one place"),
        ("She told me about their new archive. Nice office.", "your new archive"),
        ("the plan she drew on the board", "the plan you drew on the board"),
        ("how the team shares its week", "how the team shares its week"),
        ("how she thinks about risk", ""),
        ("seemed tired", ""),
        ("The salary was too high for her.", ""),
        (
            "We talked for twenty minutes about why readers leave; she plans a diary study",
            "why readers leave",
        ),
        (
            "We talked about his second shop, which opens in May. He was late.",
            "your second shop, which opens in May",
        ),
        ("talked about " + "the long list of many things " * 8, ""),
        ("", ""),
    ],
)
def test_a_note_becomes_a_phrase_or_nothing(note: str, phrase: str):
    assert from_note(note) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "We would like to talk about your experience with stock reports.",
            "my experience with stock reports",
        ),
        ("We will discuss our plans for the archive on Tuesday at ten.", "your plans for the archive"),
        ("I enjoyed our talk about the work.", ""),
        ("We would like to talk about the role and your experience.", ""),
        ("See you on Friday.", ""),
    ],
)
def test_their_words_are_turned_round(text: str, phrase: str):
    assert from_theirs([text]) == phrase
