"""Where the signature begins: at “-- ”, at the closing words, at a name with numbers below it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .closings import closing, is_name
from .lines import Lines, Mark, is_ruler

MOST_LINES = 40  # with words, of the end of the message
MOST_SIGNED = 16
LONGEST_DETAIL = 100
MOST_SEARCHED = 500
_POSTSCRIPT = re.compile(
    r"^(?:p\.?\s?p?\.?\s?s\.?|nb|n\.b\.|ps[123]|post scriptum|postscriptum)[\s:,–-]", re.IGNORECASE
)
_NUMBER = re.compile(r"\+?\(?\d[\d ()./\u2011-]{6,24}\d")
_CONTACT = re.compile(
    r"[^\s@<>]@[\w-]{1,60}\.\w|https?://|www\.\w|\b(?:tel|phone|fon|fax|mobile?|cell|handy|skype|linkedin|twitter|t|m|f|e|p|d|w)\s?[.:|]",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"^[\w-]{2,60}(?:\.[\w-]{2,30}){1,3}(?:/\S*)?$")
_DASHED = re.compile(r"^(?:--? ?|[–—―~/] ?|/{1,2})(?=[^\W\d_])")
SHORT = 6
_GAP = re.compile(r"\s{2,}|[,|<(]")
#: “- --” is how a signed mail writes it.
_DELIMITERS = frozenset({"--", "- --"})
_BY_DASH = 45
_LOWER = frozenset("abcdefghijklmnopqrstuvwxyz")


def mark_signature(lines: Lines, name: str = "") -> None:
    """Marks the signature and what is below it; a postscript stays new."""
    places = lines.own()[-MOST_LINES:]
    tail = [lines.bare[place] for place in places]
    first = _first_written(lines)
    after = [number for number, line in enumerate(tail) if _POSTSCRIPT.match(line)]
    for number, place in enumerate(places):
        if not _may_begin(tail[number], name):
            continue
        stop = next((each for each in after if each > number), len(tail))
        if tail[number] in _DELIMITERS:
            stop = min(stop, _answers_at(lines, places, number))
        if _begins(lines, place, tail[number + 1 : stop], name=name, is_first=place == first):
            _mark_signed(lines, place, places[stop] if stop < len(tail) else len(lines))
            return


def _answers_at(lines: Lines, places: list[int], number: int) -> int:
    """Where, below a quote that follows a signature, answers go on; the end where there are none."""
    for each in range(number + 1, len(places)):
        between = lines.marks[places[each - 1] + 1 : places[each]]
        if Mark.QUOTED in between and not are_details([lines.bare[place] for place in places[each:]]):
            return each
    return len(places)


def _may_begin(line: str, name: str) -> bool:
    """Whether a signature may begin with this line, at first glance."""
    return len(line) <= LONGEST_DETAIL and (line[0] not in _LOWER or len(line) <= 30 or bool(name))


def _mark_signed(lines: Lines, place: int, end: int) -> None:
    for each in range(place, end):
        if lines.marks[each] is Mark.NEW and (lines.bare[each] or end == len(lines) or each + 1 < end):
            lines.marks[each] = Mark.SIGNED


def _first_written(lines: Lines) -> int:
    return next(
        (place for place, line in enumerate(lines.bare) if line and lines.marks[place] is Mark.NEW), -1
    )


def _begins(lines: Lines, place: int, rest: list[str], *, name: str, is_first: bool) -> bool:
    line = lines.bare[place]
    if line in _DELIMITERS:
        return len(rest) <= 25
    if is_first:
        return False
    if not line[0].isalpha():
        return _begins_below_ruler(rest) if is_ruler(line) else _begins_with_sign(lines, place, rest)
    return _begins_with_closing(lines, place, rest) or _begins_with_name(lines, place, rest, name=name)


def _begins_with_sign(lines: Lines, place: int, rest: list[str]) -> bool:
    return _begins_with_dash(lines, place, rest) or _begins_with_closing(lines, place, rest)


def _begins_below_ruler(rest: list[str]) -> bool:
    written = [line for line in rest if not is_ruler(line)]
    if not written or not are_details(rest):
        return False
    if is_name(written[0]) or is_name(_GAP.split(written[0])[0]):
        return len(written) <= SHORT or any(map(is_contact, written))
    contacts = sum(map(is_contact, written))
    return (
        contacts * 3 >= len(written)
        and (contacts > 1 or len(written) <= SHORT)
        and not written[0].endswith(":")
    )


def _begins_with_closing(lines: Lines, place: int, rest: list[str]) -> bool:
    found = closing(lines.bare[place])
    if found is None:
        return False
    written = [line for line in rest if not is_ruler(line)]
    if found.name:
        return are_details(rest)
    if not written:
        return not found.is_thanks and not found.is_sentence and _has_sentence(lines, place)
    if found.is_thanks and closing(written[0]):
        return not found.is_sentence and are_details(rest)
    return _may_follow(written[0], found.is_thanks, is_last=len(written) == 1) and are_details(rest)


def _may_follow(line: str, is_thanks: bool, *, is_last: bool) -> bool:
    """Whether a line may stand below the closing words: a name, a firm, another closing."""
    if is_name(line) or is_contact(line) or closing(line) is not None:
        return True
    words = line.split()
    if is_thanks:
        return is_last and len(words) == 1 and line.isalpha()
    return len(words) <= 7 and len(line) <= 60 and not line.endswith((".", ":", ",", ";"))


def _has_sentence(lines: Lines, place: int) -> bool:
    return any(
        len(line.split()) >= 4
        for line, mark in zip(lines.bare[:place], lines.marks, strict=False)
        if mark is Mark.NEW
    )


def _begins_with_dash(lines: Lines, place: int, rest: list[str]) -> bool:
    """“-Ada”, “/Ada”, “– Ada Lindqvist”: a name behind a dash, where no list is being made."""
    line = lines.bare[place]
    dash = _DASHED.match(line)
    if not dash or len(line) > _BY_DASH:
        return False
    if len(dash[0]) > 1 and dash[0][-1] == " " and _is_list(lines, place):
        return False
    name = line[dash.end() :]
    is_short = is_name(name) and len(name.split()) <= 4
    return is_short and are_details(rest) and (len(rest) <= 4 or any(map(is_contact, rest)))


def _is_list(lines: Lines, place: int) -> bool:
    near = (*lines.bare[max(0, place - 2) : place], *lines.bare[place + 1 : place + 3])
    return any(line[:1] and line[:1] == lines.bare[place][:1] for line in near)


def _begins_with_name(lines: Lines, place: int, rest: list[str], *, name: str) -> bool:
    """A name above numbers and addresses, or the writer's own name at the very end."""
    line = lines.bare[place]
    is_named = _is_named(line, name)
    if (lines.bare[place - 1] and not is_named) or line.endswith((".", ":", ",")):
        return False
    if not is_named and not _is_headed(line):
        return False
    above = _above(lines, place)
    if (above.endswith((":", ",")) and len(above) > 3) or not are_details(rest):
        return False
    if any(map(_is_prose, rest)) or any(closing(each) for each in rest):
        return False
    return is_named or (any(map(is_contact, rest)) and all(map(_is_short, rest)))


