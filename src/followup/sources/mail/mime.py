"""Messages cut into their parts, in time that grows with their length and within limits."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from followup.core.trouble import Mend

from . import header
from .limits import MOST_BYTES, MOST_DEPTH, MOST_HEADER_BYTES, MOST_PARTS, MOST_SCANNED

HEAD_END = re.compile(rb"\n\r?\n")
NESTED = ("message/rfc822", "message/global")


class TooMuch(Mend):
    """The message passes a limit; the sentence says which."""


@dataclass(slots=True)
class Part:
    """One part of a message: its headers (raw values), what it says it is, its body and its own parts."""

    headers: list[tuple[str, str]]
    body: bytes
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    parts: list["Part"] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The first value of a header; "" where it is missing."""
        return next((value for key, value in self.headers if key == name), "")

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def content(self) -> bytes:
        """The body with its transfer encoding taken off."""
        encoding = self.first("content-transfer-encoding").strip().lower()
        if encoding == "base64":
            return header.unpacked_base64(self.body)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        return self.body


def cut(raw: bytes) -> Part:
    """The message as a tree of parts; raises TooMuch where it passes a limit."""
    if len(raw) > MOST_BYTES:
        raise TooMuch(f"The message is larger than {MOST_BYTES // 1024 // 1024} MB.")
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
        if b"\n" not in raw[:MOST_HEADER_BYTES]:
            raw = raw.replace(b"\r", b"\n")
    return _Cutter().part(raw.lstrip(b" \t\n"), "text/plain", 0)


class _Cutter:
    """Counts the parts of one message, and the bytes gone through, while it is cut."""

    def __init__(self) -> None:
        self.count = 0
        self.scanned = 0

    def part(self, raw: bytes, default: str, depth: int) -> Part:
        self.count += 1
        if depth > MOST_DEPTH:
            raise TooMuch(f"The message is nested more than {MOST_DEPTH} levels deep.")
        self.scanned += len(raw)
        if self.scanned > MOST_SCANNED:
            raise TooMuch("The message is too large for being nested so deep.")
        if self.count > MOST_PARTS:
            raise TooMuch(f"The message has more than {MOST_PARTS} parts.")
        part = _described(*_halves(raw), default)
        if part.type.startswith("multipart/") and part.parameters.get("boundary"):
            inner = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
            pieces = _pieces(part.body, part.parameters["boundary"])
            part.parts = [self.part(piece, inner, depth + 1) for piece in pieces]
        elif part.type in NESTED:
            part.parts = [self.part(part.content(), "text/plain", depth + 1)]
        return part


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    if raw.startswith(b"\n"):
        return b"", raw[1:]
    end = HEAD_END.search(raw)
    head, body = (raw[: end.start() + 1], raw[end.end() :]) if end else (raw, b"")
    if len(head) > MOST_HEADER_BYTES:
        raise TooMuch(f"The headers of the message are longer than {MOST_HEADER_BYTES // 1024} KB.")
    return head, body


def _described(head: bytes, body: bytes, default: str) -> Part:
    part = Part(list(header.lines(head)), body, default)
    if value := part.first("content-type"):
        name, part.parameters = header.parameters(value)
        part.type = name if "/" in name else "text/plain"
    if value := part.first("content-disposition"):
        part.disposition, described = header.parameters(value)
        part.filename = described.get("filename", "")
    part.filename = part.filename or part.parameters.get("name", "")
    return part


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    """What lies between the boundary lines; a missing end is forgiven."""
    start = -1
    for line in _boundary(boundary).finditer(body):
        if start >= 0:
            yield body[start : max(start, line.start() - 1)]
        start = line.end()
        if line[1]:
            return
    if start >= 0:
        yield body[start:]


@lru_cache(maxsize=50)
def _boundary(boundary: str) -> re.Pattern[bytes]:
    return re.compile(
        rb"^--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?:\n|\Z)", re.M
    )
