"""How soon new mail is on the open page: from the server's “it is delivered” to the page that shows it."""

import http.client
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

from benchmarks import ready
from benchmarks.figures import Figure, against, limit
from tests.dovecot import Dovecot, running

ARRIVALS = 20
LIMIT_SECONDS = 2
#: As often as an open page asks whether anything has changed (parts/changes.html).
PAGE_ASKS_SECONDS = 0.5
PATIENCE_SECONDS = 60


def measure() -> list[Figure]:
    """The slowest and the middle one of some arrivals, with the worker and the pages in processes of their own."""
    workspace = ready.workspace()
    with running() as server:
        _connect(workspace, server)
        port = _free_port()
        with _program("web", "--port", str(port)), _program("worker"):
            page = _Page(port, _token(workspace))
            _wait_until_heard()
            chance = random.Random(5)
            times = sorted(_arrival(server, page, number, chance) for number in range(ARRIVALS))
    return [
        against("new mail on the open page, slowest of 20", times[-1], limit(LIMIT_SECONDS, "s")),
        against("new mail on the open page, middle of 20", times[len(times) // 2], limit(LIMIT_SECONDS, "s")),
    ]


class _Page:
    """A page that is open in a browser: logged in, asking now and then whether anything has changed."""

    def __init__(self, port: int, token: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = ""
        _until(lambda: self._is_up(port))
        self.cookie = self._enter(token)

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.line.getresponse()
        return answer.status, answer.read().decode()

    def since(self) -> str:
        """The number of the last change that the page knows."""
        return self.get("/contacts")[1].partition("/changes?since=")[2].partition('"')[0]

    def _is_up(self, port: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    def _enter(self, token: str) -> str:
        self.line.request("GET", f"/enter?token={token}")
        form = self.line.getresponse()
        text, cookies = form.read().decode(), _cookies(form)
        if form.status == 200:  # a form that asks for one press
            csrf = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
            headers = {
                "Cookie": cookies,
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.line.port}",
            }
            self.line.request("POST", "/enter", f"token={token}&csrfmiddlewaretoken={csrf}", headers)
            entered = self.line.getresponse()
            entered.read()
            cookies = _cookies(entered) or cookies
        return cookies


def _arrival(server: Dovecot, page: _Page, number: int, chance: random.Random) -> float:
    """Seconds from the delivery until the page, told of a change, shows who wrote."""
    since = page.since()
    name = f"Sender {number:03}"
    raw = (
        f"From: {name} <sender{number}@lumen.example>\nTo: ada.weber@example.org\n"
        f"Date: {format_datetime(datetime.now(UTC))}\nMessage-ID: <{number}.arrival@lumen.example>\n"
        f"Subject: A question about the kiln\n\nDear Ada,\n\ncould you send me the drawing?\n\n{name}\n"
    )
    asks = time.monotonic() + chance.uniform(0, PAGE_ASKS_SECONDS)
    server.deliver("ada", raw.encode())
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        time.sleep(max(0.0, asks - time.monotonic()))
        asks = time.monotonic() + PAGE_ASKS_SECONDS
        if page.get(f"/changes?since={since}")[0] == 200 and name in page.get("/contacts")[1]:
            return time.monotonic() - began
    raise SystemExit(f"the mail of {name} did not arrive in {PATIENCE_SECONDS} s")


def _connect(workspace, server: Dovecot) -> None:
    from followup.actions.accounts import connect
    from followup.actions.syncing.sync import sync

    account = connect(workspace, "imap", f"imap://ada@127.0.0.1:{server.port}", "secret", ready.NOW)
    sync(account, ready.NOW)


def _token(workspace) -> str:
    from followup.actions.workspaces import login_link

    return login_link(workspace, datetime.now(UTC))


def _wait_until_heard() -> None:
    """The worker says in the account's row that it listens."""
    from followup.models import Account

    _until(lambda: Account.objects.exclude(watched_by="").exists())
    time.sleep(1)


def _until(is_so) -> None:
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise SystemExit("the programs to be measured did not start")
        time.sleep(0.1)


@contextmanager
def _program(*words: str):
    process = subprocess.Popen([sys.executable, "-m", "followup", *words], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie") or ())


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
