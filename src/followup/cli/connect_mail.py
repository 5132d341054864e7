"""followup connect, by an address alone: the provider is known by it, and what they want."""

import getpass
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from followup.actions.mailboxes import BOTH, connect_mailbox, provider_for, wanted_of
from followup.actions.signing_in.begin import begin_browser, begin_device, call_off
from followup.actions.signing_in.clients import client_of
from followup.actions.signing_in.finish import Connected, ask, land
from followup.actions.signing_in.wanted import Wanted
from followup.conf.clock import now
from followup.core.providers import Provider, choices, provider_of
from followup.core.trouble import Mend, Unreachable
from followup.models import SignIn
from followup.sources.oauth_loopback import Landing, landing

from .here import Here
from .terminal import console, say

#: How often in a row a provider may leave us without an answer.
PATIENCE = 5
#: How long the browser may take.
MINUTES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What the options of the command say."""

    provider: str = ""
    oauth: str = ""
    is_browser: bool = False
    client: tuple[str, str] = ("", "")
    password: str = ""


def is_address(sort: str, typed: str, how: How) -> bool:
    """Whether somebody typed a mail address where a server's URL may stand."""
    if sort == "mail":
        return True
    return sort in BOTH and "://" not in typed and bool(how.provider or how.oauth or provider_of(typed))


def connect_address(here: Here, sort: str, address: str, how: How) -> None:
    """Connect the mailbox of an address, to be read and to send by, or one of both."""
    kinds = BOTH if sort == "mail" else (sort,)
    provider = _provider(address, how)
    if how.oauth or not provider.takes_password:
        what = wanted_of(provider, address, issuer=how.oauth, kinds=kinds, client=how.client)
        _tell(_signed_in(here, what, how))
        return
    password = how.password or _password(provider)
    _tell(connect_mailbox(here.workspace, provider, address, password, here.now, kinds=kinds))


def sign_in_to(here: Here, url: str, how: How) -> None:
    """Sign in to a server that was given by its URL."""
    name = unquote(urlsplit(url).username or "")
    if not name:
        raise Mend(f"The user name is missing in “{url}”; write imaps://you%40example.org@imap.example.org.")
    what = Wanted(
        address=name, issuer=how.oauth, urls=(url,), client_id=how.client[0], client_secret=how.client[1]
    )
    _tell(_signed_in(here, what, how))


def _provider(address: str, how: How) -> Provider:
    try:
        return provider_for(address, key=how.provider, issuer=how.oauth)
    except Mend as asks:
        if how.provider or how.oauth or provider_of(address) or "@" not in address:
            raise
        known = ", ".join(each.key for each in choices() if not each.domains)
        raise Mend(
            f"{asks} `--provider` says who does ({known} …); the server is written as"
            " imaps://you%40example.org@imap.example.org."
        ) from asks


def _password(provider: Provider) -> str:
    word = "App password" if provider.wants_app_password else "Password"
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    if provider.before:
        say(provider.before)
    if provider.page:
        say(f"The page for it: {provider.page}")
    return getpass.getpass(f"{word}: ")


def _signed_in(here: Here, what: Wanted, how: How) -> Connected:
    issuer = client_of(what.issuer, what.client_id).issuer
    if how.is_browser or not issuer.device:
        return _by_browser(here, what, issuer.loopback)
    return _by_code(here, what)


def _by_code(here: Here, what: Wanted) -> Connected:
    sign_in = begin_device(here.workspace, what, here.now)
    until = sign_in.expires_at.astimezone(here.zone)
    say(f"Open {sign_in.link} and type in the code {sign_in.user_code}.")
    say(f"Sign in there as {what.address}; the code is good until {until:%H:%M}.")
    try:
        with _waiting(f"Waiting for you to sign in as {what.address} …"):
            return _asked(sign_in)
    finally:
        call_off(sign_in)


def _asked(sign_in: SignIn) -> Connected:
    silent = 0
    while True:
        time.sleep(sign_in.interval)
        try:
            if connected := ask(sign_in, now()):
                return connected
            silent = 0
        except Unreachable:
            silent += 1
            if silent == PATIENCE:
                raise


def _by_browser(here: Here, what: Wanted, loopback: str) -> Connected:
    with landing() as place:
        back = f"{loopback}:{place.server_port}/"
        sign_in = begin_browser(here.workspace, what, here.now, back=back)
        say(f"Open this page in a browser on this machine and sign in as {what.address}:")
        say(sign_in.link)
        try:
            with _waiting("Waiting for the browser to come back …"):
                return land(sign_in, _came(place, sign_in), now())
        finally:
            call_off(sign_in)


def _came(place: Landing, sign_in: SignIn) -> str:
    (place.state,) = parse_qs(urlsplit(sign_in.link).query)["state"]
    for _ in range(MINUTES * 60):
        if came := place.wait(1):
            return came
    raise Mend(f"The browser did not come back within {MINUTES} minutes; begin again.")


def _waiting(words: str) -> AbstractContextManager[object]:
    return console().status(words) if console().is_terminal else nullcontext()


def _tell(connected: Connected) -> None:
    say(f"Connected: {' and '.join(map(str, connected.accounts))}.")
    for trouble in connected.troubles:
        say(trouble, style="yellow")
    if any(each.kind == "imap" for each in connected.accounts):
        say("`followup sync` reads it now; `followup up` keeps reading it.")
