"""What keeps a letter that would go by itself back for a person."""

from copy import replace
from datetime import timedelta

import pytest

from followup.core.facts import Fact
from followup.core.kinds import Kind
from followup.core.letters import Draft, Sender
from followup.core.unattended import Unattended, kept_back
from tests.story import moment

NOW = moment("2026-03-10 10:00")
BODY = "Dear Rosa Thoma,\n\nThank you for your order B7; it has reached us safely.\n\nKind regards\nJonas\njonas@brandt.example"
LETTER = Unattended(
    draft=Draft(subject="Your order B7", body=BODY, address="rosa@shop.example"),
    sender=Sender(name="Jonas", email="jonas@brandt.example"),
    because=Fact(kind=Kind.ORDERED, at=NOW, contact=1, details={"items": "gift card\nblue cup"}),
)


def _to(address: str) -> Unattended:
    return replace(LETTER, draft=replace(LETTER.draft, address=address))


def _after(*before: timedelta) -> Unattended:
    return replace(LETTER, before=[NOW - each for each in before])


def test_a_plain_confirmation_goes():
    assert kept_back(LETTER, NOW) == ""


@pytest.mark.parametrize(
    "address",
    ["noreply@shop.example", "no-reply@shop.example", "do-not-reply@shop.example", "owner-cups@lists.example", "cups-request@lists.example",
     "mailer-daemon@shop.example"],
)  # fmt: skip
def test_nothing_goes_where_nobody_reads(address: str):
    assert "Nobody reads" in kept_back(_to(address), NOW)


def test_nothing_goes_to_ourselves():
    assert "your own address" in kept_back(_to("Jonas@Brandt.example"), NOW)


def test_what_a_machine_told_of_is_looked_at_first():
    told = replace(LETTER, because=replace(LETTER.because, by_machine=True))

    assert "A machine told of this order" in kept_back(told, NOW)


@pytest.mark.parametrize(
    "words", ["Use the code SPRING.", "10 % off next time", "https://shop.example", "Our sale begins."]
)
def test_nothing_that_sells_goes_by_itself(words: str):
    assert "sells nothing" in kept_back(
        replace(LETTER, draft=replace(LETTER.draft, body=f"{BODY}\n{words}")), NOW
    )


def test_what_they_bought_is_no_offer():
    named = replace(LETTER.draft, body=BODY.replace("order B7", "order B7 (gift card)"))

    assert kept_back(replace(LETTER, draft=named), NOW) == ""


def test_two_within_an_hour_are_one_too_many():
    assert ("within the hour" in kept_back(_after(timedelta(minutes=59)), NOW), kept_back(_after(timedelta(minutes=61)), NOW)) == (True, "")  # fmt: skip


def test_seven_in_a_week_are_enough():
    six = [timedelta(hours=20 * number) for number in range(1, 7)]

    assert kept_back(_after(*six), NOW) == ""
    assert "within a week" in kept_back(_after(*six, timedelta(days=6)), NOW)
    assert kept_back(_after(*six, timedelta(days=8)), NOW) == ""
