"""followup demo: sample data in a throwaway home, then the pages."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from followup.conf.table import read
from followup.core.trouble import Mend

Serve = Annotated[bool, typer.Option("--serve/--no-serve", help="Only fill the home and print where it is.")]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the pages in the browser.")]
DemoPort = Annotated[int, typer.Option("--port", min=0, max=65535, help="Instead of FOLLOWUP_PORT.")]


def demo(serve: Serve = True, open_: Open = True, port: DemoPort = 0) -> None:
    """Look around: a job seeker's and a small business's mail, calendar, cards and orders, in a throwaway home.

    The home is FOLLOWUP_HOME when that is set (it must be empty or a demo), a new temporary folder otherwise.
    Nothing is ever sent from it but to this machine itself.
    """
    home = _home()
    sys.stderr.write(f"The demo lives in {home}\n")
    _followup("fill-demo")
    if not serve:
        sys.stdout.write(f"FOLLOWUP_HOME={home} followup today\n")
        return
    number = port or _free_port(int(read("FOLLOWUP_PORT")))
    arguments = [sys.executable, "-m", "followup", "up", "--port", str(number)]
    # This process becomes `up`: one Ctrl-C, one thing to end. Our own program, fixed arguments.
    os.execv(sys.executable, [*arguments, "--open" if open_ else "--no-open"])  # noqa: S606


def _home() -> Path:
    given = read("FOLLOWUP_HOME")
    home = Path(given).absolute() if given else Path(tempfile.mkdtemp(prefix="followup-demo-"))
    if (home / "followup.sqlite3").exists() and not (home / "demo").exists():
        raise Mend(f"{home} holds a workspace of yours; the demo wants an empty FOLLOWUP_HOME, or none.")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "demo").touch()
    os.environ["FOLLOWUP_HOME"] = str(home)
    os.environ.pop("FOLLOWUP_DATABASE_URL", None)
    return home


def _followup(*arguments: str) -> None:
    # Our own program with fixed arguments.
    ended = subprocess.run([sys.executable, "-m", "followup", *arguments], check=False)  # noqa: S603
    if ended.returncode:
        sys.exit(ended.returncode)


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            if probe.connect_ex((read("FOLLOWUP_HOST"), port)):
                return port
    raise Mend(f"No port from {wanted} on is free; give one with --port.")
