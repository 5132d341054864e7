"""What a letter that reached us means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind

from .advertising import is_advertising
from .asks import questions
from .dates import deadline
from .interviews import read_interviews
from .letter import Letter
from .rules import ASK, Found
from .words import Sentence

JOB = frozenset(
    {
        "rejected",
        "acknowledged",
        "assessment_asked",
        "information_asked",
        "applied",
        "interview",
        "interview_moved",
        "interview_cancelled",
        "offered",
        "reference_asked",
    }
)
TRADE = frozenset({"enquired", "ordered", "complained"})

#: What weighs more wins: an offer is not an acknowledgement, a rejection is no invitation.
_MAIN = ("rejected", "offered", "complained", "resolved", "ordered", "acknowledged", "enquired")
#: Who says this is past confirming that the application came.
_BEYOND_RECEIPT = (
    "rejected",
    "offered",
    "interview",
    "interview_moved",
    "interview_cancelled",
    "reference_asked",
    "assessment_asked",
    "information_asked",
)
#: What is only a part of something greater that the same letter says: papers to bring to a talk are no request by themselves.
_GREATER = {
    "information_asked": ("rejected", "offered", "interview", "interview_moved", "interview_cancelled", "assessment_asked", "reference_asked"),
    "assessment_asked": ("rejected", "offered", "interview_cancelled", "interview_moved"),
    "interview": ("offered", "assessment_asked"),
}  # fmt: skip
#: The sort of opportunity that a kind belongs to, whatever the workspace is for.
_ABOUT = {
    Kind.REJECTED: "application", Kind.ACKNOWLEDGED: "application", Kind.APPLIED: "application", Kind.OFFERED: "application",
    Kind.REFERENCE_ASKED: "application", Kind.ASSESSMENT_ASKED: "application", Kind.INFORMATION_ASKED: "application", Kind.INVITED: "application", Kind.ORDERED: "order", Kind.ENQUIRED: "enquiry", Kind.REFERRED: "introduction",
}  # fmt: skip
#: Off the workspace's own ground only words that could hardly mean anything else are asked about, and no fact is made.
OFF_GROUND_LEAST = 0.95
OFF_GROUND_WEIGHT = 0.8
_WANT_ANSWER = {Kind.OFFERED, Kind.REFERENCE_ASKED, Kind.ASSESSMENT_ASKED, Kind.INFORMATION_ASKED}
_DATED = {Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED}
_INVITES = re.compile(r"\binvit|\blike to\b|\?", re.IGNORECASE)
#: What an employer wants of us.
_WISHES = frozenset({"interview", "assessment_asked", "information_asked"})
#: What is foreign to a workspace of each sort.
_FOREIGN = {"personal": TRADE | {"resolved"}, "business": JOB - {"rejected"} | {"cooled"}}
#: What only a letter meant for us can mean.
_FOR_US = TRADE | {"referred", "sent_by", "opted_out", "reference_asked"}


def read_received(letter: Letter, who: Party) -> tuple[Told, ...]:
    """A person's letter: that it came and what it asks, and what it means."""
    found = _on_ground(letter)
    asked = _asked(letter, found)
    meant = read_meanings(letter, who, found)
    if any(each.kind in _DATED and each.sure and not _INVITES.search(each.says) for each in meant):
        found.pop("interview", None)  # what is settled wants no answer
    return (_message(letter, who, asked, found), *meant)


def _asked(letter: Letter, found: Mapping[str, Found]) -> list[str]:
    """What the letter asks; the wishes in an order are part of the order, only its questions want an answer of their own."""
    if "ordered" in found and found["ordered"].is_sure:
        return questions([each for each in _but(letter, found["ordered"]) if each.is_question])
    if "interview" in found and letter.mail.calendars:
        return questions(_but(letter, found["interview"]))  # the entry is accepted in the calendar
    return questions(letter.sentences)


def _but(letter: Letter, found: Found) -> list[Sentence]:
    return [each for place, each in enumerate(letter.sentences) if place not in found.places]


def enquiry(letter: Letter, who: Party) -> Told:
    """That they enquire, whatever the words."""
    return Told(
        slot="means", kind=Kind.ENQUIRED, at=letter.at, who=who, says=letter.first_words[:500], about=_about(letter, Kind.ENQUIRED)
    )  # fmt: skip


