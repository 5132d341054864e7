"""The letter that a report returns: whole, its headers alone, or as text behind the mailer's words."""

import re

from . import header
from .limits import MOST_REPORT_BYTES
from .mime import Part

MESSAGE_ID = re.compile(r"^message-id:\s*<([^<>\s]{1,900})>", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,64}@[^\s<>,;:\"()]{1,255}")
WHOLE = ("message/rfc822", "message/global")
HEADERS = ("text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers", "message/global-headers")

Fields = list[tuple[str, str]]


def copies(root: Part) -> list[Fields]:
    """The headers of the returned letter, wherever the report keeps them."""
    found: list[Fields] = []
    for part in root.walk():
        if part.type in WHOLE:
            found += [inner.headers for inner in part.parts]
        elif part.type in HEADERS:
            found.append(list(header.lines(part.content()[:MOST_REPORT_BYTES].replace(b"\r", b""))))
    return found


def original_id(root: Part) -> str:
    """The Message-ID of the returned letter; "" where nothing names it."""
    for copy in copies(root):
        if value := first(copy, "message-id"):
            return value.strip("<> ")[:998]
    found = MESSAGE_ID.search(root.body[:MOST_REPORT_BYTES].decode("latin-1"))
    return found[1] if found else ""


def only_reader(root: Part) -> str:
    """The address that the returned letter went to, where it is only one."""
    for copy in copies(root):
        for name in ("x-failed-recipients", "x-hmxmroriginalrecipient", "x-original-to", "to"):
            found = set(ADDRESS.findall(first(copy, name)))
            if len(found) == 1:
                return found.pop()
    return ""


def first(fields: Fields, *names: str) -> str:
    """The first value that one of these headers has, by the order of the names."""
    for name in names:
        for key, value in fields:
            if key == name and value:
                return header.words(value)
    return ""


def address_in(value: str) -> str:
    """The first address in a text; "" where there is none."""
    found = ADDRESS.search(value)
    return found[0].strip("'.")[:320] if found else ""
