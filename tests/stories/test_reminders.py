"""A regular buyer who is late is written to once, by what they bought and why now; their next order ends it."""

from datetime import date, timedelta

import pytest

from followup.models import Sender
from tests.postbox import Postbox
from tests.shop import Order, leave_nobody_alone, line_of, orders, send
from tests.terminal import Terminal

ROSA = "rosa@shop.example"
AGAIN = "buyer/again Rosa Thoma"


@pytest.fixture
def late(jonas: Terminal) -> Terminal:
    """Rosa orders every six weeks, last on 15 January; it is Wednesday 4 March."""
    leave_nobody_alone(jonas)
    days = [date(2026, 1, 15) - timedelta(days=42 * back) for back in (3, 2, 1, 0)]
    orders(
        jonas,
        *(Order(f"B{number}", str(day), str(day + timedelta(days=3))) for number, day in enumerate(days)),
    )
    return jonas


def test_it_is_owed_since_her_usual_day(late: Terminal) -> None:
    assert late.steps() == [AGAIN]


def test_the_letter_says_what_she_bought_why_now_and_how_to_end_it(
    late: Terminal, jonas_postbox: Postbox
) -> None:
    send(late, "buyer/again", "2026-03-04T09:01:00+01:00")

    (letter,) = jonas_postbox.to(ROSA)
    said = [
        "six blue cups",
        "15 January 2026",
        "after about six weeks",
        "answer with “stop”",
        "Töpferweg 3, 53113 Bonn",
    ]
    assert [each for each in said if each not in letter.text] == []
    assert letter.message["List-Unsubscribe"] == "<mailto:jonas@brandt-keramik.example?subject=stop>"
    assert letter.message["Auto-Submitted"] is None


def test_no_second_one_follows(late: Terminal, jonas_postbox: Postbox) -> None:
    send(late, "buyer/again", "2026-03-04T09:01:00+01:00")
    late.at("2026-03-31T09:00:00+02:00")

    assert AGAIN not in late.steps() + late.steps("upcoming")


def test_her_next_order_ends_it(late: Terminal) -> None:
    orders(late, Order("B9", "2026-03-04"))

    assert late.steps() == ["order/acknowledge Rosa Thoma"]


def test_what_came_back_ends_it_until_she_orders_again(late: Terminal) -> None:
    late.run("record", "returned", ROSA, "--at", "2026-03-03", "--about", "order B3")

    assert AGAIN not in late.steps() + late.steps("upcoming")


def test_without_a_postal_address_it_cannot_leave(late: Terminal) -> None:
    Sender.objects.update(postal="none")
    line = line_of(late, "buyer/again")
    late.run("approve", line["id"], code=2)

    assert "Your sender details have no postal address" in late.err
