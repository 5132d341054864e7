"""A letter's bytes: frozen once, sent as they are however often it takes."""

import binascii
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from hashlib import blake2b
from urllib.parse import quote

from followup.core.trouble import Mend

from .addresses import wire_address

LINE = 78
#: How many ancestors a References header names: the first and the latest (RFC 5322 3.6.4 lets us trim).
ANCESTORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a letter says and to whom. Ids have no angle brackets. `is_automatic`: no person released it.
    `has_way_out`: mail programs show a button that asks us for no more letters.
    """

    sender_name: str
    sender: str
    recipient: str
    subject: str
    body: str
    message_id: str
    recipient_name: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    is_automatic: bool = False
    has_way_out: bool = False


def message_id_of(approval: str, sender: str) -> str:
    """The Message-ID of one approval, at the sender's domain.

    It follows from the approval and from nothing else: a program restored from an old copy that takes a
    sent letter for an unsent one gives it the same id, and so finds it in the Sent folder.
    """
    domain = wire_address(sender).rpartition("@")[2]
    return f"{blake2b(approval.encode(), digest_size=16).hexdigest()}@{domain}"


def freeze(letter: Outgoing, now: datetime) -> bytes:
    """The whole message as bytes: plain text, CRLF, no line too long, our id where providers leave it alone."""
    encoding, body = _body(letter.body)
    headers = [
        ("From", _party(letter.sender_name, letter.sender)),
        ("To", _party(letter.recipient_name, letter.recipient)),
        ("Subject", _text("Subject", letter.subject)),
        ("Date", format_datetime(now)),
        ("Message-ID", _id(letter.message_id)),
        *_conversation(letter),
        # Exchange and others replace the Message-ID; they leave this one and References as they are.
        ("X-Followup-Id", _id(letter.message_id)),
        # RFC 3834: no machine answers what says this of itself, so two of them never talk to each other.
        *([("Auto-Submitted", "auto-replied")] if letter.is_automatic else []),
        *_way_out(letter),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", encoding),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return head.encode() + b"\r\n" + body


def _way_out(letter: Outgoing) -> list[tuple[str, str]]:
    if not letter.has_way_out:
        return []
    # By mail, since no server of ours could be asked; what comes back is read as “stop”.
    address = quote(wire_address(letter.sender), safe="@")
    return [("List-Unsubscribe", f"<mailto:{address}?subject=stop>")]


def _conversation(letter: Outgoing) -> list[tuple[str, str]]:
    known = [each for each in letter.references if each != letter.in_reply_to]
    known += [letter.in_reply_to] if letter.in_reply_to else []
    if len(known) > ANCESTORS:
        known = [known[0], *known[1 - ANCESTORS :]]
    references = "\r\n ".join(_id(each) for each in [*known, letter.message_id])
    answers = [("In-Reply-To", _id(letter.in_reply_to))] if letter.in_reply_to else []
    return [*answers, ("References", references)]


def _party(name: str, address: str) -> str:
    wired = wire_address(address)
    _refuse_breaks("name", name)
    if not name:
        return wired
    if not name.isascii():
        return f"{Header(name, 'utf-8', maxlinelen=LINE, header_name='From').encode(linesep='\r\n')}\r\n <{wired}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{wired}>' if len(name) + len(wired) < LINE else f'"{quoted}"\r\n <{wired}>'


def _text(name: str, value: str) -> str:
    _refuse_breaks(name.lower(), value)
    # A word too long for a line can only be folded as encoded words.
    is_plain = value.isascii() and "=?" not in value and all(len(each) < 60 for each in value.split(" "))
    if is_plain and len(name) + len(value) < LINE:
        return value
    charset = "us-ascii" if is_plain else "utf-8"
    return Header(value, charset, maxlinelen=LINE, header_name=name).encode(linesep="\r\n")


def _id(message_id: str) -> str:
    if any(
        character.isspace() or not character.isprintable() or character in "<>" for character in message_id
    ):
        raise Mend("The letter answers a message whose id is damaged; write it as a new letter.")
    return f"<{message_id}>"


def _refuse_breaks(place: str, value: str) -> None:
    if any(ord(character) < 32 or character in "\x7f\x85\u2028\u2029" for character in value):
        raise Mend(f"The {place} has a line break or a control character in it; write it on one line.")


def _body(text: str) -> tuple[str, bytes]:
    lines = "".join(each for each in text if each >= " " or each in "\n\r\t").splitlines()
    raw = "\r\n".join(lines).encode(errors="replace") + b"\r\n"
    if raw.isascii() and all(len(line) <= LINE for line in lines):
        return "7bit", raw
    return "quoted-printable", binascii.b2a_qp(raw, istext=True)