def _is_headed(line: str) -> bool:
    """Whether a line begins with a name and goes on with no more than a title or firm."""
    name, *behind = re.split(r"[,|]|\s{3,}", line, maxsplit=1)
    more = behind[0].split() if behind else []
    capitals = sum(not word[0].islower() for word in more)
    return is_name(name) and len(more) <= SHORT and capitals * 2 >= len(more)


def _above(lines: Lines, place: int) -> str:
    return next((line for line in reversed(lines.bare[max(0, place - 4) : place]) if line), "")


def _is_named(line: str, name: str) -> bool:
    if not name or len(line) > len(name) + 4:
        return False
    own, said = name.lower().replace(",", " ").split(), line.lower().strip(" .,*_").split()
    return bool(own) and (said == own or said == own[:1] or said == own[-1:] or said == [*own[1:], own[0]])


@lru_cache(maxsize=256)
def is_contact(line: str) -> bool:
    """Whether a bare line holds a number, mail address or page."""
    line = line[:MOST_SEARCHED]
    return bool(_CONTACT.search(line) or _NUMBER.search(line) or _DOMAIN.match(line))


def are_details(lines: Sequence[str]) -> bool:
    """Whether these lines look like a name and its details rather than like more of the letter."""
    if len(lines) > MOST_SIGNED * 2:
        return False
    prose, has_contact = 0, False
    for line in lines:
        if line.endswith("?") and not has_contact:
            return False
        if is_contact(line):
            has_contact = True
        elif _is_prose(line):
            prose += 1
            if prose > (3 if has_contact else 0):
                return False
    return has_contact or len(lines) <= MOST_SIGNED


def _is_prose(line: str) -> bool:
    if len(line) > LONGEST_DETAIL:
        return True
    words = [word for word in line.split() if word[0].isalpha()]
    lower = sum(word[0].islower() for word in words)
    return len(words) >= 7 and lower * 2 > len(words)


def _is_short(line: str) -> bool:
    return len(line) <= 70 or is_contact(line)
