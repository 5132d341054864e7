"""The lines of a text file of unknown making, one by one, however big the file is."""

import codecs
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from .plain import cleaned

#: No line of a table is longer; what is comes in pieces, so that it cannot fill the memory.
LONGEST = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def lines(stream: BinaryIO) -> Iterator[str]:
    """Every line with its end, in the charset that the first bytes show: UTF-8 or UTF-16, single odd bytes Windows Western."""
    stream.seek(0)
    charset = charset_of(stream.read(4096))
    stream.seek(0)
    text = TextIOWrapper(stream, encoding=charset, errors=WESTERN, newline="")
    try:
        while line := text.readline(LONGEST):
            yield cleaned(line)
    finally:
        text.detach()


def charset_of(first: bytes) -> str:
    """The charset that the first bytes of a file show."""
    if found := next((charset for mark, charset in _MARKS if first.startswith(mark)), ""):
        return found
    # Programs that write UTF-16 without its mark leave every other byte empty.
    if first[1::2].count(0) > len(first) // 4:
        return "utf-16-le"
    return "utf-16-be" if first[::2].count(0) > len(first) // 4 else "utf-8"


def _western(trouble: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are read as Windows Western, as older programs write."""
    if not isinstance(trouble, UnicodeDecodeError):
        raise trouble
    odd = trouble.object[trouble.start : trouble.end]
    return odd.decode("cp1252", "replace") if trouble.encoding == "utf-8" else "\ufffd", trouble.end


WESTERN = "followup.western"
codecs.register_error(WESTERN, _western)
