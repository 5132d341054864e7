"""A real mail server on loopback that keeps what it is given, with the envelope it came in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socket import socket

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Arrived:
    """One letter: who the envelope names as its sender, and the message."""

    sender: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter as a mail program reads it."""
        return message_from_bytes(self.raw, policy=default)

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.message.get_content())


class Postbox:
    """A server's letterbox that keeps what it is given."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.port = 0

    @property
    def letters(self) -> list[bytes]:
        """The letters as bytes, in the order in which they came."""
        return [each.raw for each in self.arrived]

    def to(self, address: str) -> list[Arrived]:
        """The letters to an address."""
        return [each for each in self.arrived if each.message["To"].addresses[0].addr_spec == address]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.arrived.append(Arrived((envelope.mail_from or "").strip("<>"), envelope.original_content or b""))
        return "250 taken"


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """The server, while inside; it listens at `port`."""
    box = Postbox()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=box.port, enable_SMTPUTF8=True)
    server.start()
    try:
        yield box
    finally:
        server.stop()
