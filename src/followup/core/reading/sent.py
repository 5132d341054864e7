"""What a letter of ours means."""

import re
from collections.abc import Mapping
from datetime import datetime

from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind

from .dates import Moment, deadline, moments
from .interviews import USUAL_LENGTH
from .letter import Letter
from .rules import Found

_NUMBER = re.compile(
    r"\b(?:quote|quotation|estimate|proposal|offer|order|parcel)\b[\s.]*(?:(?:no|nr|number|ref)\b)?[\s.:#]{0,3}(?P<number>(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{1,24})",
    re.IGNORECASE,
)
_MAIN = ("hired", "withdrawn", "applied", "quoted", "delivered", "details_left")


def read_sent(letter: Letter, to: tuple[Party, ...], copied: tuple[Party, ...]) -> tuple[Told, ...]:
    """One `sent` for each reader of ours, and for the first of them what the letter means."""
    if not to:
        to, copied = copied, ()
    found = letter.meanings("sent")
    agrees = _consent(letter, found)
    told = [_sent(letter, who, number, agrees) for number, who in enumerate(to)]
    told += [_sent(letter, who, len(to) + number, {"cc": "yes"}) for number, who in enumerate(copied)]
    for number, who in enumerate(to):
        told += _meanings(letter, who, found, f":{who.address.lower()}" if number else "")
    return tuple(told)


def _sent(letter: Letter, who: Party, number: int, details: Mapping[str, str]) -> Told:
    slot = f"message:{who.address.lower()}" if number else "message"
    return Told(
        slot=slot,
        kind=Kind.SENT,
        at=letter.at,
        who=who,
        says=letter.first_words[:500],
        about=_named(letter),
        details=details,
    )


def _consent(letter: Letter, found: Mapping[str, Found]) -> dict[str, str]:
    """That an answer of ours says yes, and to which time where it names one; what was asked stands in another letter."""
    if "agrees" not in found or not (letter.mail.in_reply_to or letter.mail.references):
        return {}
    if any(
        each.is_question and ("when" in each.plain or "instead" in each.plain) for each in letter.sentences
    ):
        return {}
    named = _named_times(letter, found["agrees"])
    return {"agrees": named[0].at.isoformat() if len(named) == 1 else "yes"} if len(named) < 2 else {}


def _named_times(letter: Letter, reason: Found) -> list[Moment]:
    return [each for each in moments(reason.says, letter.written, letter.zone) if each.at > letter.at]


def _meanings(letter: Letter, who: Party, found: Mapping[str, Found], suffix: str) -> list[Told]:
    told: list[Told] = []
    main = next((found[each] for each in _MAIN if each in found), None)
    if main:
        told.append(_main(letter, who, main, suffix))
    if "promised" in found and not (main and main.meaning in {"withdrawn"}):
        told += _promised(letter, who, found["promised"], suffix)
    if "agrees" in found and not letter.mail.calendars and " interview" in letter.everything:
        told += _agreed(letter, who, found["agrees"], suffix)
    return told


def _main(letter: Letter, who: Party, reason: Found, suffix: str) -> Told:
    kind = Kind(reason.meaning)
    details: dict[str, str] = {}
    about = letter.about("application")
    until = None
    if kind == Kind.QUOTED:
        about = letter.about("sale")
        number = about.reference or _number(letter)
        details = {"number": number} if number else {}
        until = _validity(letter)
    elif kind == Kind.DELIVERED:
        about = letter.about("order")
        details = {"number": _number(letter)}
    return Told(
        slot="means" + suffix, kind=kind, at=letter.at, who=who, says=reason.says[:500], until=until, about=about,
        sure=reason.is_sure, details=details,
    )  # fmt: skip


def _promised(letter: Letter, who: Party, reason: Found, suffix: str) -> list[Told]:
    """Our own promise, only with the day that we named."""
    until = deadline(letter.sentences[reason.place].text, letter.written, letter.zone)
    if until is None:
        return []
    return [
        Told(slot="promise" + suffix, kind=Kind.PROMISED, at=letter.at, who=who, says=reason.says[:500], until=until,
             about=_named(letter), sure=reason.is_sure)
    ]  # fmt: skip


def _agreed(letter: Letter, who: Party, reason: Found, suffix: str) -> list[Told]:
    """The interview to which we said yes, where our own words name its day and time."""
    named = _named_times(letter, reason)
    if len(named) != 1:
        return []
    moment = named[0]
    return [
        Told(slot="interview:1" + suffix, kind=Kind.INTERVIEW_SET, at=moment.at, until=moment.until or moment.at + USUAL_LENGTH,
             who=who, says=reason.says[:500], about=letter.about("application"), sure=reason.is_sure and moment.sure,
             details={"event": f"mail:{letter.conversation}"})
    ]  # fmt: skip


def _named(letter: Letter) -> About | None:
    if letter.known.mode != "personal":
        return None
    found = letter.about("application")
    return found if found.title or found.reference else None


def _validity(letter: Letter) -> datetime | None:
    for sentence in letter.sentences:
        if any(
            word in sentence.plain
            for word in (" valid ", " expires ", " expiry ", " holds until ", " open until ")
        ) and (until := deadline(sentence.text, letter.written, letter.zone)):
            return until
    return None


def _number(letter: Letter) -> str:
    match = _NUMBER.search(f"{letter.mail.subject[:300]}\n{letter.text[:4000]}")
    return match["number"] if match else ""
