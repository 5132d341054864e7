"""A morning with the keyboard alone, and what happens without any script."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from followup.actions import letters
from followup.actions.record import record
from followup.models import FollowUp, Letter
from tests.cast import NOW

pytestmark = pytest.mark.browser


def keys(page: Page, *pressed: str) -> None:
    """Press one key after the other."""
    for each in pressed:
        page.keyboard.press(each)


def test_a_letter_is_opened_changed_approved_and_called_back_by_keys(desk):
    page = desk.sit()
    page.goto("/")

    keys(page, "j", "j", "Enter")
    expect(page.locator("[data-body]")).to_have_value(re.compile("^Dear Dr. Aydın,"))
    keys(page, "e", "ControlOrMeta+End")
    page.keyboard.type("\nPS: the kiln was warm.")
    keys(page, "Escape", "a")
    expect(page.locator(".said")).to_contain_text("The letter to Dr. Leyla Aydın goes out.")
    approved = Letter.objects.get(contact=desk.cast.leyla)
    keys(page, "u")
    expect(page.locator(".said")).to_contain_text("stays here")

    assert (approved.state, approved.body.endswith("PS: the kiln was warm.")) == ("approved", True)
    assert Letter.objects.get(contact=desk.cast.leyla).state == "draft"


def test_a_line_is_skipped_and_snoozed_by_keys(desk):
    page = desk.sit()
    page.goto("/")

    keys(page, "j", "j", "Enter")
    expect(page.locator("[data-body]")).to_have_value(re.compile("^Dear Dr. Aydın,"))
    keys(page, "s")
    expect(page.locator("form[action$=snooze]")).to_be_visible()
    keys(page, "Enter")
    expect(page.locator(".said")).to_contain_text("comes back tomorrow")
    keys(page, "j", "Enter")
    expect(page.locator("[data-body]")).to_have_value(re.compile("^Dear Tom Nowak,"))
    keys(page, "x")
    expect(page.locator(".said")).to_contain_text("Left out: Tom Nowak.")

    assert not FollowUp.objects.today(desk.cast.workspace, NOW).exists()


def test_a_question_mark_shows_the_keys_and_g_goes_places(desk):
    page = desk.sit()
    page.goto("/")

    keys(page, "?")
    expect(page.locator("dialog")).to_be_visible()
    keys(page, "Escape", "g", "c")

    expect(page.locator("h1")).to_have_text("Contacts")


def test_findings_follow_the_typing_and_point_at_their_place(desk):
    letter = letters.draft(desk.cast.owed(desk.cast.leyla, "interview/thank-you"), NOW)
    page = desk.sit()
    page.goto(f"/letters/{letter.pk}")

    page.locator("[data-body]").fill(letter.body.replace("Aydın", "Aydin"))
    page.locator("[data-finding] a").first.click()

    marked = page.evaluate("getSelection().toString() || document.activeElement.value.slice("
                           "document.activeElement.selectionStart, document.activeElement.selectionEnd)")  # fmt: skip
    assert "Aydin" in marked
    expect(page.locator("[data-mirror] mark").first).to_contain_text("Aydin")


def test_lists_change_by_themselves_when_something_happened(desk):
    page = desk.sit()
    page.goto("/")
    record(desk.cast.workspace, "met", "Paul Krämer <paul@typo.example>", at=NOW - timedelta(days=1), now=NOW)

    desk.let_ask_for_news(page)

    expect(page.locator("#list")).to_contain_text("Paul Krämer")


def test_everything_works_without_script(desk):
    page = desk.sit(java_script_enabled=False)
    page.goto("/")

    page.get_by_role("link", name="Dr. Leyla Aydın").first.click()
    page.get_by_role("button", name="Approve").click()

    expect(page.locator(".said")).to_contain_text("The letter to Dr. Leyla Aydın goes out.")
    assert Letter.objects.get(contact=desk.cast.leyla).state == "approved"
