"""The exports of each shop, as its makers write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from followup.core.orders import LeftOut, Order
from followup.core.trouble import NotUnderstood
from followup.sources.orders import read_orders

from .samples import sample


def told(name: str) -> dict[str, Order]:
    """The orders in a sample by their numbers."""
    return {each.number: each for each in read_orders(sample(f"orders/{name}")) if isinstance(each, Order)}


def left_out(name: str) -> list[str]:
    """What is in a sample and is no order."""
    return [each.sort for each in read_orders(sample(f"orders/{name}")) if isinstance(each, LeftOut)]


@pytest.mark.parametrize("name", ["shopify.csv", "shopify.json"])
def test_shopify_tells_the_same_order_in_a_table_and_in_json(name):
    order = told(name)["2001"]

    assert (order.who.name, order.who.address.lower(), order.amount, order.currency, order.items, order.shop) == (
        "Ann Lee", "ann@lee.example", Decimal("74.50"), "EUR", ("Bowl", "Cup"), "shopify",
    )  # fmt: skip


def test_shopify_a_part_that_was_paid_back_is_a_return_of_that_sum():
    order = told("shopify.csv")["2002"]

    assert (order.amount, order.returned, order.is_void) == (Decimal("60.00"), Decimal("30.00"), False)


def test_shopify_refunds_in_json_are_added_up_and_dated():
    order = told("shopify.json")["2002"]

    assert (order.returned, order.returned_at) == (
        Decimal("60.00"),
        datetime.fromisoformat("2026-03-10T09:00+01:00"),
    )


def test_shopify_what_was_cancelled_before_it_was_sent_came_to_nothing():
    assert {number for number, each in told("shopify.csv").items() if each.is_void} == {"2003"}


def test_shopify_what_was_sent_and_wholly_paid_back_was_an_order_and_a_return():
    order = told("shopify.csv")["2006"]

    assert (order.is_void, order.returned) == (False, Decimal("20.00"))


@pytest.mark.parametrize("name", ["shopify.csv", "shopify.json", "stripe.json"])
def test_tests_are_left_out(name):
    assert left_out(name) == ["test"]


def test_a_gift_is_of_who_paid_for_it():
    order = told("shopify.csv")["2005"]

    assert (order.is_gift, order.who.name) == (True, "Ben Oak")


@pytest.mark.parametrize("name", ["woocommerce.csv", "woocommerce.json"])
def test_woocommerce_tells_total_things_and_completion(name):
    order = told(name)["311"]

    assert (order.amount, order.items, order.delivered_at, order.organisation) == (
        Decimal("58.00"), ("Blue bowl", "Small plate"), datetime(2026, 2, 12, 10, tzinfo=UTC), "Lee Ltd",
    )  # fmt: skip


def test_woocommerce_an_order_that_waits_for_payment_is_none_yet():
    assert (left_out("woocommerce.csv"), "312" in told("woocommerce.csv")) == (["unpaid"], False)


def test_woocommerce_an_order_for_nothing_is_an_order():
    assert told("woocommerce.csv")["314"].amount == Decimal("0.00")


def test_etsy_knows_customers_by_their_user_names_and_writes_the_month_first():
    order = told("EtsySoldOrders2026.csv")["3900000001"]

    assert (order.customer, order.who.name, order.placed_at.date().isoformat(), order.amount) == (
        "annlee99", "Ann Lee", "2026-03-04", Decimal("44.00"),
    )  # fmt: skip


def test_etsy_things_sold_are_put_together_to_the_order_that_they_belong_to():
    order = told("EtsySoldOrderItems2026.csv")["3900000001"]

    assert (order.items, order.amount, order.customer) == (
        ("Egg cup", "Butter dish"), Decimal("40.00"), "annlee99",
    )  # fmt: skip


def test_square_a_refund_is_a_return_without_an_order():
    orders = told("square.csv")

    assert (orders["TX0003"].is_return, orders["TX0003"].returned, orders["TX0002"].amount) == (
        True, Decimal("38.00"), Decimal("1250.00"),
    )  # fmt: skip


def test_square_a_sale_to_nobody_known_is_named_by_its_line():
    odd = [each for each in read_orders(sample("orders/square.csv")) if isinstance(each, NotUnderstood)]

    assert [(each.place, each.sentence) for each in odd] == [("line 5", "This row names no customer.")]


def test_stripe_declined_and_tried_out_payments_are_left_out():
    assert (left_out("stripe.csv"), sorted(told("stripe.csv"))) == (["unpaid", "test"], ["ch_1", "ch_4"])


def test_stripe_counts_cents_but_whole_yen():
    orders = told("stripe.json")

    assert {number: (each.amount, each.currency) for number, each in orders.items()} == {
        "ch_1": (Decimal("120.00"), "EUR"),
        "ch_8": (Decimal(5400), "JPY"),
    }


def test_ebay_notes_above_and_below_the_table_are_no_orders():
    found = list(read_orders(sample("orders/ebay.csv")))

    assert [(each.number, each.amount, each.items) for each in found if isinstance(each, Order)] == [
        ("12-00001-00001", Decimal("55.00"), ("Salt jar", "Pepper jar")),
        ("12-00001-00002", Decimal("8.00"), ("Lid",)),
    ]
    assert len(found) == 2


def test_amazon_adds_up_what_each_row_costs_and_gives_gifts_to_the_buyer():
    orders = told("amazon.txt")

    assert (orders["302-1"].amount, orders["302-1"].items) == (Decimal("44.00"), ("Milk jug", "Sugar bowl"))
    assert (orders["302-2"].is_gift, orders["302-2"].who.name) == (True, "Paul Stern")
