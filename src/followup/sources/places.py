"""What a path holds: mail, calendars, cards, orders, contacts, or something else."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from followup.core.trouble import Mend

from . import maildir
from .lines import charset_of
from .names import is_sent_name
from .orders.book import form_of
from .orders.json_rows import columns as json_columns
from .orders.shops import is_orders
from .plain import decoded
from .tables import heading_of, is_contacts, likeliest_heading

FIRST = 65_536
#: Of these an unknown heading is worth asking about.
TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")
PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".webp")
#: Files that systems and programs leave lying about.
LITTER = re.compile(
    r"^(\..*|thumbs\.db|desktop\.ini|__macosx|.*\.(msf|lock|tmp|bak|sqlite|db)|.*~)$", re.IGNORECASE
)
HEADER = re.compile(
    rb"^(from|to|received|return-path|delivered-to|date|subject|message-id|mime-version|x-[a-z-]+|content-type|reply-to)[ \t]*:",
    re.IGNORECASE,
)
BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*(VCARD|VCALENDAR)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file or Maildir to read; `trouble` says why nothing will be read where `sort` is "".

    `digest` is that of the content: the same file is known again under any name. `columns` are those of a table, by
    their plain names: where `sort` is "" somebody has to say what they mean.
    """

    path: Path
    sort: str = ""  # mbox | maildir | eml | ics | vcf | orders | contacts | ""
    digest: str = ""
    is_sent: bool = False
    columns: tuple[str, ...] = ()
    trouble: str = ""


def find(paths: Iterable[str | Path]) -> list[Place]:
    """What there is to read at these paths, folders searched through; hidden and left-over files are passed by."""
    found: list[Place] = []
    for path in map(Path, paths):
        if not path.exists():
            raise Mend(f"There is no file or folder “{path}”; check its name.")
        inside = _in_folder(path, path.resolve()) if path.is_dir() else [path]
        found += [each if isinstance(each, Place) else place(each) for each in inside]
    return list({each.path.resolve(): each for each in found}.values())


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one state of a file from another without reading it, and when it was last written."""

    tag: str
    written_at: float = 0.0


def versions(folder: Path) -> dict[Path, Version]:
    """The files and Maildirs in a folder, each with its present version; what cannot be looked at is passed by."""
    found: dict[Path, Version] = {}
    for each in _in_folder(folder, folder.resolve()):
        if isinstance(each, Place):
            if each.sort:
                found[each.path] = Version(each.digest)
            continue
        with suppress(OSError):
            state = each.stat()
            found[each] = Version(f"{state.st_mtime_ns} {state.st_size}", state.st_mtime)
    return found


def _in_folder(folder: Path, top: Path) -> Iterator[Place | Path]:
    """The files below a folder, and as places its Maildirs and what cannot be opened."""
    if maildir.is_maildir(folder):
        yield _maildir(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as trouble:
        yield Place(path=folder, trouble=f"The folder could not be opened: {trouble.strerror or trouble}.")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_symlink() and not path.resolve().is_relative_to(top):
            yield Place(path=path, trouble="This is a link out of the folder; it was not followed.")
        elif entry.is_dir(follow_symlinks=False):
            if _is_worth_entering(path, folder):
                yield from _in_folder(path, top)
        elif entry.is_file() and not entry.is_symlink() and not _is_litter(path, folder):
            yield path


def _is_worth_entering(path: Path, folder: Path) -> bool:
    if maildir.is_maildir(folder) and path.name in ("cur", "new", "tmp"):
        return False
    return maildir.is_maildir(path) or not LITTER.match(path.name)


def _is_litter(path: Path, folder: Path) -> bool:
    return bool(LITTER.match(path.name)) or maildir.is_maildir(folder)


def _maildir(folder: Path) -> Place:
    try:
        digest = maildir.digest(folder)
    except OSError as trouble:
        return Place(path=folder, trouble=f"The folder could not be opened: {trouble.strerror or trouble}.")
    return Place(path=folder, sort="maildir", digest=digest, is_sent=_is_sent(folder))


def place(path: Path) -> Place:
    """What one file holds, told from its first bytes, not from its name."""
    try:
        with path.open("rb") as file:
            first = file.read(FIRST)
            sort, columns = _sort(path, first)
            digest = _digest(file) if sort or columns else ""
    except OSError as trouble:
        return Place(path=path, trouble=f"The file could not be read: {trouble.strerror or trouble}.")
    return Place(
        path=path,
        sort=sort,
        digest=digest,
        is_sent=sort in ("mbox", "eml") and (_is_sent(path) or _is_sent(path.parent)),
        columns=columns,
        trouble="" if sort else _why_not(path, first, columns),
    )


def _sort(path: Path, first: bytes) -> tuple[str, tuple[str, ...]]:
    start = first.lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"From ") and b":" in start.partition(b"\n")[0]:
        return "mbox", ()
    if found := BEGIN.match(start if b"\0" not in start[:4] else decoded(first, "utf-16").encode()):
        return "vcf" if found[1].upper() == b"VCARD" else "ics", ()
    if (
        any(HEADER.match(line) for line in start[:8192].splitlines()[:30])
        and b":" in start.partition(b"\n")[0]
    ):
        return "eml", ()
    return _book(path, first)


def _book(path: Path, first: bytes) -> tuple[str, tuple[str, ...]]:
    """Orders, contacts or a table that nobody knows, with the columns; those of Parquet only its own reader knows."""
    match form_of(first):
        case "parquet":
            return "orders", ()
        case "json":
            with path.open("rb") as file:
                columns = tuple(json_columns(file))
            return "orders" if is_orders(columns) else "", columns
        case _:
            sort, columns = _table(first)
            return sort, columns if sort or path.suffix.lower() in TABLES else ()


def _table(first: bytes) -> tuple[str, tuple[str, ...]]:
    whole = first if len(first) < FIRST else first[: first.rfind(b"\n") + 1] or first
    for sort, is_it in (("orders", is_orders), ("contacts", is_contacts)):
        if heading := heading_of(BytesIO(whole), is_it):
            return sort, heading.columns
    heading = likeliest_heading(BytesIO(whole)) if _is_text(whole) else None
    return "", heading.columns if heading else ()


def _is_text(first: bytes) -> bool:
    return b"\0" not in first or charset_of(first).startswith("utf-16")


def _digest(file: BinaryIO) -> str:
    seen = blake2b(digest_size=32)
    file.seek(0)
    while piece := file.read(1 << 20):
        seen.update(piece)
    return seen.hexdigest()


def _is_sent(path: Path) -> bool:
    return is_sent_name(path.name)


def _why_not(path: Path, first: bytes, columns: tuple[str, ...]) -> str:
    if not first:
        return "The file is empty."
    if path.suffix.lower() in PICTURES:
        return "Photographs of cards cannot be read yet; save the card as a .vcf file."
    if path.suffix.lower() in TABLES[:2] or columns:
        return (
            "The table’s first row does not name all that is needed: an order number, a date and a customer;"
            " or a name and an e-mail address. Say what its columns mean with --map."
        )
    return "This is neither mail nor a calendar, cards or orders; it was left out."
