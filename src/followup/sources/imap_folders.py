"""The folders of a mailbox: what each is for, and our own letters among the sent ones."""

from collections.abc import Iterator
from contextlib import suppress

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from followup.core.trouble import NotUnderstood

from . import imap_gmail, imap_wire
from .mail import parse_mail
from .mail.limits import MOST_BYTES
from .names import is_sent_name

UNREADABLE = frozenset({b"\\noselect", b"\\nonexistent"})


def folders(client: IMAPClient) -> list[tuple[str, str]]:
    """Name and role (inbox, sent, archive or other) of each folder; one at most is “sent”, one “archive”."""
    found = [
        ({flag.lower() for flag in flags}, name, (delimiter or b"/").decode("ascii", "replace"))
        for flags, delimiter, name in imap_wire.listed(client)
        if not {flag.lower() for flag in flags} & UNREADABLE and name.isprintable()
    ]
    said = [name for flags, name, _ in found if b"\\sent" in flags]
    # Servers without SPECIAL-USE are told by the folder's name.
    named = [name for _, name, delimiter in found if is_sent_name(name.rpartition(delimiter)[2])]
    sent = next(iter(said + sorted(named, key=len)), "")
    # Elsewhere “all mail” may hold junk and deleted mail as well; with Gmail it is the archive.
    kept = b"\\all" if imap_gmail.is_offered(client) else b"\\archive"
    archive = next((name for flags, name, _ in found if kept in flags), "")
    return [(name, _role(name, sent, archive)) for _, name, _ in found]


def _role(name: str, sent: str, archive: str) -> str:
    if name.upper() == "INBOX":
        return "inbox"
    return {archive: "archive", sent: "sent"}.get(name, "other")


def sent_folder(client: IMAPClient) -> str:
    """The folder of sent mail; "" where there is none."""
    return next((name for name, role in folders(client) if role == "sent"), "")


def letter(client: IMAPClient, message_id: str, followup_id: str) -> bytes | None:
    """Our letter in the selected folder."""
    for uid, header in _candidates(client, message_id, followup_id):
        data = client.fetch([uid], ["RFC822.SIZE", "BODY.PEEK[]"]).get(uid, {})
        raw = data.get(b"BODY[]")
        if isinstance(raw, bytes) and len(raw) <= MOST_BYTES and _is_it(raw, header, message_id, followup_id):
            return raw
    return None


def _candidates(client: IMAPClient, message_id: str, followup_id: str) -> Iterator[tuple[int, str]]:
    if imap_gmail.is_offered(client):
        yield from ((uid, "Message-ID") for uid in imap_gmail.find(client, message_id))
    asked = [("Message-ID", message_id), ("X-Followup-Id", followup_id), ("References", message_id)]
    for header, value in asked:
        if value:
            uids = client.search(["HEADER", header, value], "UTF-8" if not value.isascii() else None)
            yield from ((uid, header) for uid in sorted(uids, reverse=True)[:20])


def _is_it(raw: bytes, header: str, message_id: str, followup_id: str) -> bool:
    """Whether the server's finding bears out: servers search loosely, and some answer anything."""
    mail = parse_mail(raw)
    if isinstance(mail, NotUnderstood):
        return False
    if header == "Message-ID":
        return mail.message_id == message_id
    if header == "X-Followup-Id":
        return mail.header("x-followup-id").strip("<> ") == followup_id.strip("<> ")
    # A later letter of the thread refers to it too, but answers it.
    return mail.references[-1:] == (message_id,) and message_id not in mail.in_reply_to


def is_open(client: IMAPClient) -> bool:
    """Whether the server still listens."""
    try:
        client.noop()
    except (IMAPClientError, OSError, EOFError, ValueError):
        return False
    return True


def leave(client: IMAPClient) -> None:
    """Says goodbye where the server still listens."""
    try:
        client.logout()
    except (IMAPClientError, OSError, EOFError, ValueError):
        with suppress(OSError):  # the line may be closed already
            client.shutdown()
