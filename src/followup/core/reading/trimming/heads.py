"""What stands above a quote: “On … wrote:”, “-----Original Message-----”, “From: … Sent: …”."""

import re

from .lines import Lines, Mark
from .words import Beginnings, all_of, any_word

MOST_LINES = 4  # that “On … wrote:” is wrapped over
LONGEST_LINE = 300
SEPARATOR = 80
SHORT = 60
BEHIND_VERB = 120
LABEL = 32
WINDOW = 24

_WROTE = any_word(all_of("quotes", "wrote"))
_ON = Beginnings(all_of("quotes", "on"))
_LABELS = {
    kind: frozenset(each.rstrip(":") for each in all_of("quotes", kind))
    for kind in ("from", "date", "to", "subject")
}
_ANY_LABEL = frozenset[str]().union(*_LABELS.values())
_ORIGINAL = all_of("quotes", "original")
_FORWARDED = all_of("quotes", "forwarded")
_SEPARATORS = _ORIGINAL | _FORWARDED
_FORWARDED_BY = tuple(f"{each} " for each in _FORWARDED)

_DASHES = " -_=*‐‑‒–—―─>|.:"
_LEADING = " -–—*_\"'([«“„"
_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./-] ?\d{1,2}[./-]|\d{1,2} ?[時时시點点]"
)
_WEEKDAY_OR_DAY = re.compile(r"\d|[^\W\d_]{1,12}[.,]{0,2} ?\d")
_ADDRESS = re.compile(r"[^\s<>@]@[\w.-]{2}")
_ADDRESS_LAST = re.compile(r"@[^<>@\s]{1,100}[>)\]]{1,3}\W{0,4}$")
_ARTICLE = ("in article", "in message", "quoting ", "zitat von ", "citando ", "lainaus ")


def may_announce(line: str) -> bool:
    """Whether a line in lower case may announce a quote, at first glance."""
    return ":" in line or line[0] in _DASHES or line in _SEPARATORS


def may_be_attribution(line: str) -> bool:
    """Whether a bare line may be the end of “On … wrote:”, at first glance."""
    return line.endswith((":", "----", ":*", ":_")) and len(line) < LONGEST_LINE


def attribution(lines: Lines, end: int, *, above_quote: bool) -> int:
    """The line where the “On … wrote:” that ends in this line begins; -1 where there is none.

    Right above a quote less is asked of it than elsewhere.
    """
    joined, fallback = "", -1
    for place in range(end, max(-1, end - MOST_LINES), -1):
        line = lines.bare[place]
        if not line or len(line) > LONGEST_LINE or lines.marks[place] is not Mark.NEW:
            break
        if place < end and line.endswith((".", "!", "?")) and not _WEEKDAY_OR_DAY.match(line):
            break
        joined = f"{line} {joined}".strip()
        opens = _opens(line)
        if _attributes(joined.lower(), opens=opens, above_quote=above_quote):
            if opens:
                return _wider(lines, place)
            if fallback < 0 and not line.startswith("<"):
                fallback = place
    return fallback


def _opens(line: str) -> bool:
    low = line.lstrip(_LEADING).lower()
    return bool(_WEEKDAY_OR_DAY.match(low)) or bool(_ON.word_of(low))


def _wider(lines: Lines, place: int) -> int:
    """One line more where a bare “On Tuesday,” was left above."""
    above = lines.bare[place - 1] if place and lines.marks[place - 1] is Mark.NEW else ""
    begins = above.endswith(",") and len(above) < 30 and _ON.word_of(above.lstrip(_LEADING).lower())
    return place - 1 if begins else place


def _attributes(joined: str, *, opens: bool, above_quote: bool) -> bool:
    has_date, has_address = bool(_DATE.search(joined)), bool(_ADDRESS.search(joined))
    if above_quote:
        return _attributes_quote(joined, opens=opens, has_date=has_date, has_address=has_address)
    if not has_address and not (has_date and opens):
        # “Ada Lind wrote on 03.03.2026 at 10:00:”
        return len(joined) <= SHORT * 2 and len(_DATE.findall(joined)) > 1 and _has_verb(joined)
    if _has_verb(joined):
        return has_date or joined.startswith(_ARTICLE)
    return has_date and has_address and (opens or bool(_ADDRESS_LAST.search(joined)))


def _attributes_quote(joined: str, *, opens: bool, has_date: bool, has_address: bool) -> bool:
    if joined.startswith(_ARTICLE):
        return True
    if has_date and opens and (has_address or joined.endswith(":")):
        return True
    return (opens or has_date or has_address or len(joined) <= SHORT) and _has_verb(joined)


def _has_verb(joined: str) -> bool:
    """Whether it has a word for writing with no more than a name or a date behind it."""
    # The longest of these words has 30 letters.
    return _WROTE.search(joined, max(0, len(joined) - BEHIND_VERB - 30)) is not None


def separator(lines: Lines, place: int) -> Mark | None:
    """What the line separates from the rest, where it is like “-----Original Message-----”."""
    line = lines.bare[place]
    if len(line) > SEPARATOR:
        return None
    core = lines.low[place].strip(_DASHES)
    mark = _separates(core)
    is_dashed = line[0] in _DASHES and line[-1] in _DASHES and not line.endswith(".")
    if mark and (is_dashed or line.endswith(":") or label(lines.next_written(place + 1, 3))):
        return mark
    if (
        not mark
        and core
        and line.startswith(("----", "____", "===="))
        and line.endswith(("----", "____", "===="))
    ):
        return Mark.QUOTED if label(lines.next_written(place + 1, 3)) else None
    return None


def _separates(core: str) -> Mark | None:
    if core in _ORIGINAL:
        return Mark.QUOTED
    return Mark.FORWARDED if core in _FORWARDED or core.startswith(_FORWARDED_BY) else None


def label(line: str) -> str:
    """The label of a header line (“from”, “gesendet”), in lower case; "" where it has none."""
    found = line.find(":", 0, LABEL + 8)
    if found < 1:
        return ""
    name = line[:found].strip(" *_>|").lower()
    return name if name in _ANY_LABEL else ""


def header_block(lines: Lines, place: int) -> int:
    """How many lines of “From: … Sent: … Subject: …” begin here; 0 where there are none."""
    if not label(lines.bare[place]):
        return 0
    found: dict[str, str] = {}
    last, idle = place, 0
    for at in range(place, min(len(lines), place + WINDOW)):
        line = lines.bare[at]
        name = label(line)
        if name and name not in found:
            found[name] = line
            last, idle = at, 0
        elif line:
            idle += 1
        # Recipients may be wrapped over some lines.
        if idle > 4:
            break
    return last - place + 1 if _is_head(found) else 0


def _is_head(found: dict[str, str]) -> bool:
    if len(found) < 3 or _LABELS["from"].isdisjoint(found):
        return False
    if not _LABELS["subject"].isdisjoint(found):
        return True
    return any("@" in line for line in found.values()) and not _LABELS["date"].isdisjoint(found)


def is_above_quote(lines: Lines, place: int) -> bool:
    """Whether the next line with words is marked as quoted."""
    for near in range(place, min(len(lines), place + 4)):
        if lines.bare[near]:
            return lines.has_mark[near]
    return False
