"""Who runs a mailbox, and what their refusals mean."""

from urllib.parse import urlsplit

import pytest

from followup.core.providers import choices, issuer, mend_of, provider_at, provider_named, provider_of
from followup.core.providers.bearer import mechanism, shown
from followup.core.trouble import Mend


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ada@gmail.com", "Gmail"),
        ("Ada@GoogleMail.com", "Gmail"),
        ("ada@hotmail.co.uk", "Outlook.com"),
        ("ada@icloud.com", "iCloud"),
        ("ada@pm.me", "Proton Mail"),
        ("ada@web.de", "WEB.DE"),
    ],
)
def test_a_provider_is_known_by_the_address(address: str, name: str):
    provider = provider_of(address)

    assert provider is not None
    assert provider.name == name


@pytest.mark.parametrize(
    "address", ["ada@weber.example", "ada@notgmail.com", "gmail.com.evil.example", "", "@"]
)
def test_an_address_of_ones_own_domain_says_nothing_of_the_provider(address: str):
    assert provider_of(address) is None


def test_the_server_is_proposed_with_the_user_name_that_the_provider_wants():
    urls = [provider_named(key).url("imap", "ada@me.com") for key in ("gmail", "icloud")]

    assert urls == ["imaps://ada%40me.com@imap.gmail.com", "imaps://ada@imap.mail.me.com"]


@pytest.mark.parametrize("provider", choices(), ids=lambda provider: provider.key)
def test_every_provider_can_be_connected(provider):
    schemes = [urlsplit(provider.url(kind, "ada@x.example")).scheme for kind in ("imap", "smtp")]

    assert schemes[0] in {"imaps", "imap"}
    assert schemes[1] in {"smtps", "smtp"}
    assert provider.login
    assert provider.page.startswith("https://") or not provider.wants_app_password
    assert not provider.sign_in or issuer(provider.sign_in).may_tell(urlsplit(provider.imap).hostname or "")


@pytest.mark.parametrize(
    ("host", "said", "mend"),
    [
        (
            "imap.gmail.com",
            "[ALERT] Application-specific password required: https://support.google.com/ (Failure)",
            "Make an app password at myaccount.google.com/apppasswords and give that instead of your own.",
        ),
        ("smtp.gmail.com", "534 5.7.9 Application-specific password required.", "Make an app password"),
        ("imap.gmail.com", "[ALERT] Please log in via your web browser: https://… (Failure)", "Open gmail.com in a"),
        ("imap.gmail.com", "[AUTHENTICATIONFAILED] Invalid credentials (Failure)", "Gmail wants an app password"),
        ("outlook.office365.com", "AUTHENTICATE failed.", "Sign in instead"),
        ("outlook.office365.com", "LOGIN failed.", "Sign in instead"),
        ("smtp-mail.outlook.com", "550 5.7.30 Basic authentication is not supported", "Sign in instead"),
        ("smtp-mail.outlook.com", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", "Sign in instead"),
        ("smtp.office365.com", "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", "switched off"),
        ("imap.mail.me.com", "[AUTHENTICATIONFAILED] Authentication failed", "account.apple.com"),
        ("imap.mail.yahoo.com", "[AUTHENTICATIONFAILED] LOGIN Invalid credentials", "login.yahoo.com"),
        ("imap.zoho.eu", "[ALERT] Your IMAP Access disabled", "Allow IMAP in Zoho"),
        ("mail.example.org", "Too many login attempts, try later", "Wait an hour"),
        ("mail.example.org", "authentication failed", "Check the user name and the password"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_with_its_mend(host: str, said: str, mend: str):
    assert mend in mend_of(said, host=host)


@pytest.mark.parametrize(
    ("said", "mend"),
    [
        ("invalid_client: AADSTS7000218: The request body must contain client_assertion", "public client flows"),
        ("unauthorized_client: AADSTS700016: Application with identifier x was not found", "client ID"),
        ("access_denied", "said no"),
        ("authorization_declined", "said no"),
        ("something new", "Sign in again"),
    ],
)  # fmt: skip
def test_a_sign_in_that_is_refused_is_told_with_its_mend(said: str, mend: str):
    assert mend in mend_of(said, issuer="microsoft")


def test_a_sign_in_is_not_told_to_use_an_app_password():
    assert "Sign in again" in mend_of("[AUTHENTICATIONFAILED] Invalid", host="imap.gmail.com", signed_in=True)


def test_a_name_that_only_ends_like_a_provider_is_not_it():
    assert provider_at("imap.notgmail.com") is None
    assert not issuer("google").may_tell("imap.gmail.com.stranger.example")


def test_a_sign_in_server_of_ones_own_keeps_the_paths():
    own = issuer("microsoft", tenant="weber", place="https://login.weber.example:8443")

    assert own.token == "https://login.weber.example:8443/weber/oauth2/v2.0/token"


def test_an_issuer_that_nobody_knows_is_named_with_those_there_are():
    with pytest.raises(Mend, match="microsoft, google"):
        issuer("acme")


def test_a_token_is_shown_as_the_server_wants_it():
    assert mechanism(["PLAIN", "OAUTHBEARER"]) == "OAUTHBEARER"
    assert shown("XOAUTH2", "ada@x.example", "t") == "user=ada@x.example\1auth=Bearer t\1\1"
    assert shown("OAUTHBEARER", "a,b=c", "t") == "n,a=a=2Cb=3Dc,\1auth=Bearer t\1\1"
