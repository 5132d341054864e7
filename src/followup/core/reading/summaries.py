"""What a calendar entry's summary names: the role and the firm, without our own name and the interviewers'."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .about import bare_subject
from .occupations import is_occupation

_TALK = re.compile(
    r"\b(?:(?:job|phone|video|online|on-?site|first|second|third|final|initial|technical|telephone|panel|your|our|an?|the)\s+)*"
    r"(?:interviews?|phone screen(?:ing)?|screening(?: call)?|vorstellungsgespräch|bewerbungsgespräch|entretien|assessment (?:day|cent(?:er|re))"
    r"|(?:first|second|third|final) (?:round|conversation)|trial day|invitation|updated|cancelled|confirmed|tentative)\b(?:\s+(?:for|as|of|to)\b(?:\s+(?:the|an?|our)\b)?)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s+[–—|/@•·+-]\s+|\s*[<>()\[\]:;|@]+\s*|\s+(?:at|with|bei|mit|chez|avec|x|and|und|&)\s+|\s*//\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:zoom|teams|meet|skype|webex|room|raum|online|remote|video|phone|call|office|floor|confirm\w*|tbc|tbd|hr|round|slot|part|chat|intro\w*|prep\w*|feedback|debrief|\d+)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """The role and the firm; "" for what is not named."""

    role: str = ""
    firm: str = ""


def read_summary(summary: str, people: Iterable[str]) -> Named:
    """What “Interview Data Analyst – Ada Weber / Lumen Archive” names, where `people` are those who take part."""
    names = {" ".join(each.casefold().split()) for each in people if each.strip()}
    names |= {each.split()[0] for each in names}
    role = firm = ""
    for piece in _pieces(bare_subject(summary)):
        if _is_person(piece, names):
            continue
        before, comma, behind = piece.partition(", ")
        if is_occupation(piece):
            role = role or piece
        elif comma and is_occupation(behind):
            role, firm = role or behind, firm or before
        elif not firm and _may_be_a_firm(piece):
            firm = piece
    return Named(role[:120], firm[:120])


def _pieces(summary: str) -> list[str]:
    bare = _TALK.sub(" | ", summary)
    return [piece for each in _SPLIT.split(bare) if (piece := each.strip(" ,.–—-|/\"'“”"))]


def _is_person(piece: str, names: set[str]) -> bool:
    folded = " ".join(piece.casefold().split())
    return folded in names or any(len(each.split()) > 1 and each in folded for each in names)


def _may_be_a_firm(piece: str) -> bool:
    return piece[:1].isupper() and len(piece.split()) <= _MOST_WORDS and not _PLACE.search(piece)
