"""What programs and firms put around a message: warnings above it, devices, virus scanners, lists and notices below it."""

import re

from .lines import Lines, Mark, is_ruler
from .words import Beginnings, table

LONGEST_DEVICE_LINE = 120
LONGEST_LIST_LINE = 300
WORDS_TO_THE_DEVICE = 6
SOLEMN_WORDS = 3
LINES_OF_A_NOTICE = 12
_LEADING = " *_-–—#<([\"'|•►"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")

_WORDS = table("footers")
_BANNER = Beginnings(_WORDS["banner"])
_DEVICE = Beginnings(_WORDS["device"])
_DEVICES = frozenset(_WORDS["device_words"])
_UNSPACED_DEVICES = tuple(each for each in _DEVICES if not each.isascii())
_PROGRAM = Beginnings(_WORDS["program"])
_LIST = Beginnings(_WORDS["list"])
_LEGAL = Beginnings(_WORDS["legal"])
_ANY = Beginnings({each for sort in ("device", "program", "list", "legal") for each in _WORDS[sort]})
_ABOUT = frozenset(_WORDS["about"])
_SOLEMN = frozenset(_WORDS["solemn"])
_HINTS = tuple(_WORDS["hints"])


def mark_footers(lines: Lines) -> None:
    """Marks the lines that nobody wrote for this message."""
    own = lines.own()
    _mark_banner(lines, own)
    known = _known(lines, own)
    for place, line in known.items():
        if is_device(line) or _PROGRAM.of(line):
            lines.marks[place] = Mark.FOOTER
    cut = _foot_at(lines, own, known)
    if cut is not None:
        _mark_rest(lines, _with_rulers(lines, cut))


def _mark_banner(lines: Lines, own: list[int]) -> None:
    for number, place in enumerate(own[:4]):
        is_banner = _BANNER.of(lines.low[place].lstrip(" *_"))
        if not is_banner and not is_ruler(lines.bare[place]):
            return
        if is_banner:
            for each in own[:number]:
                lines.marks[each] = Mark.FOOTER
            _mark_paragraph(lines, place)


def _mark_paragraph(lines: Lines, place: int) -> None:
    # A warning is wrapped until the next empty line.
    while place < len(lines) and lines.bare[place] and lines.marks[place] in {Mark.NEW, Mark.FOOTER}:
        lines.marks[place] = Mark.FOOTER
        place += 1


def _known(lines: Lines, own: list[int]) -> dict[int, str]:
    """The lines that begin with any of the known words."""
    folded = ((place, lines.low[place].lstrip(_LEADING)) for place in own)
    return {place: line for place, line in folded if lines.marks[place] is Mark.NEW and _ANY.of(line)}


def is_device(line: str) -> bool:
    """Whether a line in lower case only tells with what the message was sent."""
    if len(line) > LONGEST_DEVICE_LINE:
        return False
    begins = _DEVICE.of(line)
    if not begins:
        return False
    words = _WORD.findall(line[len(begins) :])[:WORDS_TO_THE_DEVICE]
    if not _DEVICES.isdisjoint(words) or "outlook" in begins:
        return True
    return any(each in line for each in _UNSPACED_DEVICES)


def _foot_at(lines: Lines, own: list[int], known: dict[int, str]) -> int | None:
    """The line where the notices begin that end the message."""
    text = "\n".join(lines.low[place] for place in own)
    may_be_solemn = any(hint in text for hint in _HINTS)
    may_be_list = "mailing list" in text
    if not known and not may_be_solemn and not may_be_list:
        return None
    has_words = False
    for place in own:
        if lines.marks[place] is not Mark.NEW:
            continue
        if has_words and (
            (place in known and _is_foot(lines, place, known[place]))
            or (may_be_list and _names_list(lines, place))
            or (may_be_solemn and _is_solemn(lines, place))
        ):
            return place
        has_words = has_words or not is_ruler(lines.bare[place])
    return None


def _is_foot(lines: Lines, place: int, line: str) -> bool:
    if _LEGAL.of(line):
        return True
    above = lines.bare[place - 1]
    is_apart = not above or is_ruler(above) or lines.marks[place - 1] is not Mark.NEW
    return bool(_LIST.of(line)) and is_apart and len(line) < LONGEST_LIST_LINE


def _names_list(lines: Lines, place: int) -> bool:
    """Whether this is the line below “_____” that names a list."""
    line = lines.low[place]
    return "mailing list" in line and len(line) < LONGEST_DEVICE_LINE and is_ruler(lines.bare[place - 1])


def _is_solemn(lines: Lines, place: int) -> bool:
    """Whether the paragraph that begins here speaks of the message itself, in the words of lawyers."""
    if place and lines.bare[place - 1] and lines.marks[place - 1] is Mark.NEW:
        return False
    words: set[str] = set()
    for line in lines.low[place : place + LINES_OF_A_NOTICE]:
        if not line:
            break
        words.update(_WORD.findall(line[:2_000]))
    return len(words & _SOLEMN) >= SOLEMN_WORDS and not words.isdisjoint(_ABOUT)


def _with_rulers(lines: Lines, place: int) -> int:
    """The first of the lines drawn or left empty right above."""
    above = place
    while above and lines.marks[above - 1] is Mark.NEW:
        if lines.bare[above - 1] and not is_ruler(lines.bare[above - 1]):
            break
        above -= 1
    return above


def _mark_rest(lines: Lines, place: int) -> None:
    for each in range(place, len(lines)):
        if lines.marks[each] is Mark.NEW:
            lines.marks[each] = Mark.FOOTER
