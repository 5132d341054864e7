"""Encrypted web servers: the certificate must be that of the host the owner named, wherever its name leads."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from followup.core.trouble import Unreachable
from followup.sources.online.site import Site, visit
from tests.little_web import Said, little_web


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The file of a certificate, with its key, for calendar.example and 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "calendar.example")])
    names = [x509.DNSName("calendar.example"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
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
