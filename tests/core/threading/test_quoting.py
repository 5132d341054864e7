"""Which words of a letter are its own and which it quotes."""

import pytest

from followup.core.threading.quoting import holds_quote, layers, without_marks

ASKED = "Are the chairs still free on Saturday?"


@pytest.mark.parametrize(
    "letter",
    [
        f"Yes.\n\nOn 2 March 2026 at 10:00, Ada Weber <ada@example.org> wrote:\n> {ASKED}\n",
        f"Yes.\n\nAm 02.03.2026 um 10:00 schrieb Ada Weber:\n\n> {ASKED}\n",
        f"Yes.\n\nOn 2 March 2026, Ada Weber wrote:\n\n{ASKED}\n",
        f"Yes.\n\nFrom: Ada Weber <ada@example.org>\nSent: 2 March 2026 10:00\nTo: Ben\nSubject: Chairs\n\n{ASKED}\n",
        f"Yes.\n\n-----Original Message-----\nVon: Ada Weber\nGesendet: 02.03.2026 10:00\nAn: Ben\nBetreff: Stühle\n\n{ASKED}\n",
        f"Yes.\n\nAW> {ASKED}\n",
        f"Yes.\n\n| {ASKED}\n",
    ],
)
def test_a_quote_is_told_from_the_answer_in_many_forms(letter):
    found = layers(letter)

    assert (ASKED in found.quoted, ASKED in found.own, "Yes." in found.own) == (True, False, True)


def test_what_the_quoted_letter_quoted_is_not_its_own():
    found = layers("No.\n> Perhaps in May?\n>> Are they free?\n")

    assert (found.quoted, found.all_quoted) == ("Perhaps in May?", "Perhaps in May?\nAre they free?")


def test_a_signature_with_colons_is_no_quote():
    assert not holds_quote("We come.\n\nBen\nPhone: +49 221 4711\nMail: ben@example.org\nWeb: example.org\n")


def test_a_list_that_is_announced_is_no_quote():
    assert not holds_quote("These were sold in 2025:\nthe red one\nthe blue one\n")


def test_marks_are_taken_away_however_deep():
    assert without_marks(">> one\n> > two\nthree") == "one\ntwo\nthree"
