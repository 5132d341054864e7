"""Mail servers that let people in by the tokens of the sign-in server: a Dovecot, and a server to send by."""

import shutil
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.dovecot import Dovecot, _free_port, _wait, _write_settings
from tests.programs import found
from tests.sign_in_server import KEY, owner_of

MORE = """
auth_mechanisms = plain login {mechanisms}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf.ext
}}
"""
TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={home}/keys/
username_attribute = email
"""


def _running(mechanisms: str) -> Iterator[Dovecot]:
    program = found("dovecot")
    home = Path(tempfile.mkdtemp(prefix="followup-dovecot-"))
    home.chmod(0o755)  # its processes run as other users
    server = Dovecot(home, _free_port(), _free_port())
    _write_settings(server)
    with (home / "dovecot.conf").open("a") as settings:
        settings.write(MORE.format(home=home, mechanisms=mechanisms))
    (home / "oauth2.conf.ext").write_text(TOKENS.format(home=home))
    key = home / "keys" / "default" / "HS256" / "default"
    key.parent.mkdir(parents=True)
    key.write_bytes(b64encode(KEY))
    process = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")])
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def token_dovecot() -> Iterator[Dovecot]:
    """A Dovecot that takes the tokens of the sign-in server, by XOAUTH2 and OAUTHBEARER."""
    yield from _running("xoauth2 oauthbearer")


@pytest.fixture(scope="session")
def bearer_dovecot() -> Iterator[Dovecot]:
    """A Dovecot that knows OAUTHBEARER alone."""
    yield from _running("oauthbearer")


@dataclass
class TokenPost:
    """A server to send by that takes those tokens; `letters` is what was handed over, `logins` who was let in."""

    port: int
    letters: list[bytes] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refused: int = 0

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        """Let in whose token it is; others hear why not, and then the refusal (as Google and Microsoft do)."""
        words = dict(each.partition("=")[::2] for each in b64decode(args[1]).decode().split("\1") if each)
        if owner_of(words["auth"].removeprefix("Bearer ")) == words["user"]:
            self.logins.append(words["user"])
            return AuthResult(success=True)
        self.refused += 1
        await server.challenge_auth(b'{"status":"401"}', encode_to_b64=True)
        return AuthResult(success=False, handled=False, message="535 5.7.3 Authentication unsuccessful")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take every letter."""
        self.letters.append(envelope.original_content or b"")
        return "250 OK"


@pytest.fixture
def token_post() -> Iterator[TokenPost]:
    """A server to send by that lets people in by token alone."""
    made = TokenPost(_free_port())
    server = Controller(
        made, hostname="127.0.0.1", port=made.port, auth_require_tls=False,
        auth_exclude_mechanism=["LOGIN", "PLAIN"],
    )  # fmt: skip
    server.start()
    yield made
    server.stop()
