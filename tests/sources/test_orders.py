"""Order files of shops."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from followup.core.facts import Party
from followup.core.orders import Order
from followup.core.trouble import NotUnderstood
from followup.sources.orders import read_orders

from .samples import sample


def test_the_rows_of_one_order_become_one():
    first = next(iter(read_orders(sample("shopify.csv"))))

    assert first == Order(
        number="1001",
        who=Party("Ann Lee", "ann@shop.example"),
        placed_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        delivered_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
        amount=Decimal("74.50"),
        currency="EUR",
        items=("Bowl", "Cup"),
        organisation="Lee Ltd",
        shop="shopify",
    )


def test_a_row_that_cannot_be_read_is_named_by_its_line():
    _, *others = read_orders(sample("shopify.csv"))

    assert [(each.place, each.sentence) for each in others if isinstance(each, NotUnderstood)] == [
        ("line 4", "“soon” is not a date that can be read; write it like 2026-03-31.")
    ]


def test_an_order_that_was_cancelled_before_it_was_sent_came_to_nothing():
    *_, last = read_orders(sample("shopify.csv"))

    assert isinstance(last, Order)
    assert last.is_void


def test_a_german_table_in_windows_letters_is_read():
    data = "Bestellnummer;Bestelldatum;Kunde;Betrag\n7;02.03.2026;Jürgen Groß;1.234,50 €\n".encode("cp1252")

    (order,) = read_orders(data)

    assert isinstance(order, Order)
    assert (order.who.name, order.amount, order.currency, order.placed_at.day) == (
        "Jürgen Groß",
        Decimal("1234.50"),
        "EUR",
        2,
    )


def test_a_number_in_its_short_german_name_is_known():
    (order,) = read_orders("Belegnr.;Bestelldatum;Kunde;Betrag\n7;02.03.2026;Jürgen Groß;5,00\n".encode())

    assert isinstance(order, Order)
    assert order.number == "7"


@pytest.mark.parametrize(
    ("dates", "days"), [(("03/02/2026", "03/14/2026"), [2, 14]), (("03/02/2026", "14/02/2026"), [3, 14])]
)
def test_day_and_month_are_told_from_the_whole_column(dates, days):
    rows = "".join(f"{number},{date},Ann,5\n" for number, date in enumerate(dates))

    orders = list(read_orders(f"order number,date,customer,amount\n{rows}".encode()))

    assert [order.placed_at.day for order in orders if isinstance(order, Order)] == days


def test_dates_that_may_be_either_are_not_guessed():
    (trouble,) = read_orders(b"order number,date,customer,amount\n1,03/02/2026,Ann,5\n")

    assert isinstance(trouble, NotUnderstood)
    assert "may be day/month or month/day" in trouble.sentence