def read_machine(letter: Letter, who: Party) -> tuple[Told, ...]:
    """A machine's letter about an application: what it means, and that it came only where it asks something of us."""
    found = {
        meaning: each
        for meaning, each in letter.meanings("received").items()
        if meaning in JOB | {"answer_promised"}
    }
    told = read_meanings(letter, who, found)
    is_set = any(each.kind in _DATED and each.sure for each in told)
    wants = bool(_WISHES & found.keys()) and not is_set
    asked = questions(letter.sentences) if wants or not told else []
    if (asked and told) or wants:
        return (_message(letter, who, asked, found), *told)
    return tuple(told)


def job_words(letter: Letter) -> bool:
    """Whether the words alone tell, without doubt, that it is about an application of ours."""
    return any(each.is_sure for meaning, each in letter.meanings("received").items() if meaning in JOB)


def read_meanings(letter: Letter, who: Party, found: Mapping[str, Found]) -> list[Told]:
    """The facts behind the words: one main meaning, and what may stand beside it."""
    found = _without_parts(found)
    told = _main(letter, who, found)
    rejected = any(each.kind == Kind.REJECTED and each.sure for each in told)
    if not rejected and not letter.mail.calendars:
        set_ = read_interviews(letter, found, who)
        told += set_ if any(each.sure for each in set_) else [*set_, *_invited(letter, who, found)]
    if not rejected:
        # A day that an offer names for our answer is no day of theirs.
        named = {each.until for each in told if each.kind == Kind.OFFERED}
        told += [each for each in _promise(letter, who, found) if each.until not in named]
    if "sent_by" in found:
        told.append(_sent_by(letter, who, found["sent_by"]))
    told += _beside(
        letter, who, found, {"reference_asked": "reference", "referred": "referred", "opted_out": "stop"}
    )
    if not rejected:
        wishes = {"assessment_asked": "assessment", "information_asked": "information"}
        told += [each for each in _beside(letter, who, found, wishes) if each.sure]
    if "applied" in found and "rejected" not in found and all(each.slot != "applied" for each in told):
        told.append(_told(letter, who, found["applied"], "applied"))
    return told


def _without_parts(found: Mapping[str, Found]) -> dict[str, Found]:
    """The meanings without those that are only a part of a greater one which is at least as sure."""
    return {
        meaning: each
        for meaning, each in found.items()
        if not any(
            greater in found and (found[greater].is_sure or not each.is_sure)
            for greater in _GREATER.get(meaning, ())
        )
    }


def _invited(letter: Letter, who: Party, found: Mapping[str, Found]) -> list[Told]:
    """They want to talk with us, and no day is set yet; where that is not sure, the letter's own question says enough."""
    reason = found.get("interview")
    if reason is None or not reason.is_sure:
        return []
    return [_told(letter, who, replace(reason, meaning="invited"), "invited")]


def _main(letter: Letter, who: Party, found: Mapping[str, Found]) -> list[Told]:
    present = [found[each] for each in _MAIN if each in found]
    if any(each in found and found[each].is_sure for each in _BEYOND_RECEIPT):
        present = [each for each in present if each.meaning != "acknowledged"]
    if "cooled" in found:
        present = [each for each in present if each.meaning != "acknowledged"] or [
            _as_refusal(found["cooled"])
        ]
    if not present:
        return []
    best = max(present, key=lambda each: (each.is_sure, -_MAIN.index(each.meaning)))
    # A refusal beside an offer or a new date is for the person to judge.
    torn = best.meaning == "rejected" and _offers_elsewhere(found, best)
    if best.meaning == "rejected" and _invites(letter, found):
        torn = True
    told = [replace(_told(letter, who, best, "means"), sure=best.is_sure and not torn)]
    if best.meaning == "acknowledged" and _is_first_sign(letter, best):
        told.append(replace(told[0], slot="applied", kind=Kind.APPLIED))
    return told


def _offers_elsewhere(found: Mapping[str, Found], refusal: Found) -> bool:
    """Whether another sentence than the refusal's offers something."""
    offer = found.get("offered")
    return offer is not None and offer.weight >= 0.9 and not set(offer.places) <= set(refusal.places)


def _as_refusal(cooled: Found) -> Found:
    """Thanks with a damper are perhaps a no, which only the person can tell."""
    return replace(cooled, meaning="rejected", weight=ASK)


def _invites(letter: Letter, found: Mapping[str, Found]) -> bool:
    return bool(
        "interview" in found and found["interview"].is_sure and read_interviews(letter, found, Party())
    )


