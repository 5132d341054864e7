"""Mail as a value: what is kept of a message, whatever place it came from."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from .facts import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A delivery report (RFC 3464), receipt (RFC 8098) or complaint (RFC 5965) found inside a message."""

    sort: str  # failure | delay | delivered | receipt | complaint
    address: str = ""
    status: str = ""  # as in RFC 3463: 5.1.1
    diagnostic: str = ""
    original_message_id: str = ""
    others: tuple["Report", ...] = ()  # what the same message reports of its other recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message: its people, its place in a conversation, its text and its headers.

    `message_id` has no angle brackets; where the header is missing it is made from a hash of the message.
    `sent_at` is what the Date header says (None when unreadable), `received_at` what the server or the
    file says; `when` is the one to reckon with. `headers` holds (lower-case name, decoded value) pairs in
    order. `text` is the whole body as plain text, made from HTML where there is no plain part.
    `calendars` and `cards` are the text of attached .ics and .vcf parts; other attachments leave only their names.
    """

    message_id: str
    sender: Party
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    reply_to: tuple[Party, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    received_at: datetime | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    from_html: bool = False
    attachments: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    report: Report | None = None
    is_sent: bool = False  # found in a Sent folder
    by_form: bool = (
        False  # a website's form handed it on: sender and text are the visitor's, headers the form's
    )

    @property
    def when(self) -> datetime | None:
        """The Date header, unless it lies after the arrival (a wrong clock); then the arrival."""
        if self.sent_at and self.received_at:
            return min(self.sent_at, self.received_at)
        return self.sent_at or self.received_at

    def header(self, name: str) -> str:
        """The first value of a header, by its lower-case name; "" where it is missing."""
        return next((value for key, value in self.headers if key == name), "")


def message_key(message_id: str) -> str:
    """The short name of a Message-ID: the same mail read by IMAP, Maildir and mbox has one."""
    return blake2b(message_id.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
