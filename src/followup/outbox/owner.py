"""Who holds a claim: a name that tells whether its process can still be alive."""

import os
import secrets
import socket

_HOST = socket.gethostname()[:40].replace(":", "-")


def owner_name() -> str:
    """A name that nobody else has: host, process, and a token of this very claim."""
    return f"{_HOST}:{os.getpid()}:{secrets.token_hex(6)}"


def is_gone(owner: str) -> bool:
    """Whether the process of that name surely ended; False where that cannot be told from here."""
    host, _, rest = owner.partition(":")
    process = rest.partition(":")[0]
    if host != _HOST or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
