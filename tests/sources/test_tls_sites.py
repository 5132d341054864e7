"""Encrypted web servers: the certificate must be that of the host the owner named, wherever its name leads."""

import socket
import ssl

import pytest

from followup.core.trouble import Unreachable
from followup.sources.online.site import Site, visit
from tests.certificates import certificate_for
from tests.little_web import Said, little_web


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The file of a certificate, with its key, for calendar.example and 127.0.0.1."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(b"".join(certificate_for("calendar.example", "127.0.0.1")))
    return path


@pytest.fixture
def web(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with little_web(lambda asked: Said(body="here"), tls=context) as made:
        yield made


@pytest.fixture
def leading_here(monkeypatch):
    """Every name leads to this machine."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: real("127.0.0.1", *more, **named))


def asked(host, web, **more):
    with visit(Site(url=f"https://{host}:{web.port}/", is_near=True, **more)) as asking:
        return asking.ask("GET", "/").body


def test_the_certificate_of_the_named_host_is_trusted(web, certificate, leading_here):
    assert asked("calendar.example", web, cafile=str(certificate)) == b"here"


def test_a_number_with_a_certificate_is_trusted(web, certificate):
    assert asked("127.0.0.1", web, cafile=str(certificate)) == b"here"


def test_the_certificate_of_another_host_is_not_trusted(web, certificate, leading_here):
    with pytest.raises(Unreachable, match=r"^The certificate of elsewhere.example is not to be trusted: "):
        asked("elsewhere.example", web, cafile=str(certificate))


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(web):
    with pytest.raises(Unreachable, match=r"^The certificate of 127.0.0.1 is not to be trusted: "):
        asked("127.0.0.1", web)
