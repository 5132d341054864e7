"""A real JMAP server: Cyrus from Debian, on free loopback ports, with throw-away mailboxes.

Any user name with the password “secret” gets a mailbox of its own. Use the fixture by importing it:
`from tests.cyrus_jmap import cyrus`.
"""

import http.client
import json
import os
import pwd
import shutil
import smtplib
import socket
import struct
import subprocess
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.calendar_servers import free_port
from tests.programs import found

PROGRAMS = Path("/usr/lib/cyrus/bin")
#: Debian lets only one package speak IMAP, and that is Dovecot's: this one program is unpacked beside it.
IMAPD = Path("/usr/local/lib/followup-tests/cyrus/imapd")
MAIL = ["urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail"]
SETTINGS = """configdirectory: {home}/conf
defaultpartition: default
partition-default: {home}/data
proc_path: {home}/conf/proc
mboxname_lockpath: {home}/conf/lock
altnamespace: yes
unixhierarchysep: yes
allowplaintext: yes
sasl_mech_list: PLAIN
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: {home}/passwords
conversations: yes
httpmodules: jmap
autocreate_users: anyone
autocreate_post: yes
autocreate_quota: 0
autocreate_inbox_folders: Sent | Junk | Archive
xlist-sent: Sent
xlist-junk: Junk
xlist-archive: Archive
search_engine: none
"""
SERVICES = """START {{
  recover cmd="{programs}/ctl_cyrusdb -C {home}/imapd.conf -r"
}}
SERVICES {{
  http cmd="{programs}/httpd -C {home}/imapd.conf" listen="127.0.0.1:{port}" prefork=0
  {imapd}
  lmtp cmd="{programs}/lmtpd -C {home}/imapd.conf -a" listen="127.0.0.1:{lmtp}" prefork=0
}}
EVENTS {{
}}
"""


@dataclass
class Cyrus:
    """The running server."""

    home: Path
    port: int
    lmtp: int
    imap: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/jmap/"

    def deliver(self, user: str, *messages: bytes) -> None:
        """Messages arrive in a user’s inbox."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as post:
            for raw in messages:
                post.sendmail("somebody@example.org", [user], raw)

    def call(self, user: str, method: str, **arguments: Any) -> Any:
        """What a JMAP method answers."""
        body = {"using": MAIL, "methodCalls": [[method, {"accountId": user, **arguments}, "0"]]}
        token = b64encode(f"{user}:secret".encode()).decode()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
            line.request("POST", "/jmap/", json.dumps(body), headers)
            return json.loads(line.getresponse().read())["methodResponses"][0][1]
        finally:
            line.close()

    def move(self, user: str, subject: str, role: str) -> None:
        """Moves a message into the folder of that role."""
        boxes = self.call(user, "Mailbox/get")["list"]
        box = next(each["id"] for each in boxes if each["role"] == role)
        update = {self._message(user, subject): {"mailboxIds": {box: True}}}
        assert (
            "notUpdated" not in (said := self.call(user, "Email/set", update=update))
            or not said["notUpdated"]
        )

    def destroy(self, user: str, subject: str) -> None:
        """Deletes a message for good."""
        self.call(user, "Email/set", destroy=[self._message(user, subject)])

    def _message(self, user: str, subject: str) -> str:
        ids = self.call(user, "Email/query")["ids"]
        mails = self.call(user, "Email/get", ids=ids, properties=["subject"])["list"]
        return str(next(each["id"] for each in mails if each["subject"] == subject))


@pytest.fixture(scope="session")
def cyrus() -> Iterator[Cyrus]:
    """Cyrus, started once for a run and stopped with it."""
    found(str(PROGRAMS / "httpd"))
    if os.geteuid() != 0:
        pytest.skip("Cyrus starts as root only, and goes on as its own user.")
    home = Path(tempfile.mkdtemp(prefix="followup-cyrus-"))
    server = Cyrus(home, free_port(), free_port(), free_port() if IMAPD.exists() else 0)
    _write_settings(server)
    passwords = _passwords(home)
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                str(PROGRAMS / "master"), "-C", str(home / "imapd.conf"), "-M", str(home / "cyrus.conf"),
                "-p", str(home / "pid"), "-D",
            ],
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        passwords.close()
        shutil.rmtree(home, ignore_errors=True)


def _write_settings(server: Cyrus) -> None:
    home = server.home
    home.chmod(0o755)
    for name in ("conf/db", "conf/proc", "conf/lock", "conf/socket", "data"):
        (home / name).mkdir(parents=True)
    (home / "imapd.conf").write_text(SETTINGS.format(home=home))
    (home / "cyrus.conf").write_text(
        SERVICES.format(
            home=home, programs=PROGRAMS, port=server.port, lmtp=server.lmtp, imapd=_imapd(server)
        )
    )
    owner = pwd.getpwnam("cyrus")
    for path in (home, *home.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _imapd(server: Cyrus) -> str:
    if not server.imap:
        return ""
    command = f"{IMAPD} -C {server.home}/imapd.conf"
    return f'imap cmd="{command}" listen="127.0.0.1:{server.imap}" prefork=0'


def _passwords(home: Path) -> socket.socket:
    """Stands in for the daemon that Cyrus asks about passwords: every name, one password."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(home / "passwords"))
    (home / "passwords").chmod(0o777)
    door.listen(20)
    threading.Thread(target=_answer, args=(door,), daemon=True).start()
    return door


def _answer(door: socket.socket) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        with line:
            asked = [line.recv(struct.unpack("!H", line.recv(2))[0]) for _ in range(4)]
            line.sendall(b"\0\2OK" if asked[1] == b"secret" else b"\0\2NO")


def _wait(server: Cyrus, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail(f"Cyrus did not start:\n{(server.home / 'log').read_text()}")
