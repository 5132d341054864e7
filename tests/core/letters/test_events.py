"""Where people met, in the words of a sentence."""

import pytest

from followup.core.letters.events import event_phrase


@pytest.mark.parametrize(
    ("label", "phrase"),
    [
        ("Trade fair, Cologne", "the trade fair in Cologne"),
        ("Frankfurt Book Fair 2026", "the Frankfurt Book Fair 2026"),
        ("Ambiente, Frankfurt", "Ambiente in Frankfurt"),
        ("re:publica", "re:publica"),
        ("The makers’ market, hall 4", "the makers’ market, hall 4"),
        ("", ""),
    ],
)
def test_any_label_reads_as_part_of_a_sentence(label: str, phrase: str):
    assert event_phrase(label) == phrase
