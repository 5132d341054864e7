"""Mailboxes on IMAP servers: read without changing anything, and asked for what was sent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from imapclient import SEEN, IMAPClient

from . import imap_folders, imap_idle, imap_reading, imap_state, imap_wire
from .imap_login import Login, opened
from .imap_reading import Batch, Fetched, Known, place
from .imap_state import FolderCursor, FolderState, OpenFolder
from .imap_trouble import told

__all__ = [
    "Batch", "Fetched", "FolderCursor", "FolderState", "Login", "Mailbox", "OpenFolder", "all_uids", "append_sent",
    "connect", "count", "find_sent", "folders", "hear", "is_open", "new_uids", "open_folder", "place", "read", "speaks_up",
    "states",
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
    """The folders that hold mail and what each is for: inbox, sent, archive or other."""
    with told(mailbox.host):
        return imap_folders.folders(mailbox.client)


def states(mailbox: Mailbox, names: Sequence[str]) -> dict[str, FolderState]:
    """How these folders stand, asked in one go without opening them; what is not told is left out."""
    with told(mailbox.host):
        return imap_state.states(mailbox.client, names)


def open_folder(mailbox: Mailbox, cursor: FolderCursor) -> OpenFolder:
    """The cursor's folder, open for reading only, and what became of it since."""
    with told(mailbox.host):
        return imap_state.opened(mailbox.client, cursor)


def new_uids(mailbox: Mailbox, folder: OpenFolder, last_uid: int) -> list[int]:
    """The UIDs of the open folder above that one, rising."""
    with told(mailbox.host):
        return imap_reading.new_uids(mailbox.client, folder, last_uid)


def all_uids(mailbox: Mailbox) -> set[int]:
    """The UIDs of everything in the open folder."""
    with told(mailbox.host):
        return imap_wire.all_uids(mailbox.client)


def count(mailbox: Mailbox, folder: OpenFolder) -> int:
    """How many messages the server said last that the open folder holds."""
    with told(mailbox.host):
        said = imap_wire.exists(mailbox.client)
        return folder.state.messages if said is None else said


def read(
    mailbox: Mailbox, folder: OpenFolder, uids: Sequence[int], *, is_sent: bool, known: Known
) -> Iterator[Batch]:
    """These messages of the open folder, in batches; where the connection is lost, the ones before stay good.

    `known` is given Gmail's numbers and says which of them need no second reading.
    """
    with told(mailbox.host):
        yield from imap_reading.batches(mailbox.client, folder, uids, is_sent=is_sent, known=known)


def is_open(mailbox: Mailbox) -> bool:
    """Whether the server still listens."""
    return imap_folders.is_open(mailbox.client)


def speaks_up(mailbox: Mailbox) -> bool:
    """Whether the server tells of changes by itself."""
    with told(mailbox.host):
        return imap_idle.is_offered(mailbox.client)


def hear(mailbox: Mailbox, seconds: float) -> bool:
    """Waits until the server speaks of a change in the open folder, at most so long; whether it did."""
    with told(mailbox.host):
        return imap_idle.hear(mailbox.client, seconds)


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
