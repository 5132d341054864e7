"""The words of a message: its plain text, or its HTML as plain text."""

import re

from followup.sources.plain import decoded

from .html import html_text
from .limits import MOST_TEXT
from .mime import NESTED, Part

CHARSET_SAID = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
READ_AS_TEXT = ("text/plain", "multipart/")


def body(root: Part) -> tuple[str, bool]:
    """The body's text and whether any of it was made from HTML."""
    texts = _texts(root)
    text = "\n\n".join(text for text, _ in texts if text.strip())
    return text[:MOST_TEXT].strip("\n"), any(from_html for _, from_html in texts)


def _texts(part: Part) -> list[tuple[str, bool]]:
    if part.type == "multipart/alternative":
        return _best([_texts(each) for each in part.parts])
    if part.parts and part.type not in NESTED:
        return [text for each in part.parts for text in _texts(each)]
    if part.type == "text/html" and not is_attachment(part):
        return [(html_text(_decoded_html(part)), True)]
    # A multipart without parts has lost its boundary; its text is there all the same.
    if part.type.startswith(READ_AS_TEXT) and not is_attachment(part):
        return [(_plain(part), False)]
    return []


def _best(choices: list[list[tuple[str, bool]]]) -> list[tuple[str, bool]]:
    """The first alternative that is plain and says something, else the last that says something."""
    speaking = [choice for choice in choices if any(text.strip() for text, _ in choice)]
    plain = [choice for choice in speaking if not any(from_html for _, from_html in choice)]
    return (plain or speaking[::-1] or [[]])[0]


def is_attachment(part: Part) -> bool:
    """Whether the part is a file that came along, not something to read in the message."""
    if part.parts and part.type not in NESTED:
        return False
    if part.disposition == "attachment" or part.type in NESTED:
        return True
    return bool(part.filename) or not part.type.startswith(("text/", "multipart/", "message/"))


def _decoded_html(part: Part) -> str:
    data = part.content()
    charset = part.parameters.get("charset", "")
    if not charset and (found := CHARSET_SAID.search(data, 0, 4096)):
        charset = found[1].decode("ascii")
    return decoded(data, charset)


def _plain(part: Part) -> str:
    text = decoded(part.content()[: MOST_TEXT * 4], part.parameters.get("charset", ""))
    if part.parameters.get("format", "").lower() == "flowed":
        return _unflowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _unflowed(text: str, is_space_extra: bool) -> str:
    """The text with the soft line breaks of RFC 3676 taken out of its own (not its quoted) paragraphs."""
    paragraphs: list[list[str]] = []
    flows = False
    for line in text[:MOST_TEXT].split("\n"):
        is_quote = line.startswith(">")
        own = line if is_quote else line.removeprefix(" ")
        goes_on = flows and not is_quote
        flows = line.endswith(" ") and not is_quote and own != "-- "
        piece = own[:-1] if flows and is_space_extra else own
        if goes_on:
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([piece])
    return "\n".join("".join(pieces) for pieces in paragraphs)
