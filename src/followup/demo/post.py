"""From a told message to the bytes of a mail (RFC 5322), as its sender's mail program would have put it."""

from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime

from .calendars import invitation
from .clients import as_html
from .letters import Told, mark
from .stories import Person

_POLICY = default.clone(max_line_length=76)

#: What a client sends: plain text alone, both forms, or HTML alone; and how it codes the text.
_FORMS = {
    "gmail": ("both", "quoted-printable"),
    "gmail-de": ("both", "base64"),
    "outlook": ("both", "quoted-printable"),
    "outlook-de": ("plain", "base64"),
    "apple": ("plain", "quoted-printable"),
    "thunderbird": ("plain", "8bit"),
    "machine": ("html", "quoted-printable"),
    "plain": ("plain", "quoted-printable"),
}
_MAILERS = {
    "apple": ("X-Mailer", "Apple Mail (2.3826.700.81)"),
    "outlook": ("X-MS-Has-Attach", ""),
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
}


def raw(told: Told, now: datetime) -> bytes:
    """The message as it would lie in a mailbox."""
    if told.block.head("bounce"):
        return _bounce(told)
    message = EmailMessage(policy=_POLICY)
    _address(message, told)
    _write(message, told)
    if told.block.head("invite"):
        _invite(message, told, now)
    for name in filter(None, told.block.head("attach").split("; ")):
        message.add_attachment(b"%PDF-1.4\n% sample\n", maintype="application", subtype="pdf", filename=name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{mark(told.message_id, 8)}_{number}")
    return message.as_bytes()


def _address(message: EmailMessage, told: Told) -> None:
    if told.block.head("from", "me") != "me":
        message["Received"] = f"from mail.{told.sender.address.partition('@')[2]}; {_date(told, seconds=4)}"
    message["From"] = _written(told.sender)
    message["To"] = tuple(_written(each) for each in told.to)
    if told.cc:
        message["Cc"] = tuple(_written(each) for each in told.cc)
    message["Subject"] = told.subject
    message["Date"] = _date(told)
    message["Message-ID"] = f"<{told.message_id}>"
    if told.references:
        message["In-Reply-To"] = f"<{told.references[-1]}>"
        message["References"] = " ".join(f"<{each}>" for each in told.references)
    for name, value in _more_headers(told):
        message[name] = value


def _more_headers(told: Told) -> list[tuple[str, str]]:
    found = [_MAILERS[told.client]] if told.client in _MAILERS else []
    if told.block.head("list"):
        found += [
            ("List-Id", f"<{told.block.head('list')}>"),
            ("List-Unsubscribe", f"<mailto:leave@{told.block.head('list')}>"),
            ("Precedence", "bulk"),
        ]
    if told.block.head("auto"):
        found.append(("Auto-Submitted", told.block.head("auto")))
    for line in filter(None, told.block.head("header").split("; ")):
        name, _, value = line.partition(": ")
        found.append((name, value))
    return found


def _write(message: EmailMessage, told: Told) -> None:
    form, coding = _FORMS[told.client]
    form, coding = told.block.head("form", form), told.block.head("coding", coding)
    charset = told.block.head("charset", "utf-8")
    plain = f"{told.text}\n\n{told.quote}".rstrip() + "\n"
    html = as_html(told.client, told.text, told.quote)
    if form == "html":
        message.set_content(html, subtype="html", charset=charset, cte=coding)
        return
    message.set_content(plain, charset=charset, cte=coding)
    if form == "both":
        message.add_alternative(html, subtype="html", charset=charset, cte=coding)


def _invite(message: EmailMessage, told: Told, now: datetime) -> None:
    method = told.block.head("method", "REQUEST")
    text = invitation(told, method, now)
    if not message.is_multipart():
        message.make_alternative()
    message.add_alternative(text, subtype="calendar", params={"method": method}, cte="base64")
    message.add_attachment(text.encode(), maintype="application", subtype="ics", filename="invite.ics")


def _bounce(told: Told) -> bytes:
    """A delivery report as RFC 3464 has it, for the message that is answered."""
    failed, edge = told.block.head("bounce"), f"report-{mark(told.message_id, 6)}"
    return "\n".join((
        f"Received: from mail.{told.sender.address.partition('@')[2]}; {_date(told, seconds=4)}",
        f"From: {told.sender.name} <{told.sender.address}>",
        f"To: {told.to[0].address}",
        f"Subject: {told.subject}",
        f"Date: {_date(told)}",
        f"Message-ID: <{told.message_id}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{edge}"',
        f"\n--{edge}\nContent-Type: text/plain; charset=us-ascii\n\n{told.text}",
        f"\n--{edge}\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.org",
        f"\nFinal-Recipient: rfc822; {failed}\nAction: failed\nStatus: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such user here",
        f"\n--{edge}\nContent-Type: text/rfc822-headers\n\nFrom: <{told.to[0].address}>",
        f"To: <{failed}>\nMessage-ID: <{told.references[-1]}>\nSubject: {told.subject}\n\n--{edge}--\n",
    )).encode()  # fmt: skip


def _written(person: Person) -> Address:
    user, _, domain = person.address.partition("@")
    return Address(person.name, user, domain)


def _date(told: Told, *, seconds: int = 0) -> str:
    # Nobody presses “send” on the full minute.
    pressed = told.at + timedelta(seconds=int(mark(told.message_id, 1), 16) % 55 + seconds)
    return format_datetime(pressed.astimezone(told.sender.clock))
