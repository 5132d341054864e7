"""A mailbox by its address alone: the provider is known by it, and with the provider the servers."""

from collections.abc import Sequence
from datetime import datetime

from followup.core.providers import Provider, provider_named, provider_of
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Workspace

from .accounts import connect
from .signing_in.finish import Connected
from .signing_in.wanted import Wanted

#: What a mailbox is connected for: to be read, and to send by.
BOTH = ("imap", "smtp")
#: Who signs in people whose address does not tell their provider.
FIRMS = {"microsoft": "microsoft-365", "google": "google-workspace"}


def provider_for(address: str, *, key: str = "", issuer: str = "") -> Provider:
    """Who runs the mailbox of an address; `key` or `issuer` say it where the address does not."""
    if "@" not in address.strip("@ "):
        raise Mend(f"“{address}” is no mail address; write it as you@example.org.")
    provider = provider_named(key) if key else provider_of(address)
    provider = provider or (provider_named(FIRMS[issuer]) if issuer in FIRMS else None)
    if provider is None:
        domain = address.rpartition("@")[2]
        raise Mend(
            f"Who runs the mail of {domain} cannot be told from its name; say who does, or give the server itself."
        )
    if not provider.imap:
        raise Mend(provider.before)
    return provider


def connect_mailbox(  # noqa: PLR0913 - who, where, with what
    workspace: Workspace,
    provider: Provider,
    address: str,
    password: str,
    now: datetime,
    *,
    kinds: Sequence[str] = BOTH,
) -> Connected:
    """The accounts of an address that let us in with the password; Refused or Unreachable where the first does not."""
    if not provider.takes_password:
        raise Mend(provider.mend or f"{provider.name} lets nobody in with a password; sign in instead.")
    # Pages show app passwords in groups of four; the gaps are not part of them.
    word = "".join(password.split()) if provider.wants_app_password else password
    first, *others = kinds
    good = [connect(workspace, first, provider.url(first, address), word, now)]
    troubles = []
    for kind in others:
        try:
            good.append(connect(workspace, kind, provider.url(kind, address), word, now))
        except (Refused, Unreachable) as trouble:
            troubles.append(str(trouble))
    return Connected(accounts=tuple(good), troubles=tuple(troubles))


def wanted_of(
    provider: Provider,
    address: str,
    *,
    issuer: str = "",
    kinds: Sequence[str] = BOTH,
    client: tuple[str, str],
) -> Wanted:
    """What signing in to the mailbox of an address is to connect; `client` is one's own client ID and its secret."""
    key = issuer or provider.sign_in
    if not key:
        raise Mend(f"{provider.name} signs nobody in for mail programs; give an app password instead.")
    return Wanted(
        address=address,
        issuer=key,
        urls=tuple(provider.url(kind, address) for kind in kinds),
        client_id=client[0],
        client_secret=client[1],
    )
