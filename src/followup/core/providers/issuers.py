"""Issuers: who signs people in, and where each step of it happens."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from followup.core.trouble import Mend

from .tables import is_within, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """One issuer; issuers.toml says what each word means. `is_own`: its servers were set by the owner of this copy."""

    key: str
    name: str
    device: str
    authorize: str
    token: str
    revoke: str
    scope: str
    servers: tuple[str, ...]
    page: str
    loopback: str
    no_client: str
    ask: dict[str, str] = field(default_factory=dict)
    is_own: bool = False

    def may_tell(self, host: str) -> bool:
        """Whether a mail server may be shown a token of this issuer."""
        return self.is_own or any(is_within(host, name) for name in self.servers)


def issuer(key: str, *, tenant: str = "common", place: str = "") -> Issuer:
    """The issuer of that key; `place` (https://login.example.org) puts another server in the place of its own."""
    entries = table("issuers")
    if key not in entries:
        raise Mend(f"Nobody called “{key}” signs people in; there are: {', '.join(entries)}.")
    entry = dict(entries[key])
    for step in ("device", "authorize", "token", "revoke"):
        entry[step] = _placed(entry[step].replace("{tenant}", tenant), place)
    return Issuer(key=key, is_own=bool(place), **{**entry, "servers": tuple(entry["servers"])})


def _placed(address: str, place: str) -> str:
    if not (address and place):
        return address
    own = urlsplit(place)
    if own.scheme != "https" and own.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise Mend(f"A sign-in server has to be reached by https://, unlike “{place}”.")
    return urlunsplit((own.scheme, own.netloc, urlsplit(address).path, "", ""))
