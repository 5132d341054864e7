"""mbox files, read message by message from any byte offset on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from .mail import parse_mail
from .mail.dates import header_date
from .mail.limits import MOST_BYTES, MOST_HEADER_BYTES

#: “From ”, a sender (which may be missing or hold spaces), and a date with a clock time in it.
FROM_LINE = re.compile(rb"^From (.{0,300}?)\s*\d{1,2}:\d{2}(:\d{2})?.{0,60}$")
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
A_LINE = 1_000_000


def read_mbox(
    path: Path, position: int = 0, *, is_sent: bool = False
) -> Iterator[tuple[int, Mail | NotUnderstood]]:
    """The messages from the byte offset on, each with the offset at which the next one begins."""
    for start, stop, raw in _messages(path, position):
        line, _, message = raw.partition(b"\n")
        found = parse_mail(ESCAPED.sub(rb"\1", message), is_sent=is_sent)
        if isinstance(found, NotUnderstood):
            yield stop, replace(found, place=f"{path.name}, byte {start}")
        elif found.when is None:
            yield stop, replace(found, received_at=_said(line))
        else:
            yield stop, found


def _messages(path: Path, position: int) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and bytes of each message; of one too large for reading only so much that it can be named."""
    kept: list[bytes] = []
    size = 0
    was_blank = True
    with path.open("rb") as file:
        file.seek(position)
        start = at = position
        while line := file.readline(A_LINE):
            if was_blank and line.startswith(b"From ") and kept and FROM_LINE.match(line.rstrip()):
                yield start, at, b"".join(kept)
                kept, size, start = [], 0, at
            at += len(line)
            size += len(line)
            if size <= MOST_BYTES + MOST_HEADER_BYTES:
                kept.append(line)
            was_blank = line in (b"\n", b"\r\n")
        if kept and b"".join(kept[:50]).strip():
            yield start, at, b"".join(kept)


def _said(line: bytes) -> datetime | None:
    """The arrival that a From line names: “From ada@example.org Mon Mar  2 09:00:00 2026”."""
    found = re.search(rb"([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?).*? (\d{4})", line)
    if not found:
        return None
    month, day, clock, year = (each.decode("ascii") for each in found.groups())
    moment = header_date(f"{day} {month} {year} {clock} +0000")
    return moment.astimezone(UTC) if moment else None
