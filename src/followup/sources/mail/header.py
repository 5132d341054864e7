"""Header lines: their names, their words (RFC 2047) and their parameters (RFC 2231)."""

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from followup.sources.plain import decoded

LINE = re.compile(r"^([!-9;-~]{1,200})[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
RAW_LINE = re.compile(LINE.pattern.encode("ascii"), re.MULTILINE)
ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
PARAMETER = re.compile(r';\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)


def lines(head: bytes) -> Iterator[tuple[str, str]]:
    """Each header as (lower-case name, unfolded raw value); what is no header line is left out."""
    if head.isascii():
        for found in LINE.finditer(decoded(head)):
            yield found[1].lower(), found[2].replace("\n", " ").strip()
        return
    for raw in RAW_LINE.finditer(head):  # each line may be in an encoding of its own
        yield raw[1].decode("ascii").lower(), decoded(raw[2]).replace("\n", " ").strip()


def words(value: str) -> str:
    """The value with its encoded words read, on one line; damaged ones stay as they are."""
    if "=?" in value:
        pieces = ENCODED.split(BETWEEN.sub(r"\1", value))
        value = "".join(_joined(pieces))
    return " ".join(value.split())


def _joined(pieces: list[str]) -> Iterator[str]:
    """Text and decoded words in turn; neighbours of one charset are joined first (split characters)."""
    waiting, charset = b"", ""
    for start in range(0, len(pieces) - 1, 4):
        text, name, sort, data = pieces[start : start + 4]
        name = name.partition("*")[0].lower()
        if waiting and (text or name != charset):
            yield decoded(waiting, charset)
            waiting = b""
        yield text
        charset = name
        waiting += _unpacked(sort, data)
    if waiting:
        yield decoded(waiting, charset)
    yield pieces[-1]


def _unpacked(sort: str, data: str) -> bytes:
    packed = data.encode("utf-8", "replace")
    if sort in "qQ":
        return binascii.a2b_qp(packed, header=True)
    return unpacked_base64(packed)


def unpacked_base64(packed: bytes) -> bytes:
    """The bytes, with wrong padding forgiven."""
    try:
        return binascii.a2b_base64(packed)
    except binascii.Error:
        pass
    whole = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
    try:
        return binascii.a2b_base64(whole[: len(whole) // 4 * 4] + _tail(whole))
    except binascii.Error:
        return b""


def _tail(whole: bytes) -> bytes:
    rest = whole[len(whole) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The first word in lower case, and the parameters with their continuations and charsets put together."""
    first = value.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in PARAMETER.finditer(value.rstrip("\\")):
        name, star, number = found[1].lower().partition("*")
        text = _unquoted(found[2].strip())
        if not star:
            plain.setdefault(name, words(text))
            continue
        digits = number.rstrip("*")
        order = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
        pieces.setdefault(name, []).append((order, not number or number.endswith("*"), text))
    for name, parts in pieces.items():
        plain[name] = _continued(sorted(parts, key=lambda part: part[0]))
    return first, plain


def _unquoted(text: str) -> str:
    if text.startswith('"'):
        return re.sub(r"\\(.)", r"\1", text.strip('"'))
    return text


def _continued(parts: list[tuple[int, bool, str]]) -> str:
    charset = ""
    data = b""
    for place, (_, is_encoded, text) in enumerate(parts):
        if is_encoded and place == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if is_encoded else text.encode("utf-8", "replace")
    return " ".join(decoded(data, charset).split())
