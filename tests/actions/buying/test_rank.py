"""Ranking: every number of a row can be traced to the orders it was made from."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from followup.actions.buying.rank import buyers_of, rank_buyers
from followup.actions.buying.stale import is_stale
from followup.core.kinds import Kind
from followup.models import Buyer, Fact, Ranking

from .shop import BERLIN, NOW, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return opened()


def test_who_orders_often_and_lately_comes_first(shop):
    shop.orders("Once", "2025-01-10 20 EUR")
    shop.orders("Often", "2026-03-01 20 EUR", "2026-04-01 20 EUR", "2026-05-01 20 EUR")
    shop.orders("Twice", "2025-05-01 20 EUR", "2026-01-01 20 EUR")

    shop.ranked()
    assert shop.names() == ["Often", "Twice", "Once"]


def test_a_row_says_what_the_orders_say(shop):
    shop.orders(
        "Ada", "2026-03-01 20.50 EUR #1 bowl", "2026-04-12 30 EUR #2 cup plate", "2026-05-24 9.50 EUR #3 jug"
    )

    shop.ranked()
    ada = shop.buyer("Ada")
    assert (ada.rank, ada.orders, ada.spent, ada.currency, ada.usual_gap, ada.last_items) == (
        1, 3, Decimal("60.00"), "EUR", 42.0, "jug"
    )  # fmt: skip
    assert ada.first_at == datetime(2026, 3, 1, 10, tzinfo=BERLIN)
    assert ada.last_at == datetime(2026, 5, 24, 10, tzinfo=BERLIN)
    assert ada.next_at == datetime(2026, 7, 5, tzinfo=BERLIN)


def test_the_last_two_years_are_told_month_by_month(shop):
    shop.orders(
        "Ada", "2023-01-05", "2024-07-02", "2026-05-03", "2026-05-03", "2026-05-20", "2026-06-01T08:00"
    )

    shop.ranked()
    assert shop.buyer("Ada").months == " ".join(["1", *["0"] * 21, "2", "1"])


def test_an_order_told_by_mail_and_by_a_file_is_one(shop):
    shop.orders(
        "Ada", "2026-05-03T14:00 #1001", "2026-05-02T23:59 40 EUR #1001 bowl", "2026-05-30 10 EUR #1002"
    )

    shop.ranked()
    ada = shop.buyer("Ada")
    assert (ada.orders, ada.spent) == (2, Decimal("50.00"))


def test_the_same_number_of_two_customers_is_two_orders(shop):
    shop.orders("Ada", "2026-05-03 40 EUR #1")
    shop.orders("Ben", "2026-05-03 40 EUR #1")

    assert shop.ranked().customers == 2


def test_what_went_back_is_taken_off_its_order(shop):
    shop.orders("Ada", "2026-03-03 40 EUR #1", "2026-04-03 60 EUR #2")
    shop.orders("Ada", "2026-04-20 15 EUR #1", "2026-05-01 -100", kind=Kind.RETURNED)

    shop.ranked()
    ada = shop.buyer("Ada")
    assert (ada.orders, ada.returned, ada.spent) == (2, 2, Decimal("25.00"))


def test_goods_that_came_back_before_any_order_change_nothing(shop):
    shop.orders("Ada", "2026-01-03 15 EUR", kind=Kind.RETURNED)
    shop.orders("Ada", "2026-03-03 40 EUR #1")

    shop.ranked()
    assert (shop.buyer("Ada").returned, shop.buyer("Ada").spent) == (0, Decimal("40.00"))


def test_money_in_another_currency_is_left_out_and_told(shop):
    shop.orders("Ada", "2026-03-03 40 EUR", "2026-04-03 30 EUR", "2026-05-03 9000 JPY")

    ranking = shop.ranked()
    ada = shop.buyer("Ada")
    assert (ada.orders, ada.spent, ada.currency) == (3, Decimal("70.00"), "EUR")
    assert "1 order is in another currency" in ranking.sentence


def test_an_amount_that_is_no_number_is_unknown(shop):
    shop.tell("Ada", Kind.ORDERED, "2026-03-03", details={"amount": "twelve"})

    shop.ranked()
    assert (shop.buyer("Ada").spent, shop.buyer("Ada").orders) == (None, 1)


def test_a_day_is_a_day_where_the_owner_is(shop):
    shop.tell("Ada", Kind.ORDERED, "2026-03-03T00:30")
    shop.tell("Ada", Kind.ORDERED, "2026-03-03T23:30")

    shop.ranked()
    assert shop.buyer("Ada").orders == 1


def test_an_unsure_order_counts_once_it_is_answered(shop):
    asked = shop.tell("Ada", Kind.ORDERED, "2026-03-03", sure=False)
    before = shop.ranked().customers
    Fact.objects.filter(pk=asked.pk).update(sure=True)

    assert (before, shop.ranked().customers) == (0, 1)


def test_orders_that_are_still_to_come_are_not_counted(shop):
    shop.orders("Ada", "2026-05-01 10 EUR", "2026-07-01 10 EUR jug")
    shop.orders("Ben", "2026-08-01 10 EUR")

    shop.ranked()
    assert (shop.names(), shop.buyer("Ada").orders, shop.buyer("Ada").last_items) == (["Ada"], 1, "")


def test_with_no_orders_at_all_it_says_so(shop):
    ranking = shop.ranked()

    assert (ranking.customers, ranking.expected) == (0, {})
    assert "no orders yet" in ranking.sentence


def test_ten_thousand_of_one_customer_and_all_on_one_day_are_ranked(shop):
    rows = [
        Fact(workspace=shop.workspace, contact=shop.person("Ada"), kind=Kind.ORDERED, source="orders", recorded_at=NOW,
             source_key=f"n{number}", at=NOW - timedelta(hours=number % 5), details={"amount": "1.10", "currency": "EUR"})
        for number in range(10_000)
    ]  # fmt: skip
    Fact.objects.bulk_create(rows)

    rank_buyers(shop.workspace, now=NOW)
    assert (shop.buyer("Ada").orders, shop.buyer("Ada").spent) == (1, Decimal("11000.00"))


def test_a_ranking_is_stale_after_another_order_and_on_another_day(shop):
    shop.orders("Ada", "2026-03-03 40 EUR")
    seen = [is_stale(shop.workspace, NOW)]
    shop.ranked()
    seen.append(is_stale(shop.workspace, NOW))
    shop.orders("Ada", "2026-03-09 40 EUR")
    seen.append(is_stale(shop.workspace, NOW))
    shop.ranked()

    seen.append(is_stale(shop.workspace, NOW + timedelta(days=1)))
    assert seen == [True, False, True, True]


def test_a_ranking_is_stale_after_two_customers_became_one(shop):
    shop.orders("Ada", "2026-03-03 40 EUR")
    shop.orders("Ada B.", "2026-03-09 40 EUR")
    shop.ranked()
    Fact.objects.filter(contact=shop.person("Ada B.")).update(contact=shop.person("Ada"))

    assert is_stale(shop.workspace, NOW)
    shop.ranked()
    assert (shop.names(), shop.buyer("Ada").orders) == (["Ada"], 2)


def test_ranking_again_touches_only_the_rows_that_changed(shop):
    shop.orders("Ada", "2026-03-03 40 EUR bowl", "2026-04-03 40 EUR", "2026-05-03 40 EUR")
    shop.orders("Ben", "2026-02-03 40 EUR")
    shop.orders("Cleo", "2026-01-03 40 EUR")
    shop.ranked()
    before = dict(Buyer.objects.values_list("contact__name", "pk"))
    shop.orders("Cleo", "2026-01-03 2 EUR")
    shop.ranked()

    after = dict(Buyer.objects.values_list("contact__name", "pk"))
    assert [name for name in before if before[name] != after[name]] == ["Cleo"]


def test_pages_get_a_fresh_ranking_of_a_small_book(shop):
    shop.orders("Ada", "2026-03-03 40 EUR")
    first = buyers_of(shop.workspace, NOW)
    second = buyers_of(shop.workspace, NOW + timedelta(minutes=5))
    shop.orders("Ben", "2026-03-03 40 EUR")

    third = buyers_of(shop.workspace, NOW + timedelta(minutes=9))
    assert [each.made_at - NOW for each in (first, second, third) if each] == [
        timedelta(0), timedelta(0), timedelta(minutes=9)
    ]  # fmt: skip


def test_two_workspaces_know_nothing_of_each_other(shop):
    other = opened("other")
    shop.orders("Ada", "2026-03-03 40 EUR")
    other.orders("Ben", "2026-03-03 40 EUR")
    shop.ranked()

    other.ranked()
    assert (shop.names(), other.names(), Ranking.objects.count()) == (["Ada"], ["Ben"], 2)


def test_prices_of_several_currencies_are_made_comparable(shop):
    shop.orders("Ada", "2026-03-03 40 EUR", "2026-05-03 60 EUR")
    shop.orders("Yuki", "2026-03-03 8000 JPY", "2026-05-03 12000 JPY")

    shop.ranked()
    assert [shop.buyer(name).spent for name in ("Ada", "Yuki")] == [Decimal("100.00"), Decimal("20000.00")]


def test_times_of_rows_are_moments(shop):
    shop.orders("Ada", "2026-03-03 40 EUR")

    shop.ranked()
    assert shop.buyer("Ada").last_at.astimezone(UTC) == datetime(2026, 3, 3, 9, tzinfo=UTC)