def _is_first_sign(letter: Letter, reason: Found) -> bool:
    """A machine's confirmation that answers no letter of ours is the only trace of an application by web form."""
    return letter.by_machine and reason.is_sure and not letter.mail.in_reply_to and not letter.mail.references


def _promise(letter: Letter, who: Party, found: Mapping[str, Found]) -> list[Told]:
    """A promised answer, only with the day they named."""
    reason = found.get("answer_promised")
    if reason is None:
        return []
    own = letter.sentences[reason.place]
    until = deadline(own.text, letter.written, letter.zone)
    if until is None:
        return []
    return [replace(_told(letter, who, reason, "promise"), until=until)]


def _sent_by(letter: Letter, who: Party, reason: Found) -> Told:
    """Somebody sent the writer to us: worth keeping; whom to thank is for the person to say."""
    return Told(
        slot="sent-by",
        kind=Kind.NOTED,
        at=letter.at,
        who=who,
        says=reason.says[:500],
        details={"sort": "referral"},
    )


def _beside(
    letter: Letter, who: Party, found: Mapping[str, Found], slots: Mapping[str, str]
) -> Iterable[Told]:
    for meaning, slot in slots.items():
        if meaning in found:
            yield _told(letter, who, found[meaning], slot)


def _told(letter: Letter, who: Party, reason: Found, slot: str) -> Told:
    """The fact that a reason makes, still without the doubts that other reasons may cast on it."""
    kind = Kind(reason.meaning)
    wants_answer = kind in _WANT_ANSWER
    return Told(
        slot=slot, kind=kind, at=letter.at, who=who, says=reason.says[:500], sure=reason.is_sure,
        until=_named_deadline(letter, reason) if wants_answer else None, about=_about(letter, kind), by_machine=letter.by_machine,
    )  # fmt: skip


def _named_deadline(letter: Letter, reason: Found) -> datetime | None:
    """The day by which they want an answer, from a sentence that says “by”, “until” or the like."""
    for sentence in letter.sentences[reason.place :]:
        if any(
            f" {word} " in sentence.plain
            for word in ("by", "until", "before", "latest", "deadline", "within", "no later than", "valid")
        ) and (until := deadline(sentence.text, letter.written, letter.zone)):
            return until
    return None


def _about(letter: Letter, kind: Kind) -> About | None:
    if kind == Kind.REJECTED and letter.known.mode == "business":
        return letter.about("sale")
    if kind in _ABOUT:
        return letter.about(_ABOUT[kind])
    if letter.known.mode == "personal" and kind != Kind.OPTED_OUT:
        return _application_if_named(letter)
    return None


def _application_if_named(letter: Letter) -> About | None:
    return letter.about("application") if letter.names_application else None


def _message(letter: Letter, who: Party, asked: list[str], found: Mapping[str, Found]) -> Told:
    says = asked[0] if asked else letter.first_words
    invites = any(found[each].is_sure for each in _WISHES & found.keys()) and not letter.mail.calendars
    # Nobody owes an answer to a letter that was scattered to strangers.
    is_understood = bool((JOB | TRADE) & found.keys())
    meant_for_us = letter.is_to_us or bool(JOB & found.keys())
    wants_answer = (
        (bool(asked) or invites) and meant_for_us and (is_understood or not is_advertising(letter, asked))
    )
    return Told(
        slot="message", kind=Kind.RECEIVED, at=letter.at, who=who, says=says[:500], asks=wants_answer, by_machine=letter.by_machine,
        about=_application_if_named(letter) if letter.known.mode == "personal" else None,
        details={"questions": "\n".join(asked)} if asked else {},
    )  # fmt: skip


def _on_ground(letter: Letter) -> dict[str, Found]:
    """The meanings found: what is foreign to the workspace's purpose, or not meant for us, must be said clearly."""
    found = letter.meanings("received")
    foreign = _FOREIGN[letter.known.mode]
    if letter.known.mode == "personal" and JOB & found.keys():
        found = {meaning: each for meaning, each in found.items() if meaning not in foreign}
    scattered = frozenset() if letter.is_to_us else _FOR_US
    weighed: dict[str, Found] = {}
    for meaning, each in found.items():
        least = OFF_GROUND_LEAST if meaning in scattered | foreign else ASK
        if each.weight >= least:
            weighed[meaning] = replace(each, weight=OFF_GROUND_WEIGHT) if meaning in foreign else each
    return weighed
