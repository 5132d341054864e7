"""“Stop” holds at once and for ever: for every letter, every address, after every import and every merge."""

import pytest

from tests.post import card, mail, mbox
from tests.postbox import Postbox
from tests.shop import Order, line_of, orders
from tests.terminal import Terminal

JONAS = "Jonas Brandt <jonas@brandt-keramik.example>"
ROSA = "Rosa Thoma <rosa@shop.example>"
STOPS = {
    "by its word": ("Re: The same again?", "stop\n"),
    "by the button of a mail program": ("stop", ""),
    "in a sentence": ("Your letter", "Please do not write to me again.\n"),
}


def _says_stop(jonas: Terminal, subject: str = "Re: The same again?", body: str = "stop\n") -> None:
    letter = mail(at="2026-03-04T08:30:00+01:00", sender=ROSA, to=JONAS, subject=subject, body=body)
    jonas.run("import", str(mbox(jonas.folder / "stop.mbox", [letter])))


def _bought(jonas: Terminal, number: str = "B7", day: str = "2026-03-04") -> None:
    orders(jonas, Order(number, day))


@pytest.mark.parametrize(("subject", "body"), STOPS.values(), ids=STOPS)
def test_nothing_is_owed_any_more(jonas: Terminal, subject: str, body: str) -> None:
    _bought(jonas)
    before = jonas.steps()
    _says_stop(jonas, subject, body)

    assert (before, jonas.steps()) == (["order/acknowledge Rosa Thoma"], [])


def test_a_letter_that_was_approved_stays_here(jonas: Terminal, jonas_postbox: Postbox) -> None:
    _bought(jonas)
    line = line_of(jonas, "order/acknowledge")
    body = line["letter"]["body"].replace("[the day it will be sent]", "on Friday")
    jonas.run("letter", line["id"], "--body", jonas.write("body.txt", body))
    jonas.run("approve", line["id"])
    _says_stop(jonas)
    jonas.at("2026-03-04T09:01:00+01:00")
    jonas.run("send")

    assert jonas_postbox.letters == []


def test_not_even_a_confirmation_that_goes_by_itself_leaves(jonas: Terminal, jonas_postbox: Postbox) -> None:
    jonas.run("playbooks", "add", jonas.write("order.toml", "[acknowledge]\nunattended = true\n"))
    _says_stop(jonas)
    _bought(jonas)
    jonas.run("worker", "--once")

    assert (jonas_postbox.letters, jonas.steps()) == ([], [])


def test_further_orders_and_the_same_files_again_change_nothing(jonas: Terminal) -> None:
    _bought(jonas)
    _says_stop(jonas)
    _says_stop(jonas)
    _bought(jonas)
    _bought(jonas, "B8")
    jonas.run("record", "met", "rosa@shop.example", "--at", "2026-03-04 08:45")
    jonas.at("2026-03-06T09:00:00+01:00")

    assert (jonas.steps(), jonas.steps("upcoming")) == ([], [])


def test_it_holds_for_the_person_after_two_records_are_one(jonas: Terminal, jonas_postbox: Postbox) -> None:
    _says_stop(jonas)
    jonas.run("import", jonas.write("card.vcf", card("R. Thoma", "r.thoma@home.example", "Café Thoma")))
    jonas.run("record", "met", "r.thoma@home.example", "--at", "2026-03-03 10:00")
    before = jonas.steps()
    jonas.run("merge", "r.thoma@home.example", "rosa@shop.example")

    assert (before, jonas.steps()) == (["met/hello R. Thoma"], [])


def test_what_was_said_holds_for_an_address_that_is_told_anew(jonas: Terminal) -> None:
    _bought(jonas)
    _says_stop(jonas)
    jonas.run("merge", "Rosa Thoma <r.thoma@home.example>", "rosa@shop.example", code=2)
    jonas.run("record", "complained", "rosa@shop.example", "--at", "2026-03-04 08:50", "--note", "Broken.")

    assert jonas.steps() == []
