"""Providers of mailboxes, found by the address of a person, by a server's name, or by their own."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from followup.core.trouble import Mend

from .tables import is_within, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider; providers.toml says what each word means."""

    key: str
    name: str
    domains: tuple[str, ...] = ()
    imap: str = ""
    smtp: str = ""
    imap_user: str = "address"
    hosts: tuple[str, ...] = ()
    login: tuple[str, ...] = ()
    page: str = ""
    before: str = ""
    mend: str = ""

    @property
    def wants_app_password(self) -> bool:
        """Whether the person's own password will not do."""
        return "app password" in self.login

    @property
    def sign_in(self) -> str:
        """The issuer that signs its people in, "" where there is none."""
        return next((way for way in self.login if "password" not in way), "")

    @property
    def takes_password(self) -> bool:
        """Whether any password lets programs in."""
        return any("password" in way for way in self.login)

    def url(self, kind: str, address: str) -> str:
        """The server's URL with this person's user name in it, such as imaps://ada%40gmail.com@imap.gmail.com."""
        server = self.imap if kind == "imap" else self.smtp
        name = address.partition("@")[0] if kind == "imap" and self.imap_user == "name" else address
        scheme, _, place = server.partition("://")
        return f"{scheme}://{quote(name, safe='')}@{place}"


def provider_of(address: str) -> Provider | None:
    """Who runs the mailbox of an address, by its domain; None where that cannot be told from it."""
    domain = address.rpartition("@")[2].strip().lower().rstrip(".")
    return next((each for each in _all().values() if domain in each.domains), None)


def provider_at(host: str) -> Provider | None:
    """Who runs a server."""
    return next((each for each in _all().values() if any(is_within(host, name) for name in each.hosts)), None)


def provider_named(key: str) -> Provider:
    """The provider of that key; Mend when there is none."""
    if key not in _all():
        raise Mend(f"No provider is called “{key}”; there are: {', '.join(_all())}.")
    return _all()[key]


def choices() -> tuple[Provider, ...]:
    """Every provider that can be connected, by name."""
    return tuple(sorted((each for each in _all().values() if each.imap), key=lambda each: each.name.lower()))


@cache
def _all() -> dict[str, Provider]:
    return {key: _read(key, entry) for key, entry in table("providers").items()}


def _read(key: str, entry: dict[str, Any]) -> Provider:
    words: dict[str, Any] = {
        word: tuple(value) if isinstance(value, list) else value for word, value in entry.items()
    }
    return Provider(key=key, **words)
