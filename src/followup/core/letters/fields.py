"""The fields of a letter: what each means, and how it is found in a record."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from followup.core.facts import Fact
from followup.core.kinds import Kind
from followup.core.matching import organisation_key
from followup.core.occasions import Occasion, occasion

from . import counting, habits, items
from .days import day_of, spoken, written
from .events import event_phrase
from .greeting import called, greeting
from .introduced import introduced
from .matters import matter_words
from .promises import promised_thing
from .questions import questions
from .record import Record
from .signature import numbers, signature
from .topics import from_note, from_theirs

#: An interview that was set is one that took place, once the agenda says so.
INTERVIEWS = (Kind.INTERVIEWED, Kind.INTERVIEW_MOVED, Kind.INTERVIEW_SET)

#: Words of a title up to which “the … role” reads well.
_SHORT = 4

_QUALIFIER = re.compile(r"\s*[(\[][a-z*](?:\s*/\s*[a-z*]){1,3}[)\]]", re.IGNORECASE)
_LONGEST_QUOTE = 200
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def fields(about: Record) -> dict[str, str]:
    """Every field's words; "" for those that the record does not know. Values are one line, bracket-free."""
    told = {name: _clean(find(about)) for name, find in _FINDERS.items()}
    told["questions"] = _answers(about)
    told["signature"] = signature(about.sender, about.step)
    return told


def role(title: str) -> str:
    """A job title without its “(m/f/d)”."""
    return _QUALIFIER.sub("", title).strip()


