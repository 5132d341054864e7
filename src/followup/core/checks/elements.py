"""What each letter must say: the elements of its step."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters.days import WEEKDAYS, day_of, spoken
from followup.core.letters.fields import INTERVIEWS, fields
from followup.core.matching import fold

from .day_words import days_named
from .greeting import bare, words_of
from .look import Look, folded

#: When a role counts as named: this share of its words stands in the letter.
ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Element:
    """Something a letter must say. `lacks` gives the sentence when it does not, "" when it does or nobody can tell."""

    name: str
    lacks: Callable[[Look], str]


def missing(look: Look) -> Iterator[Finding]:
    """Each element of the step that the letter leaves out, as far as the record knows what to look for."""
    for element in NEEDED.get(look.record.step, ()):
        if sentence := element.lacks(look):
            yield look.block(f"missing-{element.name}", sentence)


def _role(look: Look) -> str:
    right = fields(look.record)["role"]
    return "" if _names(look, right) else f"The letter does not name the role, “{right}”."


def _names(look: Look, phrase: str) -> bool:
    """True when enough of the phrase's words stand in the letter."""
    said = set(fold(_all(look)).split())
    words = [word for word in fold(phrase).split() if len(word) > 2 and word != "the"]
    return sum(word in said for word in words) >= ENOUGH * len(words)


def _reference(look: Look) -> str:
    reference = look.record.opportunity.reference if look.record.opportunity else ""
    if not reference or folded(reference) in folded(_all(look)):
        return ""
    return f"The letter leaves out the reference number, {reference}."


def _firm(look: Look) -> str:
    firm = look.record.firm
    words = words_of(firm)
    return (
        f"The letter does not name the firm, “{firm}”."
        if words and bare(words[0]) not in bare(_all(look))
        else ""
    )


def _day(look: Look, *kinds: Kind) -> str:
    because = look.record.because
    facts = [fact for fact in (*look.record.facts, because) if fact and fact.kind in kinds]
    zone = look.record.sender.timezone
    days = {day_of(fact.at, zone) for fact in facts}
    named = {day for each in days_named(_all(look), look.today) for day in each.days}
    if not days or days & named:
        return ""
    return f"The letter does not say the day: {spoken(max(days))}."


def _applied_day(look: Look) -> str:
    return _day(look, Kind.APPLIED, Kind.DETAILS_LEFT)


def _interview_day(look: Look) -> str:
    return _day(look, *INTERVIEWS)


def _met_day(look: Look) -> str:
    # Days after a fair nobody writes the date in full.
    spoken_of = rf"\b(?:yesterday|today|last week|{'|'.join(WEEKDAYS)})\b"
    return "" if re.search(spoken_of, look.core.text) else _day(look, Kind.MET)


def _order_day(look: Look) -> str:
    return _day(look, Kind.ORDERED)


def _interest(look: Look) -> str:
    words = r"\b(?:interest\w*|glad|gladly|happy|happily|like to|join\w*|keen|looking for|pleasure|enthusias\w*|want to|love to|look forward)\b"
    return "" if re.search(words, look.core.text, re.I) else "Say that you would like to have the job."


def _caller(look: Look) -> str:
    caller = look.record.because_name
    return "" if _names(look, caller) else f"The letter does not say who may call: {caller}."


def _papers(look: Look) -> str:
    if re.search(r"\b(?:CV|r[ée]sum[ée]|curriculum|advertisement|papers)\b", look.core.text, re.I):
        return ""
    return "Offer your current CV, so that they speak of the same work."


def _whom(look: Look) -> str:
    whom = fields(look.record)["whom"]
    return "" if _names(look, whom) else f"The letter does not say whom it is about: {whom}."


def _asks(look: Look) -> str:
    return "" if "?" in look.core.text else "Ask for the reason: that is the point of this letter."


def _offers_more(look: Look) -> str:
    if re.search(
        r"\b(?:add|send|more|provide|helps?|further|references|samples|useful|answer)\b", look.core.text, re.I
    ):
        return ""
    return "Offer something: references, work samples, a second talk."


def _keep_in_mind(look: Look) -> str:
    if re.search(
        r"\bin (?:your )?mind\b|\bconsider me\b|\bthink of me\b|\bhear from you\b|\bin touch\b",
        look.core.text,
        re.I,
    ):
        return ""
    return "Ask them to keep you in mind."


