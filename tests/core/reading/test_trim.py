"""The reply without the quote."""

import pytest

from followup.core.reading import new_text, signature

CASES = {
    "quote below": "Yes, gladly.\n\nOn Tue, 3 Mar 2026 at 10:00, Ada <ada@a.example> wrote:\n> Are you free?",
    "wrapped quote header": "Yes, gladly.\n\nOn Tue, 3 Mar 2026 at 10:00, Ada Lindqvist\n<ada@a.example> wrote:\n\n> Are you free?",
    "German quote header": "Yes, gladly.\n\nAm 03.03.2026 um 10:00 schrieb Ada:\n> Bist du frei?",
    "Outlook block": "Yes, gladly.\n\nFrom: Ada\nSent: Tuesday, 3 March 2026\nTo: Ben\nSubject: Talk\n\nAre you free?",
    "original message": "Yes, gladly.\n\n-----Original Message-----\nFrom: Ada\nAre you free?",
    "forwarded": "Yes, gladly.\n\n---------- Forwarded message ---------\nFrom: Ada\nAre you free?",
    "signature": "Yes, gladly.\n-- \nBen Carter\nHarbour Labs",
    "sign-off": "Yes, gladly.\n\nBest regards,\nBen Carter\nHarbour Labs\n+44 20 7946 0000",
    "telephone": "Yes, gladly.\n\nSent from my iPhone",
    "legal footer": "Yes, gladly.\n\nThis e-mail and any attachments are confidential and meant for the reader only.",
    "quote without header": "> Are you free?\nYes, gladly.",
    "quote above": "On Tue, 3 Mar 2026, Ada wrote:\n> Are you free?\n\nYes, gladly.",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_only_the_new_words_are_left(text):
    assert new_text(text) == "Yes, gladly."


def test_answers_between_quotes_stay():
    text = "Ada wrote:\n> When?\nOn Friday.\n> Where?\nHere."
    assert new_text(text).endswith("On Friday.\nHere.")


def test_thanks_at_the_beginning_is_no_sign_off():
    text = "Thanks,\n\nthat is very kind of you and I shall gladly come to the talk that you are planning for the spring, as long as it is not raining.\n\nBen"
    assert "gladly come" in new_text(text)


def test_a_postscript_is_read():
    assert new_text("Yes.\n\nBest,\nBen\n\nPS: Bring your badge.").endswith("PS: Bring your badge.")


def test_the_signature_can_be_had_alone():
    assert signature("Yes, gladly.\n\nBest regards,\nBen Carter\nHead of Data\nHarbour Labs GmbH").splitlines()[1:] == [
        "Ben Carter", "Head of Data", "Harbour Labs GmbH",
    ]  # fmt: skip


def test_a_letter_of_thanks_alone_is_no_signature():
    assert new_text("Thank you very much.\n\n> Here is the list.") == "Thank you very much."
