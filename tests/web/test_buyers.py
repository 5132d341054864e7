"""The Buyers page: who comes first and why, what is expected, and how the ranking did."""

from datetime import timedelta

import pytest
from django.urls import reverse

from followup.actions.playbooks import change_playbook
from followup.actions.record import record
from followup.models import Buyer, Enrolled, Letter, Workspace
from tests.cast import NOW, Cast
from tests.customers import customer, ordered, ranked

PAGES = ("/buyers", "/buyers/written", "/buyers/results")


@pytest.fixture
def shop(cast: Cast) -> Cast:
    """Ada's workspace is that of a business."""
    Workspace.objects.filter(pk=cast.workspace.pk).update(mode="business")
    cast.workspace.refresh_from_db()
    return cast


def anna(shop: Cast, **told) -> Buyer:
    """A regular customer who is due."""
    usual = {
        "orders": 7,
        "days_ago": 56,
        "usual_gap": 42.0,
        "next_at": NOW - timedelta(days=14),
        "is_likely": True,
        "expected": 1.4,
        "expected_low": 0.0,
        "expected_high": 3.0,
        "worth": 84.0,
        "worth_low": 20.0,
        "worth_high": 160.0,
        "currency": "EUR",
    }
    return customer(shop.workspace, "Anna Lind", 1, NOW, **{**usual, **told})


def the_page(shop: Cast, **query: str) -> str:
    """Buyers as Ada sees it."""
    return shop.browser("ada").get("/buyers", query).content.decode()


def test_a_customer_stands_there_with_reason_expectation_and_next_date(shop: Cast):
    anna(shop, firm="Lind Floristik")
    ranked(shop.workspace, NOW)

    page = the_page(shop)

    assert "Anna usually orders every 6 weeks; 8 have passed." in page
    assert "1.4 orders (0–3)" in page
    assert "€84 (€20–€160)" in page
    assert "due 2 weeks ago" in page
    assert "Lind Floristik" in page


def test_the_totals_of_all_stand_at_the_head(shop: Cast):
    anna(shop)
    ranked(shop.workspace, NOW)

    assert "About 41 orders (33–49) in the next 90 days, worth about €3,412 (€2,700–€4,120)." in the_page(
        shop
    )


def test_where_the_data_cannot_tell_no_number_stands(shop: Cast):
    anna(shop, expected=None, worth=None)
    ranked(shop.workspace, NOW, expected={}, trials=[], sentence="Five customers are too few to tell more.")

    page = the_page(shop)

    assert "Five customers are too few to tell more." in page
    assert ("in 90 days" in page, "How well did each way" in page) == (False, False)


def test_the_trials_are_told_in_plain_words(shop: Cast):
    anna(shop)
    ranked(shop.workspace, NOW)

    page = the_page(shop)

    assert "How often and how lately they ordered" in page
    assert "78 of 100 (75–81)" in page
    assert "in use" in page


def test_the_orders_of_the_months_are_drawn_and_told(shop: Cast):
    anna(shop, months="0 " * 17 + "1 0 2 0 0 1 1")
    ranked(shop.workspace, NOW)

    assert 'aria-label="5 orders in the last 24 months, 4 of them in the last 6"' in the_page(shop)


def test_those_who_are_due_are_shown_alone(shop: Cast):
    anna(shop)
    customer(shop.workspace, "Bo Wang", 2, NOW, usual_gap=30.0, orders=4, next_at=NOW + timedelta(days=9))
    ranked(shop.workspace, NOW)

    page = the_page(shop, show="due")

    assert ("Anna Lind" in page, "Bo Wang" in page) == (True, False)


def test_a_customer_is_found_by_the_firm(shop: Cast):
    anna(shop, firm="Lind Floristik")
    customer(shop.workspace, "Bo Wang", 2, NOW)
    ranked(shop.workspace, NOW)

    page = the_page(shop, q="florist")

    assert ("Anna Lind" in page, "Bo Wang" in page) == (True, False)


