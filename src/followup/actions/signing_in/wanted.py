"""What somebody wants to connect by signing in."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from followup.core.providers import Issuer
from followup.core.trouble import Mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose mailbox, where, and whose page it is signed in on; `client_id` when it is not that of the settings."""

    address: str
    issuer: str
    urls: tuple[str, ...]
    client_id: str = ""
    client_secret: str = ""


def refuse_strangers(urls: tuple[str, ...], issuer: Issuer) -> None:
    """Mend where a server is not the issuer's own: a token shown to it would open the mailbox to others."""
    for url in urls:
        host = urlsplit(url).hostname or ""
        if not issuer.may_tell(host):
            raise Mend(f"{host} does not belong to {issuer.name}; connect it with a password instead.")
