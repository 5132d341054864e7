"""The server that letters leave by."""

import ipaddress
from dataclasses import dataclass, field
from typing import Literal

from followup.core.providers import Bearer


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds to wait: for the connection, for an answer, for the last one.

    RFC 5321 4.5.3.2.6 asks for ten minutes after the final dot: who gives up earlier sends twice.
    """

    connect: float = 30
    command: float = 120
    final: float = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where it is and how to log in. `cafile` names further certificates to trust.

    With a `bearer` its tokens take the place of the password.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "tls"
    username: str = ""
    password: str = field(default="", repr=False)
    bearer: Bearer | None = None
    cafile: str = ""
    timeouts: Timeouts = Timeouts()


def is_loopback(host: str) -> bool:
    """Whether the host is this very machine, by its name or number alone (nobody is asked)."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