def test_a_search_finds_nobody_of_another_workspace(shop: Cast):
    customer(shop.workspace, "Bo Wang", 1, NOW)
    elsewhere = Workspace.objects.exclude(pk=shop.workspace.pk).get()
    customer(elsewhere, "Anna Lind", 1, NOW)
    ranked(shop.workspace, NOW)

    assert "No customer by that name." in the_page(shop, q="anna")


def test_a_search_without_a_word_finds_nobody(shop: Cast):
    anna(shop)
    ranked(shop.workspace, NOW)

    assert "No customer by that name." in the_page(shop, q="!?")


def test_a_long_list_is_read_on_and_back(shop: Cast):
    for number in range(1, 121):
        customer(shop.workspace, f"Person {number:03}", number, NOW)
    ranked(shop.workspace, NOW)

    first, second, last, back = (
        the_page(shop, **query) for query in ({}, {"after": "50"}, {"after": "100"}, {"before": "101"})
    )

    assert ("?after=50" in first, 'rel="prev"' in first) == (True, False)
    assert ("Person 051" in second, "?before=51" in second, "?after=100" in second) == (True, True, True)
    assert ("Person 120" in last, 'rel="next"' in last) == (True, False)
    assert ("Person 051" in back, "Person 100" in back, "?after=100" in back) == (True, True, True)


def test_a_longer_list_of_buyers_takes_no_more_queries(shop: Cast, django_assert_max_num_queries):
    for number in range(1, 61):
        customer(shop.workspace, f"Person {number:03}", number, NOW)
    ranked(shop.workspace, NOW)
    ada = shop.browser("ada")

    with django_assert_max_num_queries(13):
        ada.get("/buyers")


def test_the_last_letter_is_named(shop: Cast):
    buyer = anna(shop)
    ordered(buyer, NOW - timedelta(days=20), kind="sent")
    wrote = the_page_after(shop)
    Letter.objects.create(workspace=shop.workspace, contact=buyer.contact, created_at=NOW, changed_at=NOW)

    assert ("You wrote on 12 February" in wrote, "A draft is ready" in the_page(shop)) == (True, True)


def the_page_after(shop: Cast) -> str:
    """The page once the ranking is there."""
    ranked(shop.workspace, NOW)
    return the_page(shop)


def test_without_orders_the_page_says_how_they_come(shop: Cast):
    page = the_page(shop)

    assert ("No orders" in page, reverse("sources") in page) == (True, True)


def test_a_workspace_for_looking_for_work_is_told_kindly(cast: Cast):
    page = the_page(cast)

    assert ("This page is for a business." in page, 'data-go="b"' in page) == (True, False)


def test_only_a_business_has_the_page_in_its_rail(shop: Cast):
    assert 'data-go="b"' in shop.browser("ada").get("/").content.decode()


def test_the_orders_behind_the_numbers_stand_with_the_contact(shop: Cast):
    buyer = anna(shop, orders=3, usual_gap=43.0)
    first = ordered(
        buyer, NOW - timedelta(days=140), number="2200", amount="84.00", currency="EUR", items="6 × bowl"
    )
    ordered(buyer, NOW - timedelta(days=98), number="2201", amount="40.50", currency="EUR")
    ordered(buyer, NOW - timedelta(days=97), kind="returned", number="2201", amount="20.00", currency="EUR")
    ordered(buyer, NOW - timedelta(days=56), number="2202", amount="90", currency="CHF")
    ranked(shop.workspace, NOW)

    page = shop.browser("ada").get(reverse("contact", args=[buyer.contact_id])).content.decode()

    assert "The middle one of the 2 spans between their days is 42 days: every 6 weeks." in page
    assert "€124.50 ordered, €20.00 went back: €104.50 stays." in page
    assert "CHF\N{NO-BREAK SPACE}90.00 in all." in page
    assert (f'href="?all=yes#fact-{first.pk}"' in page, f'id="fact-{first.pk}"' in page) == (True, True)


