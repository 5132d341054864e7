"""Orders as JSON: a list, a list under a name, or one object a line; each object becomes a row of its paths."""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from typing import Any, BinaryIO

from followup.core.trouble import NotUnderstood
from followup.sources.lines import WESTERN, charset_of
from followup.sources.plain import cleaned
from followup.sources.tables import Row, plain_name

#: What a program puts between the values of one path: “line items name” has as many as there are items.
BETWEEN = "\x1f"
#: One order is no bigger, and no deeper.
LARGEST = 16 * 1024 * 1024
PIECE = 64 * 1024
DEEPEST = 8
MOST_CELLS = 5_000
#: Under these names answers of shops keep their lists.
LISTS = frozenset({"orders", "data", "results", "charges", "payment_intents", "receipts"})
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)


def is_json(first: bytes) -> bool:
    """Whether a file may be JSON, from its first bytes."""
    return first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") or first[:4] in (
        b"\xff\xfe{\0",
        b"\xff\xfe[\0",
    )


def columns(stream: BinaryIO) -> dict[str, str]:
    """The paths that the first orders have, by their plain names."""
    found: dict[str, str] = {}
    for each in islice(_objects(stream), 50):
        if isinstance(each, dict):
            found |= {plain_name(path): path for path in _cells(each)}
    return found


def rows(stream: BinaryIO) -> Iterator[Row | NotUnderstood]:
    """Each order as a row; where the file breaks off, the order that is cut is named."""
    for number, each in enumerate(_objects(stream), 1):
        if isinstance(each, dict):
            yield Row(number, {plain_name(path): text for path, text in _cells(each).items()})
        else:
            yield NotUnderstood(
                place=f"order {number}", sentence=each[0], raw=each[1].encode("utf-8", "replace")
            )


def _objects(stream: BinaryIO) -> Iterator[dict[str, Any] | tuple[str, str]]:
    """The objects of the list, one by one; (sentence, text) for one that cannot be read."""
    stream.seek(0)
    charset = charset_of(stream.read(4096))
    stream.seek(0)
    text = TextIOWrapper(stream, encoding="utf-8-sig" if charset == "utf-8" else charset, errors=WESTERN)
    try:
        yield from _Reader(text).objects()
    finally:
        text.detach()


class _Reader:
    """Reads on as far as the next value reaches: never more than one order is held."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text, self._held, self._at = text, "", 0
        self._is_over = self._keeps = False

    def objects(self) -> Iterator[dict[str, Any] | tuple[str, str]]:
        """The objects of the list, or those that stand one behind the other."""
        if self._next() == "{":
            self._keeps = True
            if not self._is_wrapped():
                self._at = 0
            self._keeps = False
        while (sign := self._next()) not in ("", "]", "}"):
            if sign in "[,":
                self._at += 1
                continue
            value = self._value() if sign == "{" else ("This is no order.", self._held[self._at :][:200])
            yield value
            if not isinstance(value, dict) and not self._go_on():
                return

    def _is_wrapped(self) -> bool:
        """Whether the first object has the list under a name in it; then the list is what comes next."""
        self._at += 1
        while self._next() == '"':
            name = self._value()
            if self._next() != ":":
                return False
            self._at += 1
            if self._next() == "[" and name in LISTS and self._is_list_of_objects():
                return True
            if isinstance(self._value(), tuple) or self._next() != ",":
                return False
            self._at += 1
        return False

    def _is_list_of_objects(self) -> bool:
        at = self._at
        self._at += 1
        if self._next() in "{]":
            return True
        self._at = at
        return False

    def _next(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            while self._at < len(self._held):
                if not self._held[self._at].isspace():
                    return self._held[self._at]
                self._at += 1
            if not self._read(PIECE):
                return ""

    def _value(self) -> Any:
        """The value that begins here; (sentence, text) where it cannot be read."""
        more = PIECE
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._held, self._at)
            except (json.JSONDecodeError, RecursionError):
                # Reading twice as much each time keeps the work in proportion to the size.
                if len(self._held) - self._at > LARGEST or not self._read(more):
                    sentence = (
                        "The file breaks off in the middle of this order."
                        if self._is_over
                        else "This is no JSON that can be read."
                    )
                    return sentence, self._held[self._at : self._at + PIECE]
                more *= 2
            else:
                return value

    def _read(self, size: int) -> bool:
        piece = self._text.read(size)
        self._is_over = not piece
        if not self._keeps and self._at > PIECE:
            self._held, self._at = self._held[self._at :], 0
        self._held += piece
        return bool(piece)

    def _go_on(self) -> bool:
        """Behind what cannot be read: at the next line that begins an object; False where there is none."""
        while True:
            found = self._held.find("\n{", self._at + 1)
            if found >= 0:
                self._at = found + 1
                return True
            self._at = max(self._at, len(self._held) - 1)
            if not self._read(PIECE):
                return False


def _cells(thing: dict[str, Any]) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    _gather(thing, "", cells, DEEPEST)
    return {path: BETWEEN.join(texts) for path, texts in cells.items()}


def _gather(value: Any, path: str, cells: dict[str, list[str]], depth: int) -> None:
    if len(cells) >= MOST_CELLS or depth < 0:
        return
    if isinstance(value, dict):
        for key, each in value.items():
            _gather(each, f"{path} {key}".strip(), cells, depth - 1)
    elif isinstance(value, list):
        for each in value[:MOST_CELLS]:
            _gather(each, path, cells, depth - 1)
    elif value is not None and path:
        cells.setdefault(path, []).append(
            cleaned(str(value).lower() if isinstance(value, bool) else str(value))
        )
