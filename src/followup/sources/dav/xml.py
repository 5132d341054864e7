"""The XML that WebDAV servers speak, read without entities, so that nothing in it can grow or reach out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.sax.saxutils import escape

from followup.sources.online.trouble import joined, not_understood

DEEPEST = 100
LONGEST_TAG = 200
SPACES = {
    "D": "DAV:",
    "C": "urn:ietf:params:xml:ns:caldav",
    "A": "urn:ietf:params:xml:ns:carddav",
    "S": "http://calendarserver.org/ns/",
}
DECLARED = " ".join(f'xmlns:{short}="{name}"' for short, name in SPACES.items())


@dataclass(frozen=True, slots=True)
class Response:
    """What a server says of one of its addresses: the properties it has, by short names such as “D:getetag”."""

    href: str
    status: int
    properties: dict[str, Element] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """What changes with the content (its ETag)."""
        return self.text("D:getetag")[:LONGEST_TAG]

    def text(self, name: str) -> str:
        """The text of a property, "" where it has none."""
        found = self.properties.get(name)
        return "" if found is None else (found.text or "").strip()

    def href_in(self, name: str) -> str:
        """The address inside a property."""
        found = self.properties.get(name)
        return "" if found is None else next((_text(each) for each in found.iter(tag("D:href"))), "")

    def holds(self, name: str, inner: str) -> bool:
        """Whether a property has an element of that name inside."""
        found = self.properties.get(name)
        return found is not None and found.find(tag(inner)) is not None


@dataclass(frozen=True, slots=True)
class Multistatus:
    """All that one answer says, and the sync token at its end."""

    responses: tuple[Response, ...]
    token: str = ""


def tag(name: str) -> str:
    """The full name of an element: “D:href” is “{DAV:}href”."""
    short, _, local = name.partition(":")
    return f"{{{SPACES[short]}}}{local}"


def asking(name: str, *inside: str) -> bytes:
    """A question: its element with what is inside."""
    return f'<?xml version="1.0" encoding="utf-8"?><{name} {DECLARED}>{"".join(inside)}</{name}>'.encode()


def wanting(names: Iterable[str]) -> str:
    """The properties that are asked for."""
    return f"<D:prop>{''.join(f'<{name}/>' for name in names)}</D:prop>"


def element(name: str, text: str = "") -> str:
    """One element with its text."""
    return f"<{name}>{escape(text)}</{name}>"


def multistatus(body: bytes, url: str) -> Multistatus:
    """What an answer from that address says; Unreachable where it is not the XML that was asked for."""
    root = parsed(body, url)
    if root.tag != tag("D:multistatus"):
        raise not_understood(urlsplit(url).hostname or "", "it is no answer of a calendar server")
    token = root.find(tag("D:sync-token"))
    return Multistatus(tuple(_responses(root, url)), "" if token is None else _text(token))


def parsed(body: bytes, url: str) -> Element:
    """The XML in an answer."""
    parser = XMLParser(target=_NoDoctype())  # noqa: S314 - entities need a document type, which is refused
    try:
        parser.feed(body)
        return parser.close()
    except (ParseError, ValueError) as trouble:
        raise not_understood(urlsplit(url).hostname or "", str(trouble)) from trouble


def path_of(href: str, url: str) -> str:
    """The path that an address names, always written in one way."""
    parts = urlsplit(joined(url, href)).path.split("/")
    return "/".join(quote(unquote(each), safe="@:!$&'()*+,;=~") for each in parts)


class _NoDoctype(TreeBuilder):
    """Builds the tree of a document that declares nothing and is not endlessly deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Documents that declare entities are refused before the first of them."""
        raise ValueError("it declares a document type")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """One element deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("it is nested too deeply")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        """One element up again."""
        self._depth -= 1
        return super().end(tag)


def _responses(root: Element, url: str) -> Iterator[Response]:
    for each in root.iter(tag("D:response")):
        href = each.find(tag("D:href"))
        if href is not None:
            status = each.find(tag("D:status"))
            yield Response(
                path_of(_text(href), url), 200 if status is None else _status(status), _properties(each)
            )


def _properties(response: Element) -> dict[str, Element]:
    """The properties that are there; those that the server does not have it lists with 404."""
    found: dict[str, Element] = {}
    for part in response.findall(tag("D:propstat")):
        status = part.find(tag("D:status"))
        if status is None or _status(status) == 200:
            found |= {_short(each.tag): each for each in part.findall(f"{tag('D:prop')}/*")}
    return found


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return next((f"{short}:{local}" for short, full in SPACES.items() if full == space), name)


def _status(status: Element) -> int:
    code = _text(status).split(" ")[1:2]
    return int(code[0]) if code and code[0].isascii() and code[0].isdigit() else 0


def _text(element: Element) -> str:
    return (element.text or "").strip()