def test_an_order_that_two_sources_told_of_is_counted_once(shop: Cast):
    buyer = anna(shop)
    ordered(buyer, NOW - timedelta(days=56), number="2200", amount="84.00", currency="EUR")
    ordered(buyer, NOW - timedelta(days=55), number="#2200", amount="84.00", currency="EUR")
    ranked(shop.workspace, NOW)

    page = shop.browser("ada").get(reverse("contact", args=[buyer.contact_id])).content.decode()

    assert ("told twice, counted once" in page, "€84.00 in all" in page) == (True, True)


def test_whoever_never_ordered_has_no_panel(shop: Cast):
    page = shop.browser("ada").get(reverse("contact", args=[shop.tom.pk])).content.decode()

    assert 'id="buying"' not in page


@pytest.fixture
def kiln(shop: Cast) -> Cast:
    """A shop whose customers came by a file of orders; nobody is left alone by the draw, and Bo wants no letters."""
    change_playbook(shop.workspace, "buyer", "[again]\nhold-out = 0\n", NOW)
    for name, days in (("Anna Lind", (140, 98, 56)), ("Bo Wang", (140, 100))):
        address = f"{name} <{name.partition(' ')[0].lower()}@shop.example>"
        for each in days:
            record(shop.workspace, "ordered", address, at=NOW - timedelta(days=each), now=NOW)
    record(shop.workspace, "opted_out", "Bo Wang <bo@shop.example>", at=NOW - timedelta(days=60), now=NOW)
    return shop


def test_writing_to_the_first_makes_drafts_and_says_who_was_passed_over(kiln: Cast):
    kiln.browser("ada").get("/buyers")

    page = kiln.browser("ada").post("/buyers/write", follow=True).content.decode()

    letter = Letter.objects.get(workspace=kiln.workspace, step="buyer/again")
    assert (letter.contact.name, letter.state) == ("Anna Lind", "draft")
    assert reverse("letter", args=[letter.pk]) in page
    assert "They asked not to be written to." in page


def test_writing_twice_makes_no_second_draft(kiln: Cast):
    ada = kiln.browser("ada")
    ada.get("/buyers")

    ada.post("/buyers/write")
    ada.post("/buyers/write")

    assert Letter.objects.filter(workspace=kiln.workspace, step="buyer/again").count() == 1


def test_without_letters_there_is_nothing_to_compare(shop: Cast):
    assert "Nothing to compare yet." in shop.browser("ada").get("/buyers/results").content.decode()


def test_what_the_letters_changed_is_told_with_both_groups(shop: Cast):
    long_ago, over = NOW - timedelta(days=90), NOW - timedelta(days=50)
    for buyer, arm in ((anna(shop), "written"), (customer(shop.workspace, "Bo Wang", 2, NOW), "left_alone")):
        Enrolled.objects.create(
            workspace=shop.workspace,
            step="buyer/again",
            contact=buyer.contact,
            arm=arm,
            joined_at=long_ago,
            until=over,
        )

    page = shop.browser("ada").get("/buyers/results").content.decode()

    assert "Remind of the next order" in page
    assert "Of 1 written to, 0 ordered; of 1 left alone, 0. Too few to tell" in page


def test_orders_are_ranked_anew_when_asked(kiln: Cast):
    page = kiln.browser("ada").post("/buyers/again", follow=True).content.decode()

    assert "2 customers put in order anew." in page


@pytest.mark.parametrize("who", ["eve", "nobody"])
def test_strangers_see_nobody(shop: Cast, who):
    anna(shop)
    ranked(shop.workspace, NOW)

    pages = [shop.browser(who).get(page, follow=True).content.decode() for page in PAGES]

    assert [page for page in pages if "Anna Lind" in page] == []
