"""Connecting a mailbox from the pages: by its address, with a password or by signing in."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from followup.actions.signing_in.begin import begin_browser, begin_device
from followup.actions.signing_in.wanted import Wanted
from followup.models import Account, Grant, SignIn
from tests.cast import NOW, Cast
from tests.dovecot import Dovecot
from tests.sign_in_server import CLIENT, SignInServer, sign_in_server
from tests.signed_in import token_dovecot

__all__ = ["sign_in_server", "token_dovecot"]
ADA = "ada@outlook.example"
needs_dovecot = pytest.mark.dovecot


def page(cast: Cast, **query: str) -> str:
    """The page that Ada sees for an address."""
    return cast.browser("ada").get(reverse("sources.mail"), query).content.decode()


def wanted(mailbox: Dovecot, issuer: str = "microsoft") -> Wanted:
    """Ada's mailbox."""
    url = f"imap://{ADA.replace('@', '%40')}@127.0.0.1:{mailbox.port}"
    return Wanted(address=ADA, issuer=issuer, urls=(url,))


def test_sources_asks_for_no_more_than_the_address(cast: Cast):
    shown = cast.browser("ada").get("/sources").content.decode()

    assert f'action="{reverse("sources.mail")}"' in shown


def test_a_provider_of_app_passwords_says_where_to_make_one(cast: Cast):
    shown = page(cast, address="ada@gmail.com")

    assert "Gmail: with an app password" in shown
    assert 'href="https://myaccount.google.com/apppasswords"' in shown
    assert "Gmail: sign in with Google" in shown


def test_microsoft_is_only_signed_in_to(cast: Cast):
    shown = page(cast, address="ada@outlook.com")

    assert "Sign in with Microsoft" in shown
    assert 'name="password"' not in shown


def test_an_address_that_does_not_tell_its_provider_is_asked_for_it(cast: Cast):
    shown = page(cast, address="ada@weber.example")
    chosen = page(cast, address="ada@weber.example", provider="microsoft-365")

    assert "cannot be told from its name" in shown
    assert "Microsoft 365: sign in with Microsoft" in chosen


def test_a_provider_that_nobody_knows_is_a_sentence(cast: Cast):
    assert "No provider is called" in page(cast, address="ada@weber.example", provider="<b>")


def test_a_wrong_password_keeps_the_form_but_not_the_password(cast: Cast):
    typed = {"address": "ada@proton.me", "password": "pot-of-glaze", "sends": "yes"}

    shown = cast.browser("ada").post(reverse("sources.mail.password"), typed).content.decode()

    # Proton Bridge does not run on the machine of the tests.
    assert "If this is Proton Bridge, start it" in shown
    assert ('value="ada@proton.me"' in shown, "pot-of-glaze" in shown) == (True, False)


def test_without_a_client_id_the_page_asks_for_one_and_says_where_it_comes_from(cast: Cast):
    shown = page(cast, address="ada@outlook.com")

    assert "Register one in five minutes" in shown
    assert 'name="client_id" value="" required' in shown


def test_signing_in_shows_the_code_and_the_page_to_type_it_in(cast: Cast, sign_in_server: SignInServer):
    typed = {"address": "ada@outlook.com", "sends": "yes"}

    shown = cast.browser("ada").post(reverse("sources.mail.sign-in"), typed, follow=True).content.decode()

    assert "WDJB-MJHT" in shown
    assert f'href="{sign_in_server.place}/device"' in shown
    assert SignIn.objects.get().urls == [
        "imaps://ada%40outlook.com@outlook.office365.com",
        "smtp://ada%40outlook.com@smtp-mail.outlook.com",
    ]


def test_google_is_signed_in_to_through_the_browser_which_comes_back_here(
    cast: Cast, sign_in_server: SignInServer
):
    typed = {"address": "ada@gmail.com", "client_id": CLIENT, "client_secret": "its-secret"}

    shown = cast.browser("ada").post(
        reverse("sources.mail.sign-in"), typed, follow=True, headers={"host": "127.0.0.1:8025"}
    )

    link = SignIn.objects.get().link
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A8025%2Fsources%2Fsign-ins%2Fback" in link
    assert "its-secret" not in shown.content.decode()


