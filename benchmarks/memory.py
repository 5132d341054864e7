"""Peak memory of a 100,000-message import."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import sleep

from benchmarks import mails, ready
from benchmarks.figures import Figure, against, limit

COUNT = 100_000
LIMIT_MB = 400


def measure() -> list[Figure]:
    """Peak of the import's resident memory, all its processes together (shared pages counted once), in MB."""
    ready.workspace()
    with tempfile.TemporaryDirectory(prefix="followup-bench-mail-") as folder:
        path = Path(folder) / "inbox.mbox"
        mails.write_mbox(path, COUNT)
        running = subprocess.Popen(
            [sys.executable, "-m", "followup", "import", str(path)], stdout=subprocess.DEVNULL, env=os.environ
        )
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(running, peak))
        watcher.start()
        if running.wait():
            raise SystemExit(f"the import ended with {running.returncode}")
        watcher.join()
    return [against(f"peak memory of a {COUNT:,}-message import", peak[0], limit(LIMIT_MB, "MB"))]


def _watch(running: subprocess.Popen, peak: list[float]) -> None:
    while running.poll() is None:
        peak[0] = max(peak[0], sum(megabytes(each) for each in family(running.pid)))
        sleep(0.2)


def family(root: int) -> list[int]:
    """A process and all that it started."""
    found = [root]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except OSError:
            continue
        found.extend(int(child) for child in children)
    return found


def megabytes(process: int) -> float:
    """The process's proportional share of memory (PSS)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
