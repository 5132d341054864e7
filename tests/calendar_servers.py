"""Real calendar servers: Radicale and Xandikos from PyPI, on free loopback ports, in throw-away folders.

Use a fixture by importing it: `from tests.calendar_servers import radicale`.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {home}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {home}/collections
[logging]
level = warning
"""
CALENDAR = """<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"
><D:set><D:prop><D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"""
BOOK = """<?xml version="1.0"?><D:mkcol xmlns:D="DAV:" xmlns:A="urn:ietf:params:xml:ns:carddav"><D:set><D:prop
><D:resourcetype><D:collection/><A:addressbook/></D:resourcetype><D:displayname>{name}</D:displayname
></D:prop></D:set></D:mkcol>"""


@dataclass
class CalendarServer:
    """A running server; `homes` says where a user's collections lie."""

    home: Path
    port: int
    homes: str
    command: list[str] = field(default_factory=list)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Starts it, or starts it again."""
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, cwd=self.home)
        for _ in range(400):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        pytest.fail(f"{self.command[0]} did not start:\n{(self.home / 'log').read_text()}")

    def stop(self) -> None:
        """Stops it."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
            self.process = None

    def make(self, user: str, name: str = "work", body: str = CALENDAR, method: str = "MKCALENDAR") -> str:
        """A new collection of a user; its path."""
        path = f"{self.homes.format(user=user)}{name}/"
        self.ask(user, method, path, body.format(name=name.title()).encode())
        return path

    def make_book(self, user: str, name: str = "people") -> str:
        """A new address book of a user; its path."""
        return self.make(user, name, BOOK, "MKCOL")

    def put(self, user: str, path: str, text: str, sort: str = "text/calendar") -> None:
        """Stores an entry."""
        self.ask(user, "PUT", path, text.replace("\n", "\r\n").encode(), {"Content-Type": sort})

    def delete(self, user: str, path: str) -> None:
        """Removes an entry."""
        self.ask(user, "DELETE", path)

    def ask(
        self, user: str, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> bytes:
        """What the server answers to its user, who is let in."""
        token = b64encode(f"{user}:secret".encode()).decode()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, body, {"Authorization": f"Basic {token}", **(headers or {})})
            answer = line.getresponse()
            said = answer.read()
            assert answer.status < 400, (method, path, answer.status, said)
            return said
        finally:
            line.close()


@pytest.fixture(scope="session")
def radicale() -> Iterator[CalendarServer]:
    """Radicale; every user’s password is “secret”."""
    home = Path(tempfile.mkdtemp(prefix="followup-radicale-"))
    server = CalendarServer(home, free_port(), "/{user}/")
    (home / "users").write_text("".join(f"{name}:secret\n" for name in USERS))
    (home / "config").write_text(RADICALE.format(port=server.port, home=home))
    server.command = [sys.executable, "-W", "ignore", "-m", "radicale", "--config", str(home / "config")]
    yield from _running(server)


@pytest.fixture(scope="session")
def xandikos() -> Iterator[CalendarServer]:
    """Xandikos, which lets everybody in and knows one user."""
    home = Path(tempfile.mkdtemp(prefix="followup-xandikos-"))
    server = CalendarServer(home, free_port(), "/user/calendars/")
    program = str(Path(sys.executable).with_name("xandikos"))
    server.command = [
        program, "serve", "--defaults", "-d", str(home / "data"), "-p", str(server.port), "-l", "127.0.0.1",
    ]  # fmt: skip
    yield from _running(server)


USERS = [f"user{number}" for number in range(60)]
_taken = iter(USERS)


def new_user() -> str:
    """A user of Radicale whom no other test knows."""
    return next(_taken)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _running(server: CalendarServer) -> Iterator[CalendarServer]:
    os.environ.pop("RADICALE_CONFIG", None)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)
