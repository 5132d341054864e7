"""Mail as tests write it: a few words each, rendered to the bytes that a mailbox would hold."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

ADA = "Ada Weber <ada.weber@example.org>"


def mail(
    *,
    at: str,
    sender: str,
    to: str = ADA,
    subject: str = "",
    body: str = "",
    answers: str = "",
    invitation: str = "",
    **headers: str,
) -> bytes:
    """One message; `at` is ISO 8601 with offset, `answers` the Message-ID it replies to, without brackets.

    Further headers are given by name with underscores: `auto_submitted="auto-replied"`.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(datetime.fromisoformat(at))
    message["Message-ID"] = f"<{message_id(at, sender, subject)}>"
    if answers:
        message["In-Reply-To"] = message["References"] = f"<{answers}>"
    for name, value in headers.items():
        message[name.replace("_", "-").title()] = value
    message.set_content(body)
    if invitation:
        message.add_attachment(
            invitation.encode(), maintype="text", subtype="calendar", filename="invite.ics"
        )
    return message.as_bytes()


def message_id(at: str, sender: str, subject: str) -> str:
    """The Message-ID that `mail` gives, without brackets."""
    return f"{sha256(f'{at}|{sender}|{subject}'.encode()).hexdigest()[:20]}@example.org"


def mbox(path: Path, messages: Iterable[bytes]) -> Path:
    """An mbox file of the messages."""
    path.write_bytes(b"".join(b"From - Thu Jan  1 00:00:00 2026\n" + each + b"\n" for each in messages))
    return path


def invitation(
    *, uid: str, start: str, end: str, summary: str, organizer: str, attendees: Iterable[str], sequence: int = 0,
    method: str = "REQUEST",
) -> str:  # fmt: skip
    """An iCalendar invitation; start and end in UTC as 20260303T130000Z, people as “Name <address>”."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//followup tests//EN", f"METHOD:{method}", "BEGIN:VEVENT",
        f"UID:{uid}", f"DTSTAMP:{start}", f"DTSTART:{start}", f"DTEND:{end}", f"SEQUENCE:{sequence}",
        f"SUMMARY:{summary}", f"ORGANIZER;CN={_name(organizer)}:mailto:{_address(organizer)}",
        *(f"ATTENDEE;CN={_name(each)}:mailto:{_address(each)}" for each in attendees),
        *(["STATUS:CANCELLED"] if method == "CANCEL" else []), "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def card(name: str, address: str, organisation: str = "", *, given: str = "", family: str = "") -> str:
    """A vCard 4.0."""
    parts = name.split()
    return "\r\n".join([
        "BEGIN:VCARD", "VERSION:4.0", f"FN:{name}", f"N:{family or parts[-1]};{given or parts[0]};;;",
        f"ORG:{organisation}", f"EMAIL:{address}", "END:VCARD", "",
    ])  # fmt: skip


def _name(person: str) -> str:
    return person.partition(" <")[0]


def _address(person: str) -> str:
    return person.partition("<")[2].rstrip(">")
