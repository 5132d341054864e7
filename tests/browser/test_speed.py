"""Reply time in a real browser: reached by keys and from the phone's bar, and a wait leads to its letter."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from followup.actions.record import record
from tests.browser.conftest import Desk
from tests.cast import NOW

pytestmark = pytest.mark.browser

WIDTHS = [(360, "dark"), (1440, "light")]


def a_quarter(desk: Desk) -> None:
    """Letters of nine weeks, some answered at once, some late, some not at all."""
    for number in range(18):
        who = f"Person {number} <p{number}@there.example>"
        at = NOW - timedelta(weeks=number % 9, days=1)
        asked = record(desk.cast.workspace, "received", who, at=at, now=NOW, note="Could you send it?")
        if number % 3:
            record(desk.cast.workspace, "called", asked.contact, at=at + timedelta(hours=number % 5), now=NOW)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_the_figures_are_accessible_and_fit(desk: Desk, width, scheme):
    a_quarter(desk)
    page = desk.sit(width, scheme=scheme)

    page.goto("/speed?weeks=all")
    page.get_by_text("The weeks as a table").click()
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    violations = [each["id"] for each in Axe().run(page).response["violations"]]

    assert (violations, sideways) == ([], 0)


def test_g_and_r_lead_to_reply_time_and_a_wait_to_its_letter(desk: Desk):
    page = desk.sit()
    page.goto("/")

    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator("h1")).to_have_text("Nobody asked you for an answer last week.")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.locator("[data-body]")).to_have_value(re.compile("^Dear Tom Nowak,"))


def test_on_a_phone_it_stands_under_more(desk: Desk):
    page = desk.sit(360, 640)
    page.goto("/")

    page.locator(".bar summary").click()
    page.locator(".bar").get_by_role("link", name="Reply time").click()

    expect(page.locator("h1")).to_have_text("Nobody asked you for an answer last week.")
