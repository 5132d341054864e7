"""followup up: pages and background work, each in a process of its own, watched together."""

import signal
import subprocess
import sys
import time
import webbrowser
from typing import Annotated

import typer

from followup.conf.table import read

from .here import Here
from .login import link
from .terminal import say
from .web import Port, refuse_taken

#: A worker that ends at once is not started in a tight circle.
PAUSE_SECONDS = 5.0
LOOK_SECONDS = 0.3


def up(
    port: Port = 0,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the pages in the browser.")] = False,
) -> None:
    """The pages and the background work together, until Ctrl-C. Prints a one-time link that opens the pages."""
    here = Here()
    number = port or int(read("FOLLOWUP_PORT"))
    refuse_taken(read("FOLLOWUP_HOST"), number)
    address = link(here, port=number)
    children = {"web": _start("web", "--port", str(number)), "worker": _start("worker")}
    say("followup is up. Open this once, within ten minutes:")
    say(address, style="bold")
    say("`followup login` prints another link. Ctrl-C ends it.", style="dim")
    if open_:
        webbrowser.open(address)
    sys.exit(_watch(children))


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # Our own program with fixed arguments.
    return subprocess.Popen([sys.executable, "-m", "followup", *arguments])  # noqa: S603


def _watch(children: dict[str, subprocess.Popen[bytes]]) -> int:
    """Start the worker again when it ends, end with the web process, take both down when told to stop."""
    stopping: list[int] = []
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda number, _frame: stopping.append(number))
    started = time.monotonic()
    while not stopping and children["web"].poll() is None:
        if children["worker"].poll() is not None and time.monotonic() - started > PAUSE_SECONDS:
            children["worker"], started = _start("worker"), time.monotonic()
        time.sleep(LOOK_SECONDS)
    return _end(children, told=bool(stopping))


def _end(children: dict[str, subprocess.Popen[bytes]], *, told: bool) -> int:
    for child in children.values():
        child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if told else children["web"].returncode or 1
