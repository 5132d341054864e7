"""Buyers who usually order again by now are written to; those who complained are not."""

from datetime import date, timedelta

from tests.terminal import Terminal


def _orders(jonas: Terminal, *ages: int, customer: str = "Rosa Thoma") -> None:
    today = date(2026, 3, 4)
    address = f"{customer.split()[0].lower()}@shop.example"
    rows = [
        f"{customer[0]}{age},{today - timedelta(days=age)},{customer},{address},48.00,EUR,six blue cups,{today - timedelta(days=age - 4)}"
        for age in ages
    ]
    head = "order number,order date,customer name,email,total,currency,items,delivered"
    jonas.run("import", jonas.write(f"orders-{customer}.csv", "\n".join([head, *rows, ""])))


def test_who_orders_every_six_weeks_and_is_due_is_proposed(jonas: Terminal) -> None:
    for number in range(10):
        _orders(jonas, 170, 128, 86, 44, customer=f"Rosa{chr(97 + number)} Thoma")

    proposed = [each for each in jonas.steps("upcoming") + jonas.steps() if each.startswith("buyer/again")]
    assert len(proposed) >= 5


def test_who_ordered_once_is_not(jonas: Terminal) -> None:
    _orders(jonas, 60)

    assert [each for each in jonas.steps("upcoming") + jonas.steps() if each.startswith("buyer/again")] == []


def test_a_first_order_is_thanked_for_two_business_days_after_delivery(jonas: Terminal) -> None:
    _orders(jonas, 6)

    assert jonas.steps() == ["order/thank-you Rosa Thoma"]


def test_not_while_a_complaint_is_open(jonas: Terminal) -> None:
    _orders(jonas, 6)
    jonas.run(
        "record", "complained", "rosa@shop.example", "--at", "2026-03-03", "--note", "Two cups are broken."
    )

    assert [each for each in jonas.steps() if "thank-you" in each] == []


def test_thanks_carry_no_offer(jonas: Terminal) -> None:
    _orders(jonas, 6)
    line = jonas.json("today")["follow_ups"][0]
    body = (
        line["letter"]["body"].replace("[", "").replace("]", "")
        + "\nUse the code THANKS for 10 % off your next order.\n"
    )
    jonas.run("letter", line["id"], "--body", jonas.write("body.txt", body))

    jonas.run("approve", line["id"], code=2)
