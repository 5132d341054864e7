"""An order is confirmed within the minute, the customer thanked when it has arrived, and then left in peace."""

from datetime import date, timedelta

import pytest

from tests.postbox import Postbox
from tests.shop import Order, orders, send
from tests.terminal import Terminal

ROSA = "rosa@shop.example"
UNATTENDED = "[acknowledge]\nunattended = true\n"
PERSONAL = "This glaze has been my favourite since the first firing."
FIRST = Order("B7", "2026-03-04")
ARRIVED = Order("B7", "2026-03-04", delivered="2026-03-05")


def _let_go(jonas: Terminal) -> None:
    jonas.run("playbooks", "add", jonas.write("order.toml", UNATTENDED))


def _thank(jonas: Terminal) -> None:
    """The first order has arrived; two business days later Jonas thanks for it."""
    orders(jonas, ARRIVED)
    jonas.at("2026-03-09T09:00:00+01:00")
    send(jonas, "order/thank-you", "2026-03-09T09:01:00+01:00", [PERSONAL])


def test_as_shipped_the_confirmation_waits_for_jonas(jonas: Terminal, jonas_postbox: Postbox) -> None:
    orders(jonas, FIRST)
    jonas.run("worker", "--once")

    assert (jonas.steps(), jonas_postbox.letters) == (["order/acknowledge Rosa Thoma"], [])


def test_let_go_it_leaves_within_the_minute_and_says_that_a_machine_sent_it(
    jonas: Terminal, jonas_postbox: Postbox
) -> None:
    _let_go(jonas)
    orders(jonas, FIRST)
    jonas.run("worker", "--once")

    (letter,) = jonas_postbox.to(ROSA)
    headers = [letter.message[name] for name in ("Auto-Submitted", "List-Unsubscribe", "Subject")]
    assert (letter.sender, headers) == ("", ["auto-replied", None, "Your order B7"])
    assert letter.message["Message-ID"].endswith("@brandt-keramik.example>")
    assert "six blue cups" in letter.text


def test_it_leaves_once_and_nothing_is_owed_any_more(jonas: Terminal, jonas_postbox: Postbox) -> None:
    _let_go(jonas)
    for _ in range(3):
        orders(jonas, FIRST)
        jonas.run("worker", "--once")

    assert (len(jonas_postbox.letters), jonas.steps()) == (1, [])


def test_thanks_are_due_two_business_days_after_the_delivery(jonas: Terminal) -> None:
    orders(jonas, ARRIVED)
    jonas.at("2026-03-06T12:00:00+01:00")
    before = jonas.steps()
    jonas.at("2026-03-09T09:00:00+01:00")

    assert (before, jonas.steps()) == ([], ["order/thank-you Rosa Thoma"])


def test_the_thanks_name_what_they_bought_and_that_it_was_the_first_time(
    jonas: Terminal, jonas_postbox: Postbox
) -> None:
    _thank(jonas)

    (letter,) = jonas_postbox.to(ROSA)
    assert (letter.message["Auto-Submitted"], letter.sender) == (None, "jonas@brandt-keramik.example")
    assert ("six blue cups" in letter.text, "first" in letter.text, PERSONAL in letter.text) == (
        True,
        True,
        True,
    )


def test_thanks_wait_for_jonas_even_where_confirmations_do_not(
    jonas: Terminal, jonas_postbox: Postbox
) -> None:
    _let_go(jonas)
    orders(jonas, ARRIVED)
    jonas.at("2026-03-09T09:00:00+01:00")
    jonas.run("worker", "--once")

    assert (jonas_postbox.letters, jonas.steps()) == ([], ["order/thank-you Rosa Thoma"])


def _five(last: str) -> list[Order]:
    days = [date(2026, 3, 4), date(2026, 4, 8), date(2026, 5, 6), date(2026, 6, 3), date.fromisoformat(last)]
    return [
        Order(f"B{number}", str(day), delivered=str(day + timedelta(days=1)))
        for number, day in enumerate(days, 7)
    ]


@pytest.mark.parametrize(
    ("last", "day", "thanked"),
    [("2026-07-01", "2026-07-06", False), ("2026-10-07", "2026-10-12", True)],
)
def test_the_fifth_order_is_thanked_for_unless_they_were_thanked_within_half_a_year(
    jonas: Terminal, jonas_postbox: Postbox, last: str, day: str, thanked: bool
) -> None:
    _thank(jonas)
    orders(jonas, *_five(last))
    jonas.at(f"{day}T09:00:00+02:00")

    assert ("order/thank-you Rosa Thoma" in jonas.steps()) is thanked


def test_what_was_sent_back_is_not_celebrated(jonas: Terminal) -> None:
    orders(jonas, ARRIVED)
    jonas.run("record", "returned", ROSA, "--at", "2026-03-06", "--about", "order B7")
    jonas.at("2026-03-09T09:00:00+01:00")

    assert jonas.steps() == []
