"""Bytes of unknown making to text that every database and page can hold."""

import codecs
import re
from functools import lru_cache

#: Names that senders use for an encoding, and what their bytes really are.
REALLY = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
#: Codecs of Python that no text is sent in; some of them take quadratic time.
NEVER = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
#: In these, bytes that look like ASCII mean something else.
SHIFTING = re.compile(r"utf-?7|utf-?16|utf-?32|iso2022|hz|cp037|cp\d*ebcdic", re.IGNORECASE)
CONTROLS = bytes([*range(9), *range(11, 32), 127])
UNWELCOME = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def decoded(data: bytes, charset: str = "") -> str:
    """The bytes as text: in the charset said, else UTF-8, else Windows Western. It never fails."""
    name = _codec(charset)
    if data.isascii() and not SHIFTING.match(name):
        return _with_plain_ends(data).translate(None, CONTROLS).decode("ascii")
    for attempt in (name, "utf-8"):
        try:
            return cleaned(data.decode(attempt))
        except ValueError:
            continue
    return cleaned(data.decode("cp1252" if name.startswith("utf-8") else name, "replace"))


def cleaned(text: str) -> str:
    """The text with plain line ends, without the characters that databases refuse."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWELCOME.sub("", text) if UNWELCOME.search(text) else text


def one_line(text: str) -> str:
    """The text on one line, with single spaces between its words."""
    return " ".join(cleaned(text).split())


def _with_plain_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


@lru_cache(maxsize=200)
def _codec(charset: str) -> str:
    try:
        info = codecs.lookup(charset.strip(" \"'").replace("_", "-") or "utf-8")
        b"".decode(info.name)  # refuses codecs that are not about text
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if info.name in NEVER else REALLY.get(info.name, info.name)
