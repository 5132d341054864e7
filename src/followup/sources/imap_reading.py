"""What is new in a folder: fetched in batches, believing no more of the server than it shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from imapclient import IMAPClient

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from .mail import parse_mail
from .mail.limits import MOST_BYTES, MOST_HEADER_BYTES

#: Messages whose sizes are asked for at once; messages and bytes of one batch.
SIZES_AT_ONCE = 500
MOST_A_BATCH = 100
BYTES_A_BATCH = 4 * 1024 * 1024
HIGHEST_UID = 2**32 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCursor:
    """How far a folder has been read: its validity, the highest UID and (where offered) the highest MODSEQ."""

    name: str
    uid_validity: int = 0
    last_uid: int = 0
    modseq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some messages, the cursor behind them, and how many the server says it holds.

    `is_reset`: the server numbers its messages anew, so all of them come again.
    """

    items: tuple[Mail | NotUnderstood, ...]
    cursor: FolderCursor
    on_server: int
    is_reset: bool = False


def batches(client: IMAPClient, cursor: FolderCursor, is_sent: bool) -> Iterator[Batch]:
    """The batches of what is new; at least one, so that the caller learns how much the server holds."""
    state = client.select_folder(cursor.name, readonly=True)
    on_server, modseq = _number(state, b"EXISTS"), _number(state, b"HIGHESTMODSEQ")
    validity = _number(state, b"UIDVALIDITY")
    is_reset = bool(cursor.uid_validity) and validity != cursor.uid_validity
    if validity != cursor.uid_validity:
        cursor = FolderCursor(name=cursor.name, uid_validity=validity)
    if not (on_server and _may_be_new(state, cursor, modseq)):
        yield Batch(items=(), cursor=replace(cursor, modseq=modseq), on_server=on_server, is_reset=is_reset)
        return
    for uids in _parcels(client, _new(client, cursor.last_uid)):
        items = tuple(_items(client, uids, cursor.name, is_sent))
        cursor = replace(cursor, last_uid=max(uids), modseq=0)
        yield Batch(items=items, cursor=cursor, on_server=on_server, is_reset=is_reset)
    yield Batch(items=(), cursor=replace(cursor, modseq=modseq), on_server=on_server, is_reset=is_reset)


def _number(state: dict[bytes, Any], name: bytes) -> int:
    value = state.get(name)
    value = value[0] if isinstance(value, list | tuple) and value else value
    return value if isinstance(value, int) and value >= 0 else 0


def _may_be_new(state: dict[bytes, Any], cursor: FolderCursor, modseq: int) -> bool:
    if cursor.modseq and modseq == cursor.modseq:
        return False
    following = _number(state, b"UIDNEXT")
    return not following or following > cursor.last_uid + 1


def _new(client: IMAPClient, last_uid: int) -> list[int]:
    """The UIDs above the last; servers answer “n:*” with the highest message even below n."""
    if last_uid >= HIGHEST_UID:
        return []
    found = client.search(["UID", f"{last_uid + 1}:*"])
    return sorted({uid for uid in found if isinstance(uid, int) and last_uid < uid <= HIGHEST_UID})


def _parcels(client: IMAPClient, uids: list[int]) -> Iterator[dict[int, int]]:
    """The UIDs and their sizes in parcels of a bearable size."""
    for start in range(0, len(uids), SIZES_AT_ONCE):
        some = uids[start : start + SIZES_AT_ONCE]
        sizes = client.fetch(some, ["RFC822.SIZE"])
        parcel: dict[int, int] = {}
        size = 0
        for uid in some:
            own = _number(sizes.get(uid, {}), b"RFC822.SIZE")
            if parcel and (size + own > BYTES_A_BATCH or len(parcel) >= MOST_A_BATCH):
                yield parcel
                parcel, size = {}, 0
            parcel[uid] = own
            size += own
        if parcel:
            yield parcel


def _items(
    client: IMAPClient, sizes: dict[int, int], folder: str, is_sent: bool
) -> Iterator[Mail | NotUnderstood]:
    """The messages of a parcel in the order of their UIDs."""
    wanted = [uid for uid, size in sizes.items() if size <= MOST_BYTES]
    data = client.fetch(wanted, ["INTERNALDATE", "BODY.PEEK[]"]) if wanted else {}
    for uid, size in sizes.items():
        place = f"{folder}, message {uid}"
        if size > MOST_BYTES:
            yield _oversize(client, uid, place)
            continue
        answer = data.get(uid, {})
        if not _raw(answer):
            answer = client.fetch([uid], ["INTERNALDATE", "BODY.PEEK[]"]).get(uid, {})
        if raw := _raw(answer):
            item = parse_mail(raw, received_at=_arrival(answer), is_sent=is_sent)
            yield replace(item, place=place) if isinstance(item, NotUnderstood) else item
        elif uid in client.search(["UID", str(uid)]):
            sentence = "The server lists this message but does not hand it over."
            yield NotUnderstood(place=place, sentence=sentence)


def _raw(answer: dict[bytes, Any]) -> bytes:
    raw = answer.get(b"BODY[]")
    return raw if isinstance(raw, bytes) else b""


def _arrival(answer: dict[bytes, Any]) -> datetime | None:
    value = answer.get(b"INTERNALDATE")
    return value if isinstance(value, datetime) and value.utcoffset() is not None else None


def _oversize(client: IMAPClient, uid: int, place: str) -> NotUnderstood:
    answer = client.fetch([uid], ["BODY.PEEK[HEADER]"]).get(uid, {})
    raw = answer.get(b"BODY[HEADER]")
    sentence = f"The message is larger than {MOST_BYTES // 1024 // 1024} MB; only its headers were read."
    return NotUnderstood(
        place=place, sentence=sentence, raw=raw[:MOST_HEADER_BYTES] if isinstance(raw, bytes) else b""
    )
