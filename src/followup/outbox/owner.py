"""Who holds a claim: a name that tells whether its process can still be alive."""

import os
import secrets
import socket
from pathlib import Path

_HEAP = ":heap-"
_HOST = socket.gethostname()[:40].replace(":", "-")


def _boot() -> str:
    """Which start of the machine this is; "" where the machine does not say."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
    except OSError:
        return ""


_BOOT = _boot()


def owner_name(*, of_heap: bool = False) -> str:
    """A name that nobody else has: host, process, and a token of this very claim.

    The owner of a heap is also named by the start of the machine, where the machine tells it.
    """
    heap = f"{_HEAP}{_BOOT}" if of_heap and _BOOT else ""
    return f"{_HOST}:{os.getpid()}:{secrets.token_hex(6)}{heap}"


def is_of_heap(owner: str) -> bool:
    """Whether its letters' last steps survive the program, but perhaps not the machine."""
    return _HEAP in owner


def fell_with_the_machine(owner: str) -> bool:
    """Whether that owner's last steps may never have reached the disk, since the machine stopped meanwhile."""
    return is_of_heap(owner) and owner.rpartition(_HEAP)[2] != _BOOT


def is_gone(owner: str) -> bool:
    """Whether the process of that name surely ended; False where that cannot be told from here."""
    if fell_with_the_machine(owner):
        return True
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
