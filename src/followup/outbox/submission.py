"""One letter over one line, phase by phase.

smtplib's own `sendmail` raises the same exception for “surely not sent” and “possibly sent”, so every
phase is driven here, and the journal hears of each step before it is taken.
"""

import re
import smtplib
from dataclasses import dataclass

from .addresses import needs_utf8, wire_address
from .answers import after_the_dot, before_the_dot, silence
from .line import Line, socket_of
from .receipt import CONNECTED, DATA_STARTED, DOT_SENT, RECIPIENT_ACCEPTED, Journal, Receipt

_DOT_AT_START = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Frozen bytes with their envelope: one sender, one recipient.

    An automatic letter has the sender "", so that nothing comes back to it; `instead` is the one for servers
    that let nobody send without a name.
    """

    raw: bytes
    sender: str
    recipient: str
    instead: str = ""


def submit(line: Line, parcel: Parcel, journal: Journal) -> Receipt:
    """Hand the parcel over; the receipt says what is known of it. A line that died idle is opened once more."""
    if not line.is_open:
        line.open()
    was_used = line.carried > 0
    receipt = _submit(line, parcel, journal)
    # Servers close a line after some letters or some seconds; before MAIL that says nothing of this one.
    if was_used and receipt.outcome == "later" and not receipt.phase and not line.is_open:
        line.open()
        return _submit(line, parcel, journal)
    return receipt


def _submit(line: Line, parcel: Parcel, journal: Journal) -> Receipt:
    phase = ""
    try:
        answer = _envelope(line, parcel, journal)
        if answer is not None:
            return answer
        phase = RECIPIENT_ACCEPTED
        if not journal(RECIPIENT_ACCEPTED):
            line.drop()
            return Receipt(outcome="held", phase=phase)
        return _data(line, parcel, journal)
    except (OSError, smtplib.SMTPException) as trouble:
        line.drop()
        return silence(line.server, trouble, phase)


def _envelope(line: Line, parcel: Parcel, journal: Journal) -> Receipt | None:
    recipient = wire_address(parcel.recipient)
    sender = wire_address(parcel.sender) if parcel.sender else ""
    options = ""
    if needs_utf8(recipient) or needs_utf8(sender):
        if not line.takes("smtputf8"):
            return Receipt(
                outcome="refused",
                sentence=f"{line.server.host} cannot write to addresses such as “{parcel.recipient}”; use another address.",
            )
        line.smtp.command_encoding = "utf-8"
        options = " SMTPUTF8"
    code, text = line.smtp.docmd("MAIL", f"FROM:<{sender}>{options}")
    if 500 <= code < 600 and not sender and parcel.instead:
        code, text = line.smtp.docmd("MAIL", f"FROM:<{wire_address(parcel.instead)}>{options}")
    if code != 250:
        return _turned_down(line, code, text, phase="")
    if line.carried == 0:
        journal(CONNECTED)
    line.carried += 1
    code, text = line.smtp.docmd("RCPT", f"TO:<{recipient}>")
    if code not in {250, 251}:
        return _turned_down(line, code, text, phase=CONNECTED)
    return None


def _data(line: Line, parcel: Parcel, journal: Journal) -> Receipt:
    smtp = line.smtp
    smtp.putcmd("DATA")
    # Written down while the server thinks; not a byte of the letter has left yet.
    if not journal(DATA_STARTED):
        line.drop()
        return Receipt(outcome="held", phase=RECIPIENT_ACCEPTED)
    code, text = smtp.getreply()
    if code != 354:
        return _turned_down(line, code, text, phase=DATA_STARTED)
    _write(line, stuffed(parcel.raw))
    if not journal(DOT_SENT):
        line.drop()
        return Receipt(outcome="held", phase=DATA_STARTED)
    return _dot(line)


def _dot(line: Line) -> Receipt:
    try:
        socket_of(line.smtp).settimeout(line.server.timeouts.final)
        _write(line, b".\r\n")
        code, text = line.smtp.getreply()
        socket_of(line.smtp).settimeout(line.server.timeouts.command)
    except (OSError, smtplib.SMTPException) as trouble:
        line.drop()
        return silence(line.server, trouble, DOT_SENT)
    if code == 421:
        line.drop()
    return after_the_dot(line.server, code, text)


def _write(line: Line, data: bytes) -> None:
    # smtplib's send() turns every OSError into “disconnected”; the socket itself tells more.
    socket_of(line.smtp).sendall(data)


def stuffed(raw: bytes) -> bytes:
    """The message as it goes over the wire: every line that begins with a dot gets one more."""
    return _DOT_AT_START.sub(b"..", raw)


def _turned_down(line: Line, code: int, text: bytes, *, phase: str) -> Receipt:
    if code == 421 or code < 200:
        line.drop()
    else:
        line.reset()
    return before_the_dot(line.server, code, text, phase=phase)
