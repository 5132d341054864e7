"""HTML bodies as plain text: blocks become lines, quotes get “> ”, links keep only their words."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .limits import MOST_HTML, MOST_NODES

TEXT = "-text"
SPACE = re.compile(r"\s+")
UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "object", "svg", "select"})
#: Blocks with an empty line around them, and blocks that only begin a new line.
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote"})
LINES = frozenset({
    "div", "li", "tr", "table", "tbody", "section", "article", "header", "footer", "address", "form",
    "dt", "dd", "center", "hr", "figure", "main", "nav", "fieldset",
})  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def html_text(html: str) -> str:
    """What a reader of the page would see, as plain text."""
    parser = LexborHTMLParser(html[:MOST_HTML])
    page = _Page()
    if parser.body is not None:
        for sort, node in _steps(parser.body):
            page.take(sort, node)
    return page.text()


def _steps(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Each node as it opens and closes, in order; without recursion, since pages nest 20,000 deep."""
    node = root.child
    count = 0
    while node is not None and count < MOST_NODES:
        count += 1
        seen = not _is_unseen(node)
        if seen:
            yield "open", node
            if node.child is not None:
                node = node.child
                continue
            yield "close", node
        while node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield "close", node
        node = node.next


def _is_unseen(node: LexborNode) -> bool:
    tag = node.tag
    if tag == TEXT or tag in UNSEEN:
        return tag != TEXT
    attributes = node.attributes
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))


class _Page:
    """The lines written so far: how deep in quotes, what is on the line, which gap is owed before it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.verbatim = 0
        self.gap = False
        self.written_at = 0  # how deep in quotes the last line was

    def take(self, sort: str, node: LexborNode) -> None:
        tag = node.tag
        if tag == TEXT:
            if sort == "open":
                self._write(node.text_content or "")
        elif tag == "br":
            if sort == "open":
                self._break(keep=True)
        elif tag in ("td", "th"):
            if sort == "close":
                self.line.append(" ")
        elif tag in APART or tag in LINES:
            self._block(sort, tag or "")

    def _block(self, sort: str, tag: str) -> None:
        change = 1 if sort == "open" else -1
        self._break()
        if tag in APART:
            self._gap()
        if tag == "blockquote":
            self.quotes += change
        elif tag == "pre":
            self.verbatim += change
        elif tag == "li" and sort == "open":
            self.line.append("- ")

    def _write(self, text: str) -> None:
        if not self.verbatim:
            self.line.append(SPACE.sub(" ", text))
            return
        first, *rest = text.split("\n")
        self.line.append(first)
        for each in rest:
            self._break(keep=True)
            self.line.append(each)

    def _break(self, *, keep: bool = False) -> None:
        text = "".join(self.line)
        self.line = []
        if not self.verbatim:
            text = " ".join(text.split())
        if text.strip() or keep:
            self._fill_gap()
            self.lines.append(self._mark() + text.rstrip())
            self.written_at = self.quotes

    def _gap(self) -> None:
        self.gap = bool(self.lines)

    def _fill_gap(self) -> None:
        """The empty line between blocks, quoted as deep as the shallower of the two."""
        if self.gap and self.lines[-1].strip("> "):
            self.lines.append(self._mark(self.written_at).rstrip())
        self.gap = False

    def _mark(self, other: int = 20) -> str:
        return "> " * min(self.quotes, other, 20)

    def text(self) -> str:
        self._break()
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
