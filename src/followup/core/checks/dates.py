"""Days in the letter against the calendar and the record."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from followup.core.agenda_interviews import SET, interviews_held
from followup.core.facts import Fact
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters.days import WEEKDAYS, day_of, spoken
from followup.core.letters.fields import INTERVIEWS

from .day_words import DayNamed, days_named
from .look import Look, Span

#: Words that speak of something in the record, and the kinds of fact that they speak of.
_OCCASIONS: tuple[tuple[re.Pattern[str], frozenset[Kind]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(kinds))
    for words, kinds in (
        (
            r"interview(?:ed)?|conversation|talk(?:ed)?|spoke|meet|met|meeting",
            (*INTERVIEWS, Kind.MET, Kind.CALLED),
        ),
        (r"applied|apply|application", (Kind.APPLIED, Kind.DETAILS_LEFT)),
        (r"ordered|orders?", (Kind.ORDERED, Kind.DELIVERED)),
        (r"quotes?|quoted", (Kind.QUOTED,)),
        (r"enquiry|enquired|complaint", (Kind.ENQUIRED, Kind.COMPLAINED, Kind.RECEIVED)),
        (r"promised?|promise", (Kind.PROMISED, Kind.ANSWER_PROMISED)),
        (r"wrote|message|sent you|answered|called?|thank you|thanks", ()),
    )
)
#: A talk that has taken place, however it is spoken of.
_TALK = re.compile(
    r"\b(?:interviewed|talked|spoke|met|meeting you|(?:our|the|for|your) (?:talk|conversation|interview|meeting))\b",
    re.IGNORECASE,
)
_TALKS = frozenset({*INTERVIEWS, Kind.MET, Kind.CALLED})
_WEEKDAY_ALONE = re.compile(
    rf"\b(?:on|last|this past) ({'|'.join(WEEKDAYS)})\b(?!,? (?:the )?\d|,? [A-Z][a-z]+ \d)"
)
_FRESH = timedelta(days=7)


def weekday(look: Look) -> Iterator[Finding]:
    """“Tuesday 4 March 2026”, which is a Wednesday, and days that no month has."""
    for place, offset, text in _texts(look):
        for named in days_named(text, look.today):
            if finding := _odd(look, named):
                yield _at(place, offset, named, *finding)


def other_day(look: Look) -> Iterator[Finding]:
    """A day of the past that is none of the days in the record, where the sentence speaks of one."""
    known = days_of(look)
    if not known or look.record.because is None:
        return
    for clause in _clauses(look):
        meant = [kinds for pattern, kinds in _OCCASIONS if pattern.search(clause.text)]
        if not meant:
            continue
        exact = frozenset[Kind]().union(*meant) if all(meant) else frozenset[Kind]()
        days = days_of(look, exact) or known
        for named in days_named(clause.text, look.today):
            if _is_past(named, look.today) and not days.intersection(named.days):
                yield _unknown_day(look, clause, named, max(days))


def _clauses(look: Look) -> Iterator[Span]:
    """Sentences cut at semicolons and colons, so that a day is held against the words it stands with."""
    for sentence in look.sentences:
        for found in re.finditer(r"[^;:]+", sentence.text):
            yield Span(sentence.start + found.start(), sentence.start + found.end(), found.group())


def other_weekday(look: Look) -> Iterator[Finding]:
    """“our talk on Monday” when it was on Tuesday."""
    because = look.record.because
    if because is None or because.kind not in _TALKS:
        return
    day = day_of(because.at, look.record.sender.timezone)
    if not timedelta(0) <= look.today - day <= _FRESH:
        return
    weekdays = {each.weekday() for each in days_of(look)}
    for sentence in look.sentences:
        found = _WEEKDAY_ALONE.search(sentence.text) if _TALK.search(sentence.text) else None
        if found and WEEKDAYS.index(found.group(1)) not in weekdays:
            span = Span(sentence.start + found.start(1), sentence.start + found.end(1), found.group(1))
            yield look.warn(
                "weekday-record",
                f"“{found.group(1)}”: the record says {spoken(day)}.",
                span,
                WEEKDAYS[day.weekday()],
            )


def _texts(look: Look) -> Iterator[tuple[str, int, str]]:
    yield "body", look.core.start, look.core.text
    yield "subject", 0, look.draft.subject


def _odd(look: Look, named: DayNamed) -> tuple[str, str] | None:
    if not named.days:
        return f"“{named.text}” is a day that does not exist.", ""
    if named.weekday is None or any(day.weekday() == named.weekday for day in _meant(look, named)):
        return None
    day = named.nearest(look.today)
    right = WEEKDAYS[day.weekday()]
    mend = right + named.text[named.weekday_end - named.start :]
    return f"“{named.text}” is a {right}.", mend


def _meant(look: Look, named: DayNamed) -> list[date]:
    """Without a year a date means the day of the record, else the nearest one."""
    known = [day for day in named.days if day in days_of(look)]
    return known or [named.nearest(look.today)]


def days_of(look: Look, kinds: frozenset[Kind] = frozenset()) -> set[date]:
    """The days of the record's facts, of some kinds only where kinds are given."""
    facts = [*_standing(look.record.facts), *([look.record.because] if look.record.because else [])]
    about = [fact for fact in facts if not kinds or fact.kind in kinds]
    moments = [moment for fact in about for moment in (fact.at, fact.until) if moment]
    return {day_of(moment, zone) for moment in moments for zone in _zones(look)}


def _standing(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without the talks that were moved to another day or called off."""
    held = {
        day for fact in interviews_held(facts) for day in (fact.at.date(), (fact.until or fact.at).date())
    }
    return [fact for fact in facts if fact.kind not in SET or fact.at.date() in held]


def _zones(look: Look) -> tuple[str, ...]:
    return tuple({look.record.sender.timezone, look.record.contact.timezone or look.record.sender.timezone})


def _is_past(named: DayNamed, today: date) -> bool:
    return bool(named.days) and named.nearest(today) <= today


def _unknown_day(look: Look, sentence: Span, named: DayNamed, right: date) -> Finding:
    span = Span(sentence.start + named.start, sentence.start + named.end, named.text)
    return look.block(
        "day-record", f"The letter says “{named.text}”; the record says {spoken(right)}.", span, spoken(right)
    )


def _at(place: str, offset: int, named: DayNamed, sentence: str, mend: str) -> Finding:
    return Finding(
        severity="block",
        check="weekday",
        place=place,
        sentence=sentence,
        start=offset + named.start,
        end=offset + named.end,
        mend=mend,
    )
