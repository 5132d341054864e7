"""Accounts on the web: calendars, address books, calendar feeds and JMAP mailboxes, by the address typed for them."""

import socket
from contextlib import suppress
from hashlib import blake2b
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from followup.core.trouble import Mend
from followup.models import Account
from followup.sources import caldav, jmap
from followup.sources.feeds import read_feed
from followup.sources.online.addresses import is_this_machine, leads_nearby
from followup.sources.online.site import Site, visit

KINDS = frozenset({Account.Sort.CALDAV, Account.Sort.CARDDAV, Account.Sort.FEED, Account.Sort.JMAP})
#: What the beginning of an address may be, and what it means.
SCHEMES = {"https": "https", "http": "http", "webcal": "https", "webcals": "https"}
EXAMPLES = {
    "caldav": "https://you%40example.org@dav.example.org/",
    "carddav": "https://you%40example.org@dav.example.org/",
    "feed": "https://calendar.example.org/you.ics",
    "jmap": "https://you%40example.org@mail.example.org/",
}
PORTS = {"https": 443, "http": 80}


def described(kind: str, url: str, password: str) -> tuple[Account, str]:
    """The account that an address names, not yet kept, and what is secret of it."""
    scheme, parts = _parts(kind, url)
    host, port = parts.hostname or "", _port(parts) or PORTS[scheme]
    account = Account(
        kind=kind,
        host=host,
        port=port,
        security="tls" if scheme == "https" else "none",
        username=unquote(parts.username or ""),
        path=parts.path,
        is_near=is_this_machine(host),
    )
    with suppress(socket.gaierror, UnicodeError):  # the check that follows says it
        account.is_near = leads_nearby(host, port)
    password = password or unquote(parts.password or "")
    if kind != Account.Sort.FEED:
        return account, password
    # Whoever knows the address of a feed reads the calendar: it is kept like a password.
    address = urlunsplit((scheme, _place(account, password), parts.path, parts.query, ""))
    account.path = blake2b(f"{parts.path}?{parts.query}".encode(), digest_size=6).hexdigest()
    return account, address


def site(account: Account, secret: str) -> Site:
    """Where the account is and how to be let in."""
    if account.kind != Account.Sort.FEED:
        scheme = "https" if account.security == "tls" else "http"
        url = urlunsplit((scheme, _place(account), account.path or "/", "", ""))
        return Site(url=url, username=account.username, password=secret, is_near=account.is_near)
    parts = urlsplit(secret)
    return Site(
        url=urlunsplit((parts.scheme, _place(account), parts.path, parts.query, "")),
        username=account.username,
        password=unquote(parts.password or ""),
        is_near=account.is_near,
    )


def check(account: Account, secret: str) -> None:
    """Look whether it is there and lets us in; Mend, Refused or Unreachable say in one sentence why not."""
    place = site(account, secret)
    if account.kind == Account.Sort.FEED:
        read_feed(place)
        return
    with visit(place) as asking:
        if account.kind == Account.Sort.JMAP:
            jmap.session(asking)
        else:
            caldav.collections(asking, "carddav" if account.kind == Account.Sort.CARDDAV else "caldav")


def _parts(kind: str, url: str) -> tuple[str, SplitResult]:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError as trouble:
        raise Mend(f"“{url}” is no address; write {EXAMPLES[kind]}.") from trouble
    scheme = SCHEMES.get(parts.scheme.lower())
    if scheme is None:
        raise Mend(f"“{parts.scheme}://” is no {kind} address; write {EXAMPLES[kind]}.")
    if not parts.hostname:
        raise Mend(f"The server’s name is missing in the address; write {EXAMPLES[kind]}.")
    if is_this_machine(parts.hostname) and parts.scheme.lower() == "webcal":
        scheme = "http"
    if scheme == "http" and not is_this_machine(parts.hostname):
        raise Mend(
            f"Without encryption what {parts.hostname} says could be read on the way; write https:// instead."
        )
    return scheme, parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as trouble:
        raise Mend("The port in the address is not a number from 1 to 65535.") from trouble


def _place(account: Account, password: str = "") -> str:
    host = f"[{account.host}]" if ":" in account.host else account.host
    scheme = "https" if account.security == "tls" else "http"
    port = "" if account.port == PORTS[scheme] else f":{account.port}"
    if not password:
        return f"{host}{port}"
    return f"{quote(account.username, safe='')}:{quote(password, safe='')}@{host}{port}"
