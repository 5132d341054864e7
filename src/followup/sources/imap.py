"""Mailboxes on IMAP servers: read without changing anything, and asked for what was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imapclient import SEEN, IMAPClient

from . import imap_folders
from .imap_login import Login, opened
from .imap_reading import Batch, FolderCursor, batches
from .imap_trouble import told

__all__ = [
    "Batch", "FolderCursor", "Login", "Mailbox", "append_sent", "connect", "find_sent", "folders", "read_folder",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox whose server has let us in."""

    client: IMAPClient
    host: str


@contextmanager
def connect(login: Login) -> Iterator[Mailbox]:
    """The mailbox, open while the block runs; Refused or Unreachable say in one sentence why not."""
    client = opened(login)
    try:
        yield Mailbox(client, login.host)
    finally:
        imap_folders.leave(client)


def folders(mailbox: Mailbox) -> list[tuple[str, str]]:
    """The folders that hold mail and what each is for: inbox, sent or other."""
    with told(mailbox.host):
        return imap_folders.folders(mailbox.client)


def read_folder(mailbox: Mailbox, cursor: FolderCursor, *, is_sent: bool = False) -> Iterator[Batch]:
    """What is new in a folder since the cursor, in batches; each batch carries the cursor behind it.

    Where the connection is lost, the batches before stay good: their cursor reaches only as far as they do.
    """
    with told(mailbox.host):
        yield from batches(mailbox.client, cursor, is_sent)


def find_sent(mailbox: Mailbox, message_id: str, *, followup_id: str = "") -> bytes | None:
    """The copy of our letter in the folder of sent mail; None where it is not (yet) there.

    Some servers give a letter a new Message-ID: our own header, then the reference to itself, find it still.
    """
    with told(mailbox.host):
        sent = imap_folders.sent_folder(mailbox.client)
        if not sent:
            return None
        mailbox.client.select_folder(sent, readonly=True)
        return imap_folders.letter(mailbox.client, message_id, followup_id)


def append_sent(mailbox: Mailbox, raw: bytes) -> bool:
    """Puts a copy into the folder of sent mail; False where the server has no such folder."""
    with told(mailbox.host):
        sent = imap_folders.sent_folder(mailbox.client)
        if sent:
            mailbox.client.append(sent, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), flags=(SEEN,))
        return bool(sent)
