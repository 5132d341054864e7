"""The Buyers page in real Chromium: it fits, it is accessible, and the keys reach it."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from followup.models import Buyer, Workspace
from tests.browser.conftest import Desk
from tests.cast import NOW
from tests.customers import customer, ordered, ranked

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(desk: Desk) -> Buyer:
    """Ada's workspace is that of a business, with a regular customer who is due and some who came once."""
    workspace = desk.cast.workspace
    Workspace.objects.filter(pk=workspace.pk).update(mode="business")
    regular = customer(
        workspace, "Anna-Katharina Lindenberg-Sommerfeld", 1, NOW, firm="Lind Floristik und Gartenbau", orders=3, days_ago=56,
        usual_gap=42.0, next_at=NOW - timedelta(days=14), expected=1.4, expected_low=0.0, expected_high=3.0, worth=1184.0,
        worth_low=120.0, worth_high=12160.0, currency="EUR", is_likely=True, months="0 0 1 0 2 0 " * 4,
    )  # fmt: skip
    for weeks in (20, 14, 8):
        ordered(
            regular,
            NOW - timedelta(weeks=weeks),
            number=str(weeks),
            amount="84.00",
            currency="EUR",
            items="6 × bowl",
        )
    for rank in range(2, 6):
        customer(workspace, f"Person {rank}", rank, NOW)
    ranked(workspace, NOW)
    return regular


def faults(page: Page) -> list[object]:
    """What axe finds, and by how much the page is too wide."""
    found = Axe().run(page).response["violations"]
    told: list[object] = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return told + ([f"{sideways} px too wide"] if sideways > 0 else [])


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_page_and_the_orders_behind_it_are_accessible_and_fit(desk: Desk, anna: Buyer, width, scheme):
    page = desk.sit(width, scheme=scheme)
    page.goto("/buyers")
    page.locator(".grounds summary").click()
    found = faults(page)

    page.goto(reverse("contact", args=[anna.contact_id]))
    found += faults(page)

    assert found == []


def test_a_customer_takes_one_line_of_a_wide_screen(desk: Desk, anna: Buyer):
    page = desk.sit()
    page.goto("/buyers")

    heights = page.locator(".row").evaluate_all(
        "rows => rows.slice(1).map(row => row.getBoundingClientRect().height)"
    )

    assert (min(heights) >= 56, max(heights) <= 64) == (True, True)


def test_the_keys_lead_to_the_page_and_to_the_orders_of_a_customer(desk: Desk, anna: Buyer):
    page = desk.sit()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/buyers")
    expect(page.get_by_role("heading", name="Buyers")).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Buying")).to_be_in_viewport()


def test_an_order_leads_to_its_line_in_the_history(desk: Desk, anna: Buyer):
    page = desk.sit()
    page.goto(reverse("contact", args=[anna.contact_id]))

    page.locator("#buying tbody a").first.click()

    expect(page.locator(".event:target")).to_contain_text("They ordered")
