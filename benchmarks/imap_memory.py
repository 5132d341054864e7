"""Peak memory of reading a mailbox of 100,000 messages over IMAP in one sitting."""

import os
import subprocess
import sys
import threading
import time
from time import sleep

from benchmarks import mails, ready
from benchmarks.figures import Figure, against, limit
from benchmarks.memory import family, megabytes
from tests.dovecot import running

COUNT = int(os.environ.get("BENCH_IMAP_MESSAGES", "100000"))
LIMIT_MB = 400


def measure() -> list[Figure]:
    """Peak of `followup sync` and all its processes, and whether every message is here afterwards."""
    workspace = ready.workspace()
    from followup.actions.accounts import connect  # Django has to be set up first

    with running() as server:
        server.fill("ada", mails.messages(COUNT))
        connect(workspace, "imap", f"imap://ada@127.0.0.1:{server.port}", "secret", ready.NOW)
        began = time.monotonic()
        reading = subprocess.Popen([sys.executable, "-m", "followup", "sync"], stdout=subprocess.DEVNULL)
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(reading, peak))
        watcher.start()
        if reading.wait():
            raise SystemExit(f"the sync ended with {reading.returncode}")
        watcher.join()
        seconds = time.monotonic() - began
        again = _seconds_again()
    return [
        against(f"peak memory of {COUNT:,} messages over IMAP", peak[0], limit(LIMIT_MB, "MB")),
        _counted(seconds),
        against("a sync with nothing new, its start included", again, limit(2, "s")),
    ]


def _watch(reading: subprocess.Popen, peak: list[float]) -> None:
    while reading.poll() is None:
        peak[0] = max(peak[0], sum(megabytes(each) for each in family(reading.pid)))
        sleep(0.2)


def _seconds_again() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "followup", "sync"], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - began


def _counted(seconds: float) -> Figure:
    from followup.models import Folder

    inbox = Folder.objects.get(role="inbox")
    return Figure(
        work=f"{COUNT:,} messages over IMAP in one sitting",
        ours=f"{seconds:,.0f} s, {inbox.here:,} here, {inbox.unexplained:,} unexplained",
        peer=f"the server: {inbox.on_server:,}",
        ratio=None,
        goal="all here",
        holds=inbox.here == COUNT and not inbox.unexplained,
    )
