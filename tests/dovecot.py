"""A real IMAP server: Dovecot from Debian, on free loopback ports, with throw-away mailboxes.

Any user name with the password “secret” gets a mailbox of its own. Use the fixture by importing it in
a conftest: `from tests.dovecot import dovecot`.
"""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup.sources.imap import Login
from tests.certificates import certificate_for
from tests.programs import found

SETTINGS = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {outside}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
mail_max_userip_connections = 100
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Archive {{
    special_use = \\Archive
  }}
}}
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """The running server: its ports, the certificate to trust, its mailboxes."""

    home: Path
    port: int
    tls_port: int
    host: str = "127.0.0.1"

    @property
    def cafile(self) -> str:
        return str(self.home / "cert.pem")

    def login(self, user: str, *, security: str = "none", password: str = "secret") -> Login:
        """How to be let into a user's mailbox."""
        port = self.tls_port if security == "tls" else self.port
        return Login(
            host=self.host,
            port=port,
            security=security,
            username=user,
            password=password,
            cafile=self.cafile,
        )

    def deliver(
        self, user: str, *messages: bytes, folder: str = "INBOX", arrived: datetime | None = None
    ) -> None:
        """Puts messages into a folder of a mailbox, as if they had arrived then."""
        with imaplib.IMAP4(self.host, self.port) as client:
            client.login(user, "secret")
            client.create(folder)
            when = imaplib.Time2Internaldate(arrived or datetime(2026, 3, 2, 9, tzinfo=UTC))
            for raw in messages:
                status, said = client.append(
                    folder, "", when, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                )
                assert status == "OK", said

    def fill(self, user: str, messages: Iterable[bytes]) -> None:
        """Puts many messages into the inbox, past the server, as files of its Maildir."""
        folder = self.home / "mail" / user
        for each in (folder, *(folder / part for part in ("cur", "new", "tmp"))):
            each.mkdir(parents=True, exist_ok=True)
            _give_away(each)
        for number, raw in enumerate(messages):
            written = folder / "tmp" / f"{time.time_ns()}.{number:07}.here"
            written.write_bytes(raw)
            _give_away(written)
            written.rename(folder / "new" / written.name)

    def expunge(self, user: str, *numbers: int, folder: str = "INBOX") -> None:
        """Removes messages for good, counted from 1."""
        with imaplib.IMAP4(self.host, self.port) as client:
            client.login(user, "secret")
            client.select(folder)
            client.store(",".join(map(str, numbers)), "+FLAGS", "\\Deleted")
            client.expunge()

    def flag(self, user: str, number: int, flag: str, folder: str = "INBOX") -> None:
        """Puts a flag on a message, counted from 1."""
        with imaplib.IMAP4(self.host, self.port) as client:
            client.login(user, "secret")
            client.select(folder)
            client.store(str(number), "+FLAGS", flag)

    def move(self, user: str, number: int, folder: str, source: str = "INBOX") -> None:
        """Moves a message, counted from 1, to another folder."""
        with imaplib.IMAP4(self.host, self.port) as client:
            client.login(user, "secret")
            client.create(folder)
            client.select(source)
            client.xatom("MOVE", str(number), folder)

    def files(self, user: str, folder: str = "") -> list[Path]:
        """The message files of a mailbox; their names end with their flags."""
        return sorted((self.home / "mail" / user / folder).glob("[cn][ue][rw]/*"))


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Dovecot, started once for a run and stopped with it."""
    with running() as server:
        yield server


@contextmanager
def running() -> Iterator[Dovecot]:
    """Dovecot, stopped at the end of the block."""
    program = found("dovecot")
    home = Path(tempfile.mkdtemp(prefix="followup-dovecot-"))
    home.chmod(0o755)  # its processes run as other users
    server = Dovecot(home, _free_port(), _free_port())
    _write_settings(server)
    process = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")])
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _give_away(path: Path) -> None:
    """Dovecot runs as somebody else where the tests run as root."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam("nobody")
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _write_settings(server: Dovecot) -> None:
    is_root = os.geteuid() == 0
    # Dovecot refuses to keep mail as root; without root every process is the tester's own.
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    mail = server.home / "mail"
    mail.mkdir()
    if is_root:
        os.chown(mail, owner.pw_uid, owner.pw_gid)
    text = SETTINGS.format(
        home=server.home,
        port=server.port,
        tls_port=server.tls_port,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        internal="dovecot" if is_root else owner.pw_name,
        internal_group="dovecot" if is_root else grp.getgrgid(owner.pw_gid).gr_name,
        outside="dovenull" if is_root else owner.pw_name,
    )
    (server.home / "dovecot.conf").write_text(text)
    _write_certificate(server.home)


def _write_certificate(home: Path) -> None:
    key, certificate = certificate_for("127.0.0.1", "localhost")
    (home / "key.pem").write_bytes(key)
    (home / "cert.pem").write_bytes(certificate)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            context = ssl.create_default_context(cafile=server.cafile)
            with imaplib.IMAP4_SSL(server.host, server.tls_port, ssl_context=context, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    log = server.home / "log"
    pytest.fail(f"Dovecot did not start:\n{log.read_text() if log.exists() else ''}")
