"""What was noted for oneself, said to somebody else."""

import pytest

from followup.core.letters.introduced import introduced
from followup.core.letters.promises import promised_thing


@pytest.mark.parametrize(
    ("note", "thing"),
    [
        ("Send him the drawing of the tall shelf.", "the drawing of the tall shelf"),
        ("send a sample of the green cloth to her", "a sample of the green cloth"),
        ("Send her his old plans.", ""),
        ("Ring on Friday.", ""),
        ("", ""),
    ],
)
def test_a_promise_names_its_thing_or_leaves_a_blank(note: str, thing: str):
    assert promised_thing(note) == thing


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Sent us Ida Blom, who needs forty plates.", "Ida Blom"),
        ("Told Jan van der Berg at the yard about me.", "Jan van der Berg"),
        ("I have passed your CV to Dr. Leyla Aydın.", "Dr. Leyla Aydın"),
        ("Said nice things about us.", ""),
    ],
)
def test_a_referral_names_whom_it_is_about(note: str, name: str):
    assert introduced(note) == name
