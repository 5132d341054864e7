"""Encrypted and logged in, against aiosmtpd with a certificate made for the test."""

import socket
import ssl
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from followup.core.trouble import Mend, Refused, Unreachable
from followup.outbox.line import Line
from followup.outbox.server import Server
from followup.outbox.submission import submit
from tests.certificates import certificate_for
from tests.outbox.conftest import IMPATIENT, line_to, parcel
from tests.outbox.scripted import ScriptedServer

# aiosmtpd warns of log-ins that its own TLS socket already protects, and leaves streams to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@dataclass
class Taken:
    """What the server took."""

    letters: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.original_content)
        return "250 taken"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that nobody trusts unless told to."""
    key, made = certificate_for("127.0.0.1")
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made)
    (folder / "key.pem").write_bytes(key)
    return folder


@pytest.fixture(params=["tls", "starttls"])
def post(request, certificate):
    """A running server, its security, and what it took."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    taken = Taken()
    options = (
        {"ssl_context": context}
        if request.param == "tls"
        else {"tls_context": context, "require_starttls": True}
    )

    def check(server, session, envelope, mechanism, given):
        is_right = (given.login, given.password) == (b"ada", b"secret")
        return AuthResult(success=is_right, handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        taken, hostname="127.0.0.1", port=port, authenticator=check, auth_required=True,
        auth_require_tls=request.param != "tls", **options,
    )  # fmt: skip
    controller.start()
    yield port, request.param, taken
    controller.stop()


def _line(post, certificate, **changes) -> Line:
    port, security, _ = post
    login = {
        "timeouts": IMPATIENT,
        "username": "ada",
        "password": "secret",
        "cafile": str(certificate / "cert.pem"),
    }
    return Line(Server(host="127.0.0.1", port=port, security=security, **{**login, **changes}))


def test_a_letter_leaves_encrypted_and_logged_in(post, certificate, journal):
    with _line(post, certificate) as line:
        receipt = submit(line, parcel(), journal)

    assert (receipt.outcome, post[2].letters) == ("sent", [parcel().raw])


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(post, certificate, journal):
    with pytest.raises(Unreachable, match="not to be trusted"), _line(post, certificate, cafile="") as line:
        submit(line, parcel(), journal)


def test_a_wrong_password_is_one_sentence(post, certificate, journal):
    with (
        pytest.raises(Refused, match="user name or password"),
        _line(post, certificate, password="no") as line,
    ):
        submit(line, parcel(), journal)


def test_a_server_without_starttls_gets_no_letter(journal):
    with ScriptedServer() as server:
        with pytest.raises(Refused, match="STARTTLS"), line_to(server.port, security="starttls") as line:
            submit(line, parcel(), journal)

        assert "MAIL" not in server.seen


def test_nothing_leaves_this_machine_unencrypted(journal):
    line = Line(Server(host="smtp.example.org", port=25, security="none"))

    with pytest.raises(Mend, match="unencrypted"):
        submit(line, parcel(), journal)
