"""How a folder stands with its server: asked for all folders in one go, or as one is opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imapclient import IMAPClient

from . import imap_gmail, imap_wire

WHAT = "(MESSAGES UIDNEXT UIDVALIDITY)"
WITH_CHANGES = "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """What a server says of a folder: its validity, the next UID, the count, and (where offered) the last change."""

    uid_validity: int = 0
    uid_next: int = 0
    messages: int = 0
    modseq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCursor:
    """How far a folder has been read, and how it stood when all of it was."""

    name: str
    last_uid: int = 0
    state: FolderState = field(default_factory=FolderState)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFolder:
    """A folder open for reading.

    `is_anew`: its messages are numbered anew since the cursor, so all of them are to be read again.
    `vanished` are ranges of UIDs that the server says are gone since.
    """

    name: str
    state: FolderState
    is_anew: bool = False
    vanished: imap_wire.Ranges = ()
    is_gmail: bool = False


def states(client: IMAPClient, names: Sequence[str]) -> dict[str, FolderState]:
    """How each of these folders stands; one that the server says nothing about is left out."""
    what = WITH_CHANGES if client.has_capability("CONDSTORE") else WHAT
    return {name: _state(said, b"MESSAGES") for name, said in imap_wire.statuses(client, names, what).items()}


def opened(client: IMAPClient, cursor: FolderCursor) -> OpenFolder:
    """The cursor's folder, open for reading."""
    before = cursor.state
    imap_wire.enable_vanishing(client)
    known = (before.uid_validity, before.modseq) if client.has_capability("QRESYNC") else (0, 0)
    said, vanished = imap_wire.selected(client, cursor.name, known)
    state = _state(said, b"EXISTS")
    return OpenFolder(
        name=cursor.name,
        state=state,
        is_anew=_is_anew(before, state),
        vanished=vanished,
        is_gmail=imap_gmail.is_offered(client),
    )


def number(said: Mapping[bytes, Any], name: bytes) -> int:
    """A number that a server says, 0 where it says none."""
    value = said.get(name)
    value = value[0] if isinstance(value, list | tuple) and value else value
    if isinstance(value, bytes) and value.isdigit():
        value = int(value)
    return value if isinstance(value, int) and value >= 0 else 0


def _is_anew(before: FolderState, now: FolderState) -> bool:
    if not before.uid_validity:
        return False
    # UIDs only ever rise: a server whose next one is lower than before gives old numbers to new messages.
    fell = 0 < now.uid_next < before.uid_next
    return now.uid_validity != before.uid_validity or fell


def _state(said: Mapping[bytes, Any], count: bytes) -> FolderState:
    return FolderState(
        uid_validity=number(said, b"UIDVALIDITY"),
        uid_next=number(said, b"UIDNEXT"),
        messages=number(said, count),
        modseq=number(said, b"HIGHESTMODSEQ"),
    )
