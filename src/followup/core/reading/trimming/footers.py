"""What programs and firms put around a message: warnings above it, devices, virus scanners, lists and notices below it."""

import re

from .lines import Lines, Mark, is_ruler
from .words import Beginnings, table

LONGEST_DEVICE_LINE = 120
WORDS_TO_THE_DEVICE = 6
SOLEMN_WORDS = 3
_BULLETS = " *_-–—#<([\"'|•►"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_STEM = 6

_WORDS = table("footers")
_BANNER = Beginnings(_WORDS["banner"])
_DEVICE = Beginnings(_WORDS["device"])
_DEVICES = frozenset(_WORDS["device_words"])
_JOINED_DEVICES = tuple(each for each in _DEVICES if not each.isascii())
_PROGRAM = Beginnings(_WORDS["program"])
_LIST = Beginnings(_WORDS["list"])
_LEGAL = Beginnings(_WORDS["legal"])
_ABOUT = frozenset(_WORDS["about"])
_SOLEMN = frozenset(_WORDS["solemn"])
# A few letters tell most texts from those that may hold a notice.
_GATE = tuple({each[:_STEM] for each in _SOLEMN if len(each) > _STEM})


def mark_footers(lines: Lines) -> None:
    """Marks the lines that nobody wrote for this message."""
    own = lines.own()
    _mark_banner(lines, own)
    folded = {place: lines.bare[place].lstrip(_BULLETS).lower() for place in own}
    _mark_single(lines, folded)
    cut = _foot_at(lines, own, folded)
    if cut is not None:
        _mark_rest(lines, _with_rulers(lines, cut))


def _mark_banner(lines: Lines, own: list[int]) -> None:
    for number, place in enumerate(own[:4]):
        line = lines.bare[place].lstrip(" *_").lower()
        if not _BANNER.of(line) and not is_ruler(lines.bare[place]):
            return
        if _BANNER.of(line):
            for each in own[: number + 1]:
                lines.marks[each] = Mark.FOOTER
            # A warning is wrapped until the next empty line.
            _mark_paragraph(lines, place)


def _mark_paragraph(lines: Lines, place: int) -> None:
    while place < len(lines) and lines.bare[place] and lines.marks[place] in (Mark.NEW, Mark.FOOTER):
        lines.marks[place] = Mark.FOOTER
        place += 1


def _mark_single(lines: Lines, folded: dict[int, str]) -> None:
    for place, line in folded.items():
        if lines.marks[place] is Mark.NEW and (is_device(line) or _PROGRAM.of(line)):
            lines.marks[place] = Mark.FOOTER


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
    return any(each in line for each in _JOINED_DEVICES)


def _foot_at(lines: Lines, own: list[int], folded: dict[int, str]) -> int | None:
    """The line where the notices begin that end the message."""
    may_be_solemn = _may_be_solemn(folded)
    has_words = False
    for number, place in enumerate(own):
        if lines.marks[place] is not Mark.NEW:
            continue
        line = folded[place]
        if has_words and (_LEGAL.of(line) or _is_list_foot(lines, own, number, line)):
            return place
        if has_words and may_be_solemn and _is_solemn(lines, place):
            return place
        has_words = has_words or (bool(line) and not is_ruler(lines.bare[place]))
    return None


def _is_list_foot(lines: Lines, own: list[int], number: int, line: str) -> bool:
    place = own[number]
    is_apart = not lines.bare[place - 1] or is_ruler(lines.bare[place - 1])
    if _LIST.of(line):
        return is_apart and len(line) < 300
    # “_____” over the name of a list and its pages.
    return "mailing list" in line and is_ruler(lines.bare[place - 1]) and len(line) < 80


def _may_be_solemn(folded: dict[int, str]) -> bool:
    text = "\n".join(folded.values())
    return sum(each in text for each in _GATE) >= 2


def _is_solemn(lines: Lines, place: int) -> bool:
    """Whether the paragraph that begins here speaks of the message itself, in the words of lawyers."""
    if place and lines.bare[place - 1] and lines.marks[place - 1] is Mark.NEW:
        return False
    words: set[str] = set()
    for line in lines.bare[place : place + 12]:
        if not line:
            break
        words.update(_WORD.findall(line[:2_000].lower()))
    return len(words & _SOLEMN) >= SOLEMN_WORDS and not words.isdisjoint(_ABOUT)


def _with_rulers(lines: Lines, place: int) -> int:
    """The first of the lines drawn or left empty right above."""
    above = place
    while above and (not lines.bare[above - 1] or is_ruler(lines.bare[above - 1])):
        above -= 1
        if lines.marks[above] is not Mark.NEW:
            return above + 1
    # “--” alone begins a signature, which may be all that stands above.
    return above


def _mark_rest(lines: Lines, place: int) -> None:
    for each in range(place, len(lines)):
        if lines.marks[each] is Mark.NEW:
            lines.marks[each] = Mark.FOOTER