def _clean(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line.translate(str.maketrans("[]{}", "()()"))


def _latest(about: Record, *kinds: Kind) -> Fact | None:
    found = [fact for fact in about.facts if fact.kind in kinds]
    if about.because and about.because.kind in kinds:
        return about.because
    matter = about.because.opportunity if about.because else None
    same = [fact for fact in found if matter is None or fact.opportunity in {matter, None}]
    return (same or [None])[-1]  # type: ignore[list-item]


def _day(about: Record, fact: Fact | None) -> str:
    return spoken(day_of(fact.at, about.sender.timezone)) if fact else ""


def _date(about: Record, fact: Fact | None) -> str:
    return written(day_of(fact.at, about.sender.timezone)) if fact else ""


def _until(about: Record, fact: Fact | None) -> str:
    return spoken(day_of(fact.until, about.sender.timezone)) if fact and fact.until else ""


def _said(fact: Fact | None, *names: str) -> str:
    return next((str(fact.details[name]) for name in names if fact.details.get(name)), "") if fact else ""


def _title(about: Record) -> str:
    return about.opportunity.title if about.opportunity else ""


def _role(about: Record) -> str:
    """The job's title; an application that is only known by its firm has none."""
    is_job = about.opportunity is not None and about.opportunity.kind in {"application", "introduction"}
    title = role(_title(about)) if is_job else ""
    return "" if organisation_key(title) == organisation_key(about.firm) else title


def _the_role(about: Record) -> str:
    """“the Data Analyst role”, and “the role of Lead Researcher, Patient App” where the title is long."""
    title = _role(about)
    if not title:
        return ""
    return f"the role of {title}" if "," in title or len(title.split()) > _SHORT else f"the {title} role"


def _about(about: Record) -> str:
    """What it is about as part of a sentence: “your order 2291”, or the matter's own words in quotes."""
    if about.opportunity is None or not about.opportunity.title:
        return ""
    label, name = matter_words(_title(about))
    if about.opportunity.kind == "order" and (about.opportunity.reference or "order" in label.casefold()):
        return f"your order {about.opportunity.reference}".strip()
    return f"“{_bare_quotes(role(name))}”"


def _bare_quotes(text: str) -> str:
    return text.strip().translate(str.maketrans("", "", '“”„"'))


def _note(fact: Fact | None) -> str:
    """What the person wrote down about a fact; the words of a mail or a calendar are not a note."""
    if fact is None:
        return ""
    return _said(fact, "note") or (fact.says if fact.source == "hand" else "")


def _notes(about: Record) -> list[str]:
    """Notes about the occasion itself first, then those written down since, newest first."""
    since = about.because.at.date() if about.because else None
    later = [
        fact
        for fact in reversed(about.facts)
        if fact.kind in {Kind.NOTED, Kind.MET, Kind.CALLED, *INTERVIEWS}
        and (since is None or fact.at.date() >= since)
    ]
    return list(filter(None, (_note(fact) for fact in (about.because, *later))))


def _detail(about: Record) -> str:
    if phrase := next(filter(None, map(from_note, _notes(about))), ""):
        return phrase
    before = [fact.says for fact in reversed(about.facts) if fact.kind in INTERVIEWS]
    return from_theirs([*before, *about.heard])


def _fit(about: Record) -> str:
    return _said(_latest(about, Kind.APPLIED, Kind.DETAILS_LEFT), "fit")


def _item(about: Record) -> str:
    """What they bought: from the order, else from their own words."""
    ordered = _latest(about, Kind.ORDERED)
    told = [fact.details.get("items", "") for fact in (ordered, _latest(about, Kind.DELIVERED)) if fact]
    if found := next(filter(None, map(items.listed, told)), ""):
        return found
    if ordered is None:
        return ""
    is_order = about.opportunity is not None and about.opportunity.kind == "order"
    label, name = matter_words(_title(about)) if is_order else ("", "")
    return items.ordered(ordered.says) or (name if label else "")


def _order_of(about: Record) -> Occasion:
    """Which of their orders the letter is about."""
    ordered = _latest(about, Kind.ORDERED)
    if ordered is None:
        return Occasion(0)
    return occasion(about.order_days, day_of(ordered.at, about.sender.timezone).toordinal())


def _nth(about: Record) -> str:
    found = _order_of(about)
    return counting.ordinal(found.number) if found.number > 1 and not found.years else ""


def _their_words(about: Record) -> str:
    return _first_sentence(about.because.says).rstrip(".!? ") if about.because else ""


def _first_sentence(text: str) -> str:
    """The first sentence; "" for one too long to be quoted, since half a sentence is none."""
    first = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    return first if len(first) <= _LONGEST_QUOTE else ""


def _answers(about: Record) -> str:
    """Their questions as quoted lines, each with a blank for its answer."""
    text = about.answered.text if about.answered and not about.answered.is_ours else ""
    text = text or (about.because.says if about.because else "")
    return "\n\n".join(f"“{_clean(asked)}”\n[your answer]" for asked in questions(text))


def _at_firm(about: Record) -> str:
    return f"at {about.firm}" if about.firm else ""


def _left(about: Record) -> str:
    """Known when our details were left with them, rather than sent as an application."""
    fact = _latest(about, Kind.APPLIED, Kind.DETAILS_LEFT)
    return "yes" if fact and fact.kind == Kind.DETAILS_LEFT else ""


def _whom(about: Record) -> str:
    because = about.because
    named = _said(because, "whom", "for", "name") or about.because_name
    return named or (introduced(because.says) if because and because.kind == Kind.REFERRED else "")


def _helped(about: Record) -> str:
    """What this person did for us, the rarest kindness first."""
    for kind, says in _KINDNESSES.items():
        if fact := _latest(about, kind):
            return says.format(day=_date(about, fact))
    return ""


def _occasion(about: Record) -> str:
    """What we remember together, when time has passed."""
    because = about.because
    day = _date(about, because)
    place = event_phrase(_said(because, "event"))
    job = (
        " ".join(filter(None, ("about", _the_role(about), _at_firm(about)))) if _role(about) else f"of {day}"
    )
    return {
        Kind.MET: f"our meeting on {day}" + (f" at {place}" if place else ""),
        Kind.REJECTED: f"our exchange {job}",
        Kind.REFERRED: f"the help you gave me on {day}",
        Kind.REFEREE_AGREED: "that you agreed to speak for me as a referee",
    }.get(because.kind, f"our contact of {day}") if because else ""  # fmt: skip


def _reach(about: Record) -> str:
    """How the foot of the letter lets them reach us."""
    count = len(numbers(about.sender))
    return ("by answering this letter", "at the number below", "at either of the numbers below")[count]


_KINDNESSES = {
    Kind.REFERRED: "for the introduction you made on {day}",
    Kind.REFEREE_AGREED: "for speaking for me as a referee",
    Kind.INTERVIEWED: "for our conversation on {day}",
    Kind.CALLED: "for the time you took on the telephone on {day}",
    Kind.MET: "for our talk on {day}",
}


def _outcome(about: Record) -> str:
    kind = about.because.kind if about.because else None
    firm = f" at {about.firm}" if about.firm else ""
    job = f"{_the_role(about) or 'the position'}{firm}"
    return {
        Kind.HIRED: f"I have accepted {job}",
        Kind.OFFERED: f"I have been offered {job}",
        Kind.REJECTED: f"{job} has gone to somebody else this time",
    }.get(kind, "") if kind else ""  # fmt: skip


_FINDERS: Mapping[str, Callable[[Record], str]] = MappingProxyType({
    "greeting": lambda about: greeting(about.contact),
    "name": lambda about: called(about.contact),
    "given": lambda about: about.contact.given,
    "firm": lambda about: about.firm,
    "at_firm": _at_firm,
    "role": _role,
    "the_role": _the_role,
    "about": _about,
    "reference": lambda about: about.opportunity.reference if about.opportunity else "",
    "title": lambda about: role(_title(about)),
    "day": lambda about: _day(about, about.because),
    "date": lambda about: _date(about, about.because),
    "applied_day": lambda about: _day(about, _latest(about, Kind.APPLIED, Kind.DETAILS_LEFT)),
    "left": _left,
    "late": lambda about: "yes" if about.is_late else "",
    "automatic": lambda about: "yes" if about.is_automatic else "",
    "occasion": _occasion,
    "interview_day": lambda about: _day(about, _latest(about, *INTERVIEWS)),
    "met_day": lambda about: _day(about, _latest(about, Kind.MET)),
    "enquired_day": lambda about: _day(about, _latest(about, Kind.ENQUIRED, Kind.RECEIVED)),
    "complained_day": lambda about: _day(about, _latest(about, Kind.COMPLAINED)),
    "promised_day": lambda about: _until(about, _latest(about, Kind.ANSWER_PROMISED)),
    "decision_day": lambda about: _until(about, _latest(about, Kind.OFFERED)),
    "our_last_day": lambda about: _day(about, _latest(about, Kind.SENT, Kind.POSTED)),
    "detail": _detail,
    "fit": _fit,
    "reason": lambda about: _said(_latest(about, Kind.NOTED), "reason"),
    "event": lambda about: event_phrase(_said(_latest(about, Kind.MET), "event")),
    "order": lambda about: _said(_latest(about, Kind.DELIVERED, Kind.ORDERED), "number"),
    "item": _item,
    "thing": lambda about: items.one_thing(_item(about)),
    "first": lambda about: "yes" if _order_of(about).number == 1 else "",
    "nth": _nth,
    "years": lambda about: counting.years(_order_of(about).years),
    "order_date": lambda about: _date(about, _latest(about, Kind.ORDERED)),
    "gap": lambda about: habits.usual_gap(about.order_days),
    "quote": lambda about: _said(_latest(about, Kind.QUOTED), "number"),
    "until_day": lambda about: _until(about, about.because),
    "they_said": _their_words,
    "promise": lambda about: promised_thing(about.because.says) if about.because else "",
    "whom": _whom,
    "caller": lambda about: about.because_name,
    "helped": _helped,
    "outcome": _outcome,
    "my_name": lambda about: about.sender.name,
    "my_firm": lambda about: about.sender.organisation,
    "my_title": lambda about: about.sender.title,
    "reach": _reach,
})  # fmt: skip
