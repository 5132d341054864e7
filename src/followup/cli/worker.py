"""followup worker."""

import signal
import threading
from typing import Annotated

import typer

from followup.conf.clock import now
from followup.worker import loop


def worker(once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False) -> None:
    """Read connected mailboxes, send approved letters, look for letters in doubt; until told to stop."""
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    if once:
        loop.tick(now())
        return
    loop.run(stop, now)
