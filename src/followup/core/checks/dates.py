"""Days in the letter against the calendar and the record."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from followup.core.findings import Finding
from followup.core.letters.days import WEEKDAYS, day_of, spoken

from .day_words import DayNamed, days_named
from .look import Look, Span

#: A sentence with one of these speaks of something in the record.
_OCCASION = re.compile(
    r"\b(?:interview(?:ed)?|conversation|talk(?:ed)?|spoke|met|meeting|applied|application|ordered|order|quote"
    r"|wrote|message|enquiry|sent you|thank you|thanks|call(?:ed)?|answered)\b",
    re.IGNORECASE,
)
_TALK = re.compile(r"\b(?:interview(?:ed)?|conversation|talk(?:ed)?|spoke|met|meeting you)\b", re.IGNORECASE)
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
    known = _known_days(look)
    if not known or look.record.because is None:
        return
    for sentence in look.sentences:
        if not _OCCASION.search(sentence.text):
            continue
        for named in days_named(sentence.text, look.today):
            if _is_past(named, look.today) and not known.intersection(named.days):
                yield _unknown_day(look, sentence, named)


def other_weekday(look: Look) -> Iterator[Finding]:
    """“our talk on Monday” when it was on Tuesday."""
    because = look.record.because
    if because is None:
        return
    day = day_of(because.at, look.record.sender.timezone)
    if not timedelta(0) <= look.today - day <= _FRESH:
        return
    weekdays = {each.weekday() for each in _known_days(look)}
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
    known = [day for day in named.days if day in _known_days(look)]
    return known or [named.nearest(look.today)]


def _known_days(look: Look) -> set[date]:
    facts = [*look.record.facts, *([look.record.because] if look.record.because else [])]
    moments = [moment for fact in facts for moment in (fact.at, fact.until) if moment]
    return {day_of(moment, zone) for moment in moments for zone in _zones(look)}


def _zones(look: Look) -> tuple[str, ...]:
    return tuple({look.record.sender.timezone, look.record.contact.timezone or look.record.sender.timezone})


def _is_past(named: DayNamed, today: date) -> bool:
    return bool(named.days) and named.nearest(today) <= today


def _unknown_day(look: Look, sentence: Span, named: DayNamed) -> Finding:
    because = look.record.because
    right = spoken(day_of(because.at, look.record.sender.timezone)) if because else ""
    span = Span(sentence.start + named.start, sentence.start + named.end, named.text)
    kind = because.kind.value.replace("_", " ") if because else ""
    return look.block(
        "day-record", f"The letter says “{named.text}”; the record says “{kind}” on {right}.", span, right
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
