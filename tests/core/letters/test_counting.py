"""Numbers as a letter says them."""

import pytest

from followup.core.letters.counting import ordinal, years


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, ""), (1, "first"), (5, "fifth"), (12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (25, "25th"), (50, "50th"), (111, "111th"), (103, "103rd")],
)  # fmt: skip
def test_which_one_it_was(number: int, word: str):
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("number", "words"), [(0, ""), (1, "one year"), (3, "three years"), (13, "13 years")]
)
def test_how_many_years(number: int, words: str):
    assert years(number) == words
