"""Messages of an open folder: fetched in batches, believing no more of the server than it shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from . import imap_gmail
from .imap_state import OpenFolder, number
from .mail import parse_mail
from .mail.limits import MOST_BYTES, MOST_HEADER_BYTES

#: Messages whose sizes are asked for at once; messages and bytes of one batch.
SIZES_AT_ONCE = 500
MOST_A_BATCH = 100
BYTES_A_BATCH = 4 * 1024 * 1024
HIGHEST_UID = 2**32 - 1
WHOLE = ("INTERNALDATE", "BODY.PEEK[]")
#: Deleted messages and drafts are no mail; a Maildir is read in the same way.
LEFT_OUT = frozenset({b"\\draft", b"\\deleted"})
type Said = Mapping[bytes, Any]
#: Given Gmail's numbers, those of them that were read before.
Known = Callable[[list[int]], set[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One message of the folder by its UID.

    Nothing in `thing` where it is left out on purpose, or where `is_known`: it was read under another label.
    `is_withheld`: listed by the server but not handed over, which the thing says.
    """

    uid: int
    thing: Mail | NotUnderstood | None = None
    is_known: bool = False
    is_withheld: bool = False
    gmail_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some messages in the order of their UIDs, and how many bytes they had."""

    items: tuple[Fetched, ...]
    size: int


def place(folder: str, uid: int) -> str:
    """Where a message is, as people read it."""
    return f"{folder}, message {uid}"


def new_uids(client: IMAPClient, folder: OpenFolder, last_uid: int) -> list[int]:
    """The UIDs above the last; servers answer “n:*” with the highest message even below n."""
    following = folder.state.uid_next
    if last_uid >= HIGHEST_UID or not folder.state.messages or 0 < following <= last_uid + 1:
        return []
    found = client.search(["UID", f"{last_uid + 1}:*"])
    return sorted({uid for uid in found if isinstance(uid, int) and last_uid < uid <= HIGHEST_UID})


def batches(
    client: IMAPClient, folder: OpenFolder, uids: Sequence[int], *, is_sent: bool, known: Known
) -> Iterator[Batch]:
    """The messages of these UIDs; one that is no longer there when its turn comes is passed by."""
    for start in range(0, len(uids), SIZES_AT_ONCE):
        some = uids[start : start + SIZES_AT_ONCE]
        about = _about(client, folder, some)
        numbers = {uid: imap_gmail.number(said) for uid, said in about.items()}
        here = known([each for each in numbers.values() if each]) if folder.is_gmail else set()
        for parcel in _parcels(about):
            yield Batch(
                items=tuple(_items(client, folder, parcel, is_sent, here)),
                size=sum(number(said, b"RFC822.SIZE") for said in parcel.values()),
            )


def _about(client: IMAPClient, folder: OpenFolder, uids: Sequence[int]) -> dict[int, Said]:
    """Size, flags and so on of each message; of one that the server lists and says nothing about, nothing."""
    items = ("RFC822.SIZE", "FLAGS", *(imap_gmail.ITEMS if folder.is_gmail else ()))
    about: dict[int, Said] = dict(_fetch(client, uids, items))
    if silent := [uid for uid in uids if uid not in about]:
        listed = set(client.search(["UID", ",".join(map(str, silent))]))
        about |= {uid: {} for uid in silent if uid in listed}
    return {uid: about[uid] for uid in uids if uid in about}


def _parcels(about: Mapping[int, Said]) -> Iterator[dict[int, Said]]:
    """The messages in parcels of a bearable size."""
    parcel: dict[int, Said] = {}
    size = 0
    for uid, said in about.items():
        own = number(said, b"RFC822.SIZE")
        if parcel and (size + own > BYTES_A_BATCH or len(parcel) >= MOST_A_BATCH):
            yield parcel
            parcel, size = {}, 0
        parcel[uid] = said
        size += own
    if parcel:
        yield parcel


def _items(
    client: IMAPClient, folder: OpenFolder, parcel: Mapping[int, Said], is_sent: bool, here: set[int]
) -> Iterator[Fetched]:
    wanted = [uid for uid, said in parcel.items() if _is_wanted(said, here)]
    whole = _fetch(client, wanted, WHOLE)
    for uid, said in parcel.items():
        own = imap_gmail.number(said)
        if _is_left_out(said) or own in here:
            yield Fetched(uid=uid, is_known=own in here, gmail_id=own)
            continue
        labels = imap_gmail.labels(said)
        item = _item(
            client,
            place(folder.name, uid),
            uid,
            said,
            whole.get(uid, {}),
            is_sent=is_sent or b"\\sent" in labels,
        )
        if item:
            yield replace(item, gmail_id=own)


def _is_wanted(said: Said, here: set[int]) -> bool:
    is_here = imap_gmail.number(said) in here
    return not is_here and not _is_left_out(said) and number(said, b"RFC822.SIZE") <= MOST_BYTES


def _is_left_out(said: Said) -> bool:
    flags = {flag.lower() for flag in said.get(b"FLAGS") or () if isinstance(flag, bytes)}
    return bool(LEFT_OUT & (flags | imap_gmail.labels(said)))


def _item(  # noqa: PLR0913 - a message, and all that its server said of it
    client: IMAPClient, where: str, uid: int, said: Said, answer: Said, *, is_sent: bool
) -> Fetched | None:
    """The message; None where it has gone meanwhile."""
    if number(said, b"RFC822.SIZE") > MOST_BYTES:
        return Fetched(uid=uid, thing=_oversize(client, uid, where))
    if not _raw(answer):
        answer = _fetch(client, [uid], WHOLE).get(uid, {})
    if raw := _raw(answer):
        found = _mail(raw, answer, is_sent)
        if isinstance(found, NotUnderstood):
            return Fetched(uid=uid, thing=replace(found, place=where))
        return Fetched(uid=uid, thing=imap_gmail.with_thread(found, said))
    if uid in client.search(["UID", str(uid)]):
        sentence = "The server lists this message but does not hand it over."
        return Fetched(uid=uid, thing=NotUnderstood(place=where, sentence=sentence), is_withheld=True)
    return None


def _fetch(client: IMAPClient, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, Said]:
    """What the server says of these messages; where it stumbles over one, each is asked for by itself."""
    if not uids:
        return {}
    try:
        return dict(client.fetch(uids, items))
    except IMAPClient.AbortError:
        raise
    except (IMAPClientError, ValueError, TypeError, LookupError, AssertionError):
        if len(uids) == 1:
            return {}
    found: dict[int, Said] = {}
    for uid in uids:
        found |= _fetch(client, [uid], items)
    return found


def _mail(raw: bytes, answer: Said, is_sent: bool) -> Mail | NotUnderstood:
    found = parse_mail(raw, is_sent=is_sent)
    if isinstance(found, Mail) and found.when is None:
        # As with files: the message's own headers come first, so that it says the same wherever it is read.
        return replace(found, received_at=_arrival(answer))
    return found


def _raw(answer: Said) -> bytes:
    raw = answer.get(b"BODY[]")
    return raw if isinstance(raw, bytes) else b""


def _arrival(answer: Said) -> datetime | None:
    value = answer.get(b"INTERNALDATE")
    return value if isinstance(value, datetime) and value.utcoffset() is not None else None


def _oversize(client: IMAPClient, uid: int, where: str) -> NotUnderstood:
    raw = _fetch(client, [uid], ["BODY.PEEK[HEADER]"]).get(uid, {}).get(b"BODY[HEADER]")
    sentence = f"The message is larger than {MOST_BYTES // 1024 // 1024} MB; only its headers were read."
    return NotUnderstood(
        place=where, sentence=sentence, raw=raw[:MOST_HEADER_BYTES] if isinstance(raw, bytes) else b""
    )
