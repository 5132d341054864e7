"""A quote is helped along once, its end is told, and whatever they say ends the asking."""

import pytest

from tests.post import mail, mbox
from tests.postbox import Postbox
from tests.shop import send
from tests.terminal import Terminal

LEA = "Lea Moser <lea@cafe-moser.example>"
WHO = "lea@cafe-moser.example"


@pytest.fixture
def quoted(jonas: Terminal) -> Terminal:
    """Jonas sent Lea a quote on Wednesday 4 March, valid until the end of the month."""
    quote = mail(
        at="2026-03-04T08:40:00+01:00", sender="Jonas Brandt <jonas@brandt-keramik.example>", to=LEA, subject="Quote 2026-17: 60 cups",
        body="Dear Ms Moser,\n\nplease find below our quote no. 2026-17 for 60 cups: 840 euros. It is valid until 31 March 2026.\n\nJonas Brandt\n",
    )  # fmt: skip
    jonas.run("import", str(mbox(jonas.folder / "quote.mbox", [quote])))
    jonas.at("2026-03-09T09:00:00+01:00")
    return jonas


def test_help_is_offered_after_three_business_days_by_number_and_end(quoted: Terminal) -> None:
    body = quoted.json("today")["follow_ups"][0]["letter"]["body"]

    assert (quoted.steps(), "2026-17" in body, "31 March" in body) == (["quote/chase Lea Moser"], True, True)


def test_its_end_is_told_two_business_days_before(quoted: Terminal, jonas_postbox: Postbox) -> None:
    send(quoted, "quote/chase", "2026-03-09T09:01:00+01:00")
    after = quoted.steps()
    quoted.at("2026-03-27T09:00:00+01:00")

    assert (len(jonas_postbox.letters), after, quoted.steps()) == (1, [], ["quote/expiry Lea Moser"])


def test_when_it_has_ended_nothing_more_is_asked(quoted: Terminal) -> None:
    quoted.at("2026-04-01T09:00:00+02:00")

    assert [each for each in quoted.steps() if each.startswith("quote")] == []


@pytest.mark.parametrize("outcome", ["ordered", "rejected", "withdrawn"])
def test_won_or_lost_the_asking_ends(quoted: Terminal, outcome: str) -> None:
    quoted.run("record", outcome, WHO, "--at", "2026-03-09 08:00")

    assert [each for each in quoted.steps() + quoted.steps("upcoming") if each.startswith("quote")] == []


def test_a_letter_of_theirs_ends_it(quoted: Terminal) -> None:
    answer = mail(
        at="2026-03-06T09:00:00+01:00", sender=LEA, to="Jonas Brandt <jonas@brandt-keramik.example>", subject="Re: Quote 2026-17: 60 cups",
        body="Thank you, we are still thinking about it.\n\nLea\n",
    )  # fmt: skip
    quoted.run("import", str(mbox(quoted.folder / "answer.mbox", [answer])))

    assert [each for each in quoted.steps() + quoted.steps("upcoming") if each.startswith("quote")] == []


def test_a_machine_of_theirs_does_not(quoted: Terminal) -> None:
    away = mail(
        at="2026-03-04T08:41:00+01:00", sender=LEA, to="Jonas Brandt <jonas@brandt-keramik.example>", subject="Automatic reply: Quote 2026-17",
        body="Thank you for your message; I will answer as soon as I can.\n", auto_submitted="auto-replied",
    )  # fmt: skip
    quoted.run("import", str(mbox(quoted.folder / "away.mbox", [away])))

    assert quoted.steps() == ["quote/chase Lea Moser"]