def _thanks(look: Look) -> str:
    if re.search(r"\b(?:thank|thanks|grateful|gratitude|appreciate)", look.core.text, re.I):
        return ""
    return "The letter does not say thank you."


def _number(look: Look) -> str:
    values = fields(look.record)
    number = values["quote"] if look.record.step.startswith("quote/") else values["order"]
    return f"The letter leaves out the number, {number}." if number and number not in _all(look) else ""


def _until(look: Look) -> str:
    until = look.record.because.until if look.record.because else None
    if until is None:
        return ""
    day = day_of(until, look.record.sender.timezone)
    named = {each for found in days_named(_all(look), look.today) for each in found.days}
    return "" if day in named else f"The letter does not say the day: {spoken(day)}."


def _item(look: Look) -> str:
    item = fields(look.record)["item"]
    return "" if _names(look, item) else f"The letter does not say what they bought: {item}."


def _event(look: Look) -> str:
    event = fields(look.record)["event"]
    return "" if _names(look, event) else f"The letter does not say where you met: {event}."


def _apology(look: Look) -> str:
    if re.search(r"\b(?:sorry|apologi[sz]e|apology|apologies|regret)\b", look.core.text, re.I):
        return ""
    return "A complaint wants an apology for what happened."


def _one_ask(look: Look) -> str:
    asks = look.core.text.count("?")
    return f"One request is enough after a rejection; the letter has {asks} questions." if asks > 1 else ""


def _freedom(look: Look) -> str:
    if re.search(
        r"\b(?:fine|free|understand|say no|no problem|if you agree|if it suits)\b", look.core.text, re.I
    ):
        return ""
    return "Leave them free to say no."


def _questions_answered(look: Look) -> str:
    quoted = [
        line for line in look.draft.body.splitlines() if line.startswith("“") and line.rstrip().endswith("?”")
    ]
    lines = look.draft.body.splitlines()
    for asked in quoted:
        answer = next((line for line in lines[lines.index(asked) + 1 :] if line.strip()), "")
        if not answer or answer in quoted:
            return f"The question {asked} has no answer."
    return ""


def _all(look: Look) -> str:
    return f"{look.draft.subject}\n{look.core.text}"


_ROLE, _FIRM = Element("role", _role), Element("firm", _firm)
_TALK_DAY = Element("interview-day", _interview_day)
_THANKS, _MIND = Element("thanks", _thanks), Element("keep-in-mind", _keep_in_mind)
_NUMBER, _ITEM = Element("number", _number), Element("item", _item)
_WHOM = Element("whom", _whom)
_ANSWERS = Element("answers", _questions_answered)

#: By step; what the record does not know cannot be asked for, its blank in the draft is.
NEEDED: Mapping[str, tuple[Element, ...]] = {
    "application/check": (_ROLE, Element("reference", _reference), Element("applied-day", _applied_day)),
    "application/second-check": (_ROLE, Element("reference", _reference)),
    "interview/thank-you": (_THANKS, _ROLE, Element("interest", _interest)),
    "interview/result-check": (_ROLE, _TALK_DAY, Element("offer-of-more", _offers_more)),
    "interview/second-check": (_ROLE,),
    "interview/close": (_MIND,),
    "referee/permission": (Element("freedom", _freedom),),
    "referee/alert": (_FIRM, _ROLE, Element("caller", _caller), Element("papers", _papers)),
    "referee/thanks": (_THANKS,),
    "rejection/reply": (_THANKS, _MIND, Element("one-request", _one_ask)),
    "referral/thanks": (_THANKS, _WHOM),
    "referral/report": (_THANKS, _WHOM),
    "offer/answer": (_THANKS, Element("decision-day", _until)),
    "employer/reply": (_ANSWERS,),
    "landing/thanks": (_THANKS,),
    "met/hello": (Element("event", _event), Element("met-day", _met_day)),
    "enquiry/reply": (_ANSWERS,),
    "quote/chase": (_NUMBER, Element("expiry-day", _until)),
    "quote/expiry": (_NUMBER, Element("expiry-day", _until)),
    "order/acknowledge": (_NUMBER,),
    "order/thank-you": (_THANKS, _ITEM),
    "buyer/again": (_ITEM, Element("order-day", _order_day)),
    "buyer/win-back": (Element("question", _asks),),
    "complaint/reply": (Element("apology", _apology),),
    "customer-referral/thanks": (_THANKS, _WHOM),
}
