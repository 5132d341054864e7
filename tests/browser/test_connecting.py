"""Connecting a mailbox before a real browser: every step is accessible, fits a phone, and goes on by itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from followup.actions.signing_in.begin import begin_browser, begin_device
from followup.actions.signing_in.wanted import Wanted
from followup.models import Account, Grant
from tests.browser.conftest import Desk
from tests.cast import NOW
from tests.dovecot import Dovecot
from tests.sign_in_server import SignInServer, sign_in_server
from tests.signed_in import token_dovecot

__all__ = ["sign_in_server", "token_dovecot"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.dovecot,
    # The threads of the pages' server leave databases in memory open, as Django means them to.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]
ADA = "ada@outlook.example"


def wanted(mailbox: Dovecot, issuer: str = "microsoft") -> Wanted:
    """Ada's mailbox."""
    url = f"imap://{ADA.replace('@', '%40')}@127.0.0.1:{mailbox.port}"
    return Wanted(address=ADA, issuer=issuer, urls=(url,))


def complaints(page: Page) -> tuple[list[str], int]:
    """What axe finds, and how many pixels the page is too wide."""
    violations = Axe().run(page).response["violations"]
    return [each["id"] for each in violations], page.evaluate(
        "document.documentElement.scrollWidth - innerWidth"
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_step_is_accessible_and_fits(
    desk: Desk, sign_in_server: SignInServer, token_dovecot: Dovecot, width: int, scheme
):
    workspace = desk.cast.workspace
    Grant.objects.create(
        workspace=workspace, issuer="google", address="ada.weber.with.a.rather.long.name@gmail.example",
        client_id="x", expires_at=NOW, created_at=NOW, is_over=True,
    )  # fmt: skip
    device = begin_device(workspace, wanted(token_dovecot), NOW)
    code = reverse("sources.sign-in", args=[device.pk])
    address = reverse("sources.mail")
    page = desk.sit(width, scheme=scheme)
    steps = [
        "/sources", address, f"{address}?address=ada@gmail.com", f"{address}?address=ada@outlook.com",
        f"{address}?address=ada@weber.example", f"{address}?address=ada@proton.me", code,
    ]  # fmt: skip

    found = {}
    for step in steps:
        page.goto(step)
        found[step] = complaints(page)
    browser = begin_browser(workspace, wanted(token_dovecot, "google"), NOW, back="http://127.0.0.1/")
    # The step before asks again by itself, and would take a page away that is on its way to another.
    page = desk.sit(width, scheme=scheme)
    page.goto(reverse("sources.sign-in", args=[browser.pk]))
    found["browser"] = complaints(page)

    assert {step: told for step, told in found.items() if told[0] or told[1] > 0} == {}


def test_the_page_goes_on_by_itself_when_the_code_was_typed_in(
    desk: Desk, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(desk.cast.workspace, wanted(token_dovecot), NOW)
    page = desk.sit(360)
    page.goto(reverse("sources.sign-in", args=[begun.pk]))

    page.get_by_role("button", name="I have signed in").press("Enter")
    page.get_by_text("Nothing has arrived yet.").wait_for()
    sign_in_server.agree(ADA)
    page.wait_for_url("**/sources")

    page.get_by_text(f"{ADA} is connected.").wait_for()
    assert Account.objects.get().grant is not None


def test_without_scripts_a_button_does_it(desk: Desk, sign_in_server: SignInServer, token_dovecot: Dovecot):
    begun = begin_device(desk.cast.workspace, wanted(token_dovecot), NOW)
    page = desk.sit(360, java_script_enabled=False)
    page.goto(reverse("sources.sign-in", args=[begun.pk]))
    sign_in_server.agree(ADA)

    page.get_by_role("button", name="I have signed in").click()

    assert f"{ADA} is connected." in page.content()


def test_a_mailbox_is_looked_up_and_signed_in_to_by_keyboard_alone(desk: Desk, sign_in_server: SignInServer):
    page = desk.sit(1280)
    page.goto("/sources")

    page.get_by_label("Your mail address").press_sequentially("ada@outlook.com")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign in with Microsoft").focus()
    page.keyboard.press("Enter")

    page.get_by_text("WDJB-MJHT").wait_for()
