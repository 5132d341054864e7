"""Which pieces of a signature are the name, the title and the firm."""

import re
from dataclasses import dataclass

from followup.core.matching import fold, organisation_key, resembles
from followup.core.reading.occupations import is_occupation
from followup.core.reading.trimming.closings import is_name
from followup.core.reading.trimming.words import Beginnings, table

LONGEST = 70
MOST_BESIDE_NAME = 6
_WORDS = table("details")
_FIRM_WORDS = frozenset(_WORDS["firms"])
#: Of several words, or of a script that puts no space beside them.
_FIRM_PHRASES = tuple(
    each for each in _WORDS["firms"] if " " in each or not (each.isascii() or each[0].islower())
)
_TITLES = Beginnings(_WORDS["titles"])
_WORD = re.compile(r"\w[\w-]*")
_BEFORE_NAME = re.compile(r"^(?:i\. ?a\.|i\. ?v\.|ppa\.?|p\. ?p\.|gez\.|signed:?|name:)\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s*(?:\((?:she|he|they|her|him|sie|er|elle|il|ella)\b[^)]{0,20}\)|[\[(][^\])]{0,30}[\])])$",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:[A-Z][\w.]{0,6}\.?(?: [A-Z][\w.]{0,6}\.?)?)")
_JOINT = re.compile(r",\s|\s(?:at|bei|chez|@|bij|presso|w)\s|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who signs: the name, what they work as and where."""

    name: str = ""
    title: str = ""
    firm: str = ""


def roles(pieces: list[str], *, name: str, domain: str) -> Roles:
    """The name, title and firm among pieces that hold no numbers or addresses; what the mail says helps."""
    rest = [each for each in pieces if len(each) <= LONGEST]
    place = _name_at(rest, name)
    if place is None:
        return Roles("", *_title_and_firm(rest, domain))
    found, attached = _name_and_rest(_clean_name(rest[place]), name)
    return Roles(found, *_title_and_firm([*attached, *rest[place + 1 :]], domain))


def _name_and_rest(piece: str, name: str) -> tuple[str, list[str]]:
    """“Ada Lind, PhD, Head of Data” as name and rest; “Lind, Ada” is one name."""
    first, _, behind = piece.partition(", ")
    if behind and set(fold(piece).split()) == set(fold(name).split()):
        return f"{behind} {first}", []
    more = [each for each in behind.split(", ", 1) if each]
    if more and _DEGREE.fullmatch(more[0]):
        more = more[1:]
    return first, [", ".join(more)] if more else []


def _name_at(pieces: list[str], name: str) -> int | None:
    """The piece that shares most with the mail's own name, else the first that looks like a name."""
    known = frozenset(fold(name).split())
    shared = [_shared(piece, known) for piece in pieces]
    most = max(shared, default=0)
    if most > 1 or (most and not _is_firm(pieces[shared.index(most)])):
        return shared.index(most)
    for place, piece in enumerate(pieces[:3]):
        first = _clean_name(piece).split(", ")[0]
        if is_name(first) and not _is_firm(piece) and not is_title(first):
            return place
    return None


def _shared(piece: str, known: frozenset[str]) -> int:
    words = fold(piece).split()
    return len(known.intersection(words)) if len(words) <= len(known) + MOST_BESIDE_NAME else 0


def _clean_name(piece: str) -> str:
    return _AFTER_NAME.sub("", _BEFORE_NAME.sub("", piece)).strip(" .,*")


def _title_and_firm(pieces: list[str], domain: str) -> tuple[str, str]:
    title = firm = ""
    left: list[str] = []
    for piece in pieces:
        if title and firm:
            break
        one, other = _parted(piece)
        if other and not title:
            title, firm = one, firm or other
        elif _is_firm(piece) or (domain and resembles(organisation_key(piece), domain)):
            firm = firm or piece
        elif is_title(piece):
            title = title or piece
        else:
            left.append(piece)
    if not firm and left and (title or len(left) == 1) and _may_be_firm(left[0]):
        firm = left[0]
    elif firm and not title and left and _may_be_title(left[0]):
        title = left[0]
    elif not firm and not title and len(left) > 1:
        title, firm = left[:2]
    return title[:200], firm[:200]


def _parted(piece: str) -> tuple[str, str]:
    """“Head of Sales, Harbour Labs Ltd” as its two parts; empty where it is one."""
    cut = _JOINT.search(piece)
    if not cut:
        return "", ""
    one, other = piece[: cut.start()], piece[cut.end() :]
    is_both = (
        is_title(one)
        and not is_title(other)
        and not _is_firm(one)
        and (_is_firm(other) or cut[0].strip() != ",")
    )
    return (one, other) if is_both else ("", "")


def is_title(piece: str) -> bool:
    """Whether a piece names what somebody works as."""
    low = piece.lower()
    return any(_TITLES.of(low[word.start() :]) for word in _WORD.finditer(low)) or is_occupation(piece)


def _is_firm(piece: str) -> bool:
    low = piece.lower()
    words = {word.strip(".,()") for word in low.split()}
    has_form = not words.isdisjoint(_FIRM_WORDS) or any(each in low for each in _FIRM_PHRASES)
    return has_form and (len(words) > 1 or not low.isascii())


def _may_be_firm(piece: str) -> bool:
    return piece[0].isupper() and len(piece.split()) <= 6 and not piece.endswith((".", "!", "?"))


def _may_be_title(piece: str) -> bool:
    return len(piece.split()) <= 6 and not piece.endswith((".", "!", "?"))