@needs_dovecot
def test_the_button_goes_on_once_the_code_was_typed_in(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    press = reverse("sources.sign-in.ask", args=[begun.pk])

    early = cast.browser("ada").post(press, {"pressed": "yes"}, follow=True).content.decode()
    sign_in_server.agree(ADA)
    done = cast.browser("ada").post(press, {"pressed": "yes"}, follow=True).content.decode()

    assert "Nothing has arrived yet." in early
    assert f"{ADA} is connected." in done


@needs_dovecot
def test_the_page_itself_looks_quietly_and_goes_on(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    look = reverse("sources.sign-in.ask", args=[begun.pk])

    early = cast.browser("ada").post(look, headers={"hx-request": "true"})
    sign_in_server.agree(ADA)
    done = cast.browser("ada").post(look, headers={"hx-request": "true"})

    assert (early.status_code, done.headers["HX-Redirect"]) == (204, "/sources")


@needs_dovecot
def test_a_sign_in_that_was_declined_says_so_where_it_began(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)
    sign_in_server.say("access_denied")

    shown = (
        cast.browser("ada")
        .post(reverse("sources.sign-in.ask", args=[begun.pk]), follow=True)
        .content.decode()
    )

    assert "said no" in shown


@needs_dovecot
def test_the_browser_that_comes_back_connects_the_mailbox(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_browser(
        cast.workspace, wanted(token_dovecot, "google"), NOW, back="http://testserver/sources/sign-ins/back"
    )
    came = urlsplit(sign_in_server.visit(begun.link, ADA))

    shown = cast.browser("ada").get(f"{came.path}?{came.query}", follow=True).content.decode()

    assert f"{ADA} is connected." in shown


@needs_dovecot
def test_the_address_that_the_browser_ended_at_can_be_pasted(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_browser(cast.workspace, wanted(token_dovecot, "google"), NOW, back="http://127.0.0.1/")
    came = sign_in_server.visit(begun.link, ADA)

    pasted = {"came": f" {came}\n"}
    shown = cast.browser("ada").post(reverse("sources.sign-in.paste", args=[begun.pk]), pasted, follow=True)

    assert f"{ADA} is connected." in shown.content.decode()


@needs_dovecot
def test_a_stranger_neither_sees_nor_ends_a_sign_in(
    cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    begun = begin_browser(cast.workspace, wanted(token_dovecot), NOW, back="http://testserver/x")
    came = urlsplit(sign_in_server.visit(begun.link, ADA))
    eve = cast.browser("eve")

    statuses = [
        eve.get(reverse("sources.sign-in", args=[begun.pk])).status_code,
        eve.post(reverse("sources.sign-in.paste", args=[begun.pk]), {"came": came.geturl()}).status_code,
        eve.post(reverse("sources.sign-in.give-up", args=[begun.pk])).status_code,
        eve.get(f"{reverse('sources.sign-in.back')}?{came.query}").status_code,
    ]

    assert statuses == [302, 404, 404, 409]
    assert (Account.objects.count(), SignIn.objects.count()) == (0, 1)


@needs_dovecot
def test_calling_it_off_forgets_it(cast: Cast, sign_in_server: SignInServer, token_dovecot: Dovecot):
    begun = begin_device(cast.workspace, wanted(token_dovecot), NOW)

    cast.browser("ada").post(reverse("sources.sign-in.give-up", args=[begun.pk]))

    assert not SignIn.objects.exists()


@pytest.fixture
def over(cast: Cast) -> Grant:
    """A sign-in of Ada's that Microsoft no longer accepts."""
    return Grant.objects.create(
        workspace=cast.workspace, issuer="microsoft", address=ADA, client_id="ada-s-own", expires_at=NOW,
        created_at=NOW, is_over=True,
    )  # fmt: skip


def test_a_sign_in_that_is_over_waits_at_the_top_of_the_page(cast: Cast, over: Grant):
    shown = page(cast)

    assert "Sign in again" in shown
    assert "?address=ada%40outlook.example" in shown


def test_who_signs_in_again_is_not_asked_who_runs_the_mailbox(cast: Cast, over: Grant):
    shown = page(cast, address=ADA)

    assert "Microsoft 365: sign in with Microsoft" in shown
    assert 'value="ada-s-own"' in shown


def test_an_account_whose_sign_in_is_over_leads_to_the_page_that_mends_it(cast: Cast, over: Grant):
    Account.objects.create(
        workspace=cast.workspace, kind="imap", host="h.example", port=993, created_at=NOW, grant=over,
        trouble="Sign in again.", next_try_at=NOW,
    )  # fmt: skip

    shown = cast.browser("ada").get("/sources").content.decode()

    assert f'href="{reverse("sources.mail")}?address=ada%40outlook.example">Sign in again</a>' in shown
    assert "It is tried again" not in shown
