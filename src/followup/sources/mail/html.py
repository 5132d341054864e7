"""HTML bodies as plain text: blocks become lines, quotes get “> ”, links keep only their words.

Read tag by tag, without building a tree: on unclosed tags a browser’s tree takes quadratic time.
"""

import re
from collections.abc import Iterator
from html import unescape

from followup.sources.plain import cleaned

from .limits import MOST_HTML, MOST_TAGS
from .quoting import Marks, marks

#: What lies between these and their ends is not for reading.
UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "object", "svg", "select"})
#: Blocks with an empty line around them, and blocks that only begin a new line.
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote"})
LINES = frozenset({
    "div", "li", "tr", "table", "tbody", "section", "article", "header", "footer", "address", "form",
    "dt", "dd", "center", "hr", "figure", "main", "nav", "fieldset",
})  # fmt: skip
HOLDS_NOTHING = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "col", "wbr"})
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|\shidden\b(?!=)", re.IGNORECASE
)
#: A tag ends at the next “<” at the latest, so that the whole page is gone through once.
TAG = re.compile(
    r"<(/?)([A-Za-z][\w:-]{0,40})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>|<(/?)([A-Za-z][\w:-]{0,40})([^<>]*)>?"
)
SPACE = re.compile(r"\s+")


def html_text(html: str) -> str:
    """What a reader of the page would see, as plain text."""
    html = html[:MOST_HTML]
    page = _Page()
    hidden = Hidden()
    for text, is_end, name, attributes in _pieces(html):
        if name:
            if not hidden.takes(name, is_end, attributes):
                page.tag(name, is_end, attributes)
        elif not hidden.name:
            page.words(text)
    return page.text()


class Hidden:
    """Whether the reader is inside something that is not shown."""

    def __init__(self) -> None:
        self.name = ""
        self.depth = 0

    def takes(self, name: str, is_end: bool, attributes: str) -> bool:
        """Whether this tag begins, ends or lies inside what is not shown."""
        if self.name:
            if name == self.name:
                self.depth += -1 if is_end else 1
            if not self.depth:
                self.name = ""
            return True
        if is_end or not attributes or name in HOLDS_NOTHING or not HIDDEN.search(attributes):
            return False
        self.name, self.depth = name, 1
        return True


def _pieces(html: str) -> Iterator[tuple[str, bool, str, str]]:
    """Texts and tags in turn: (text, False, "", "") or ("", is an end, name, attributes)."""
    place = count = 0
    endless: set[str] = set()
    while place < len(html) and count < MOST_TAGS:
        count += 1
        start = html.find("<", place)
        if start != place:
            yield html[place : start if start >= 0 else len(html)], False, "", ""
        if start < 0:
            return
        found = TAG.match(html, start)
        if not found:
            place = _behind_remark(html, start)
            if place == start + 1:
                yield "<", False, "", ""
            continue
        place = found.end()
        slash, name, attributes = (
            found[1] or found[4],
            (found[2] or found[5]).lower(),
            found[3] or found[6] or "",
        )
        if name in UNSEEN and not slash and name not in endless:
            place = _behind(html, name, place, endless)
        else:
            yield "", bool(slash), name, attributes


def _behind_remark(html: str, start: int) -> int:
    """The place behind a comment or declaration; of another “<”, behind the sign itself."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return end + 3 if end >= 0 else len(html)
    if html.startswith(("<!", "<?", "</"), start):
        end = html.find(">", start)
        return end + 1 if end >= 0 else len(html)
    return start + 1


def _behind(html: str, name: str, place: int, endless: set[str]) -> int:
    """The place behind what is not for reading; where it never ends, only its tag is passed by."""
    found = re.compile(
        rf"</{name}[^<>]*>" if name != "head" else r"</head[^<>]*>|(?=<body)", re.IGNORECASE
    ).search(html, place)
    if not found:
        endless.add(name)
        return place
    return found.end()


class _Page:
    """The lines written so far: how deep in quotes, what is on the line, which gap is owed before it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.verbatim = 0
        self.gap = False
        self.written_at = 0  # how deep in quotes the last line was
        self.holder = ""  # the tag that holds a quote without being a blockquote
        self.held = 0  # how many of its name are open in it
        self.is_held = False  # whether the quote is more than its blockquotes

    def tag(self, name: str, is_end: bool, attributes: str = "") -> None:
        """A tag opens or closes something."""
        if self.holder == name:
            self._hold(is_end)
        elif not is_end and (mark := marks(name, attributes)) and not self.quotes:
            self._begin(name, mark)
        if name == "br":
            self._break(keep=True)
        elif name in ("td", "th"):
            if is_end:
                self.line.append(" ")
        elif name in APART or name in LINES:
            self._block(name, is_end)

    def _block(self, name: str, is_end: bool) -> None:
        change = -1 if is_end else 1
        self._break()
        if name in APART:
            self._gap()
        if name == "blockquote":
            self.quotes = max(int(self.is_held), self.quotes + change)
        elif name == "pre":
            self.verbatim = max(0, self.verbatim + change)
        elif name == "li" and not is_end:
            self.line.append("- ")

    def _begin(self, name: str, mark: Marks) -> None:
        self._break()
        if mark is Marks.SIGNATURE:
            self._sign()
            return
        self._gap()
        self.quotes, self.is_held = 1, True
        # What is quoted from here on ends with the page.
        if mark is Marks.QUOTED:
            self.holder, self.held = name, 1

    def _hold(self, is_end: bool) -> None:
        self.held += -1 if is_end else 1
        if not self.held:
            self._break()
            self._gap()
            self.holder, self.quotes, self.is_held = "", 0, False

    def _sign(self) -> None:
        """The line that separates a signature, unless its writer’s program has put it there."""
        if self.lines and self.lines[-1] != "--":
            self._gap()
            self._fill_gap()
            self.lines.append("--")

    def words(self, text: str) -> None:
        """Text between tags."""
        if "&" in text:
            text = unescape(text)
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
        if text.strip() == "--" and self.lines and self.lines[-1] == "--":
            return
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
        return re.sub(r"\n{3,}", "\n\n", cleaned(text)).strip("\n")
