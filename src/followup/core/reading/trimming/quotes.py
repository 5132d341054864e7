"""The quoted and forwarded lines of a message."""

from .heads import (
    attribution,
    header_block,
    is_above_quote,
    label,
    may_announce,
    may_be_attribution,
    separator,
)
from .lines import Lines, Mark, is_ruler

HEAD = 30  # lines of a quote that are looked at for its kind
_WRAPPED = 60
_ENDS = (".", "!", "?", ":", ";")


def mark_quotes(lines: Lines) -> None:
    """Marks what is quoted and forwarded, with the lines that announce it."""
    behind = 0
    for place, line in enumerate(lines.low):
        if place >= behind and line:
            if lines.has_mark[place]:
                behind = _quoted_run(lines, place)
            elif may_announce(line):
                behind = _announced(lines, place)
    _mark_overflow(lines)


def _announced(lines: Lines, place: int) -> int:
    """Marks what this line announces; the place to go on at."""
    line = lines.bare[place]
    start, end, mark = _head(lines, place, line)
    if not mark:
        return place + 1
    start = _with_ruler(lines, start)
    if is_above_quote(lines, end):
        lines.mark(start, end, mark)
        return end if mark is Mark.QUOTED else _quoted_run(lines, end, mark)
    if mark is Mark.QUOTED and label(line) and not lines.own_before(start):
        mark = Mark.FORWARDED
    lines.mark(start, len(lines), mark)
    return len(lines)


def _head(lines: Lines, place: int, line: str) -> tuple[int, int, Mark | None]:
    if mark := separator(lines, place):
        return place, place + 1 + _header_block_below(lines, place + 1), mark
    if ":" in line and (count := header_block(lines, place)):
        return place, place + count, Mark.QUOTED
    # Right above a quote it is found when the quote begins.
    if may_be_attribution(line) and not is_above_quote(lines, place + 1):
        start = attribution(lines, place, above_quote=False)
        if start >= 0:
            return start, place + 1, Mark.QUOTED
    return place, place, None


def _header_block_below(lines: Lines, place: int) -> int:
    """The lines of a header block right below a separator, and the empty ones above it."""
    empty = 0
    while place + empty < len(lines) and empty < 3 and not lines.bare[place + empty]:
        empty += 1
    count = header_block(lines, place + empty) if place + empty < len(lines) else 0
    return empty + count if count else 0


def _quoted_run(lines: Lines, place: int, mark: Mark = Mark.QUOTED) -> int:
    """Marks the quoted lines from here on and what announces them; the place behind them."""
    above = place - 1
    while above >= 0 and place - above <= 3 and not lines.bare[above]:
        above -= 1
    if above >= 0 and lines.bare[above] and lines.marks[above] is Mark.NEW:
        start = attribution(lines, above, above_quote=True)
        if start >= 0:
            lines.mark(_with_ruler(lines, start), place, mark)
    end = place
    while end < len(lines) and (lines.has_mark[end] or not lines.bare[end]):
        end += 1
    while end > place and not lines.bare[end - 1]:
        end -= 1
    if _is_forward(lines, place, end):
        mark = Mark.FORWARDED
    lines.mark(place, end, mark)
    return max(end, place + 1)


def _is_forward(lines: Lines, place: int, end: int) -> bool:
    """Whether a quoted run begins like a forwarded message, or like a letter’s head with nothing said above it."""
    first_said = lines.next_written(place, 4).lstrip("> ").lower()
    if not first_said or not may_announce(first_said):
        return False
    inner = Lines("\n".join(line.lstrip("> ") for line in lines.bare[place : min(end, place + HEAD)]))
    first = next((number for number, line in enumerate(inner.bare) if line), None)
    if first is None:
        return False
    if separator(inner, first) is Mark.FORWARDED:
        return True
    return header_block(inner, first) > 0 and not lines.own_before(place)


def _with_ruler(lines: Lines, place: int) -> int:
    """The place of the line drawn right above, which belongs to what is announced."""
    above = place - 1
    while above >= 0 and place - above <= 3 and not lines.bare[above]:
        above -= 1
    is_drawn = above >= 0 and lines.marks[above] is Mark.NEW and len(lines.bare[above]) > 4
    return above if is_drawn and is_ruler(lines.bare[above]) else place


def _mark_overflow(lines: Lines) -> None:
    """Marks the ends of long quoted lines that a program has wrapped without marking them."""
    marked = lines.has_mark
    for place in range(1, len(lines) - 1):
        if marked[place - 1] and marked[place + 1] and not marked[place] and _runs_on(lines, place):
            lines.marks[place] = Mark.QUOTED


def _runs_on(lines: Lines, place: int) -> bool:
    before, line = lines.bare[place - 1], lines.bare[place]
    is_long = len(before) > _WRAPPED and not before.endswith(_ENDS)
    return is_long and bool(line) and (line[0].islower() or " " not in line)
