"""Interviews agreed, moved and called off in plain mail."""

import re
from collections.abc import Mapping
from datetime import timedelta

from followup.core.facts import Party, Told
from followup.core.kinds import Kind

from .dates import Moment, moments
from .letter import Letter
from .rules import Found

USUAL_LENGTH = timedelta(hours=1)
FOLLOWING_SENTENCES = 8

_LENGTH = re.compile(r"\b(?P<n>\d{1,3})[\s-]?(?P<unit>min(?:ute)?s?|h(?:ou)?rs?)\b", re.IGNORECASE)
_TENTATIVE = re.compile(
    r"\b(?:are you|would you|could you|can you|will you|does|do|would|how about|what about|if (?:you|that|this)|suggest|propose|either|alternatively|possible|suit|available|availability)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:confirm(?:ed|ing|ation)?|scheduled|booked|arranged|take place|invite you|inviting you|see you)\b",
    re.IGNORECASE,
)


def read_interviews(letter: Letter, found: Mapping[str, Found], who: Party) -> list[Told]:
    """At most one fact: called off, moved or set; set or moved only with a day and a time, else nothing."""
    for meaning, kind in (
        ("interview_cancelled", Kind.INTERVIEW_CANCELLED), ("interview_moved", Kind.INTERVIEW_MOVED), ("interview", Kind.INTERVIEW_SET),
    ):  # fmt: skip
        reason = found.get(meaning)
        if reason and (told := _told(letter, reason, kind, who)):
            return [told]
    return []


def _told(letter: Letter, reason: Found, kind: Kind, who: Party) -> Told | None:
    details = {"event": f"mail:{letter.conversation}"}
    about = letter.about("application")
    if kind == Kind.INTERVIEW_CANCELLED:
        return _called_off(letter, reason, who)
    says, named = _upcoming(letter, reason)
    if not named:
        return _called_off(letter, reason, who) if kind == Kind.INTERVIEW_MOVED else None
    moment = named[-1] if kind == Kind.INTERVIEW_MOVED else named[0]
    is_agreed = _is_agreed(says, named[-1:] if kind == Kind.INTERVIEW_MOVED else named)
    return Told(
        slot="interview:1", kind=kind, at=moment.at, who=who, says=says[:500], about=about,
        until=moment.until or moment.at + _length(letter.text), sure=reason.is_sure and moment.sure and is_agreed,
        by_machine=letter.by_machine, details=details,
    )  # fmt: skip


def _called_off(letter: Letter, reason: Found, who: Party) -> Told:
    """An interview that will not be on its day; one that is moved to a day they do not name yet is such a one."""
    return Told(
        slot="interview:1", kind=Kind.INTERVIEW_CANCELLED, at=letter.at, who=who, says=reason.says, sure=reason.is_sure,
        about=letter.about("application"), by_machine=letter.by_machine, details={"event": f"mail:{letter.conversation}"},
    )  # fmt: skip


def _upcoming(letter: Letter, reason: Found) -> tuple[str, list[Moment]]:
    """The sentence that names the moments, and the moments: a reason's own, then what follows it, then what precedes it."""
    for reach in ((0, 1), (0, 1 + FOLLOWING_SENTENCES), (-3, 1)):
        for place in reason.places:
            part = letter.sentences[max(0, place + reach[0]) : place + reach[1]]
            if named := _moments(letter, "\n".join(each.text for each in part)):
                return letter.sentences[place].text.strip(), named
    return reason.says, []


def _moments(letter: Letter, text: str) -> list[Moment]:
    soonest = letter.at - timedelta(hours=12)
    return [each for each in moments(text, letter.written, letter.zone) if each.at > soonest]


def _is_agreed(says: str, named: list[Moment]) -> bool:
    """Whether a day was set; a question, or several days to choose from, is only a proposal."""
    several = len({each.at for each in named}) > 1
    asked = says.rstrip().endswith("?") or bool(_TENTATIVE.search(says))
    return not several and (not asked or (bool(_SETTLED.search(says)) and not says.rstrip().endswith("?")))


def _length(text: str) -> timedelta:
    """How long the talk is said to take; an hour where nothing is said."""
    match = _LENGTH.search(text)
    if not match:
        return USUAL_LENGTH
    number = int(match["n"])
    length = timedelta(minutes=number) if match["unit"].lower().startswith("min") else timedelta(hours=number)
    return length if timedelta(minutes=10) <= length <= timedelta(hours=9) else USUAL_LENGTH
