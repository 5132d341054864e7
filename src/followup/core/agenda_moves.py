"""What moves a follow-up to a later day: their word, their absence, the step's limit, the person's own wish."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from . import calendar
from .agenda_history import IN_TOUCH, History, after, is_automatic, same_matter
from .agenda_limits import within
from .agenda_matter import Matter
from .agenda_stops import answers_to
from .agenda_times import Count, Times, named_day, span_after, times
from .calendar import Place
from .facts import Fact
from .kinds import TOUCHES, Kind

#: Where the next move is theirs though we wrote no letter.
THEIR_MOVE = TOUCHES | {Kind.INTERVIEWED, Kind.DETAILS_LEFT}
#: After so many of a step's own letters without an answer it comes seldom.
SILENCE = 2
#: So long a letter that keeps in touch stays open once it is due.
OPEN_FOR = timedelta(days=90)


def moved_times(history: History, matter: Matter, found: Times, place: Place) -> Times:
    """The times of a matter after everything that puts it off."""
    day = _promised(history, matter, place)
    if day:
        found = found.moved_to(day) if day > found.due else found._replace(due=day)
    step = matter.step
    due = within(step.at_most, place, _own_letters(history, matter), found.due)
    found = found.moved_to(due) if step.since == "contact" else found.put_off_to(due)
    if step.answers:
        found = _until_the_talk(history, matter, found)
    elif step.pause:
        found = _after_absence(history, matter, found, place)
    for fact in history.kinds_of(matter.contact).get(Kind.SNOOZED, ()):
        if fact.step == step.id and fact.because == matter.because.id and fact.until:
            found = found.moved_to(fact.until.astimezone(UTC))
    return found


def since_contact(history: History, matter: Matter, place: Place) -> Times | None:
    """The times of a step that is counted from the last word either way; seldom where nobody answers."""
    shelf = history.kinds_of(matter.contact)
    spoken = [_last_by_a_person(facts) for kind, facts in shelf.items() if kind in IN_TOUCH]
    last = max((at for at in spoken if at), default=matter.start)
    step = matter.step
    if step.after_silence and _unheard(history, matter) >= SILENCE:
        step = step.in_silence
    found = times(step, Count(place, max(matter.start, last), matter.trigger.until))
    return found._replace(lapses=max(found.lapses, found.due + OPEN_FOR)) if found else None


def _last_by_a_person(facts: Sequence[Fact]) -> datetime | None:
    return next((fact.at for fact in reversed(facts) if not is_automatic(fact)), None)


def waiting_since(history: History, matter: Matter) -> datetime | None:
    """When we last wrote about a matter that they have not answered yet, for steps that ask."""
    trigger = matter.trigger
    if matter.step.sort != "ask" or not matter.step.unanswered:
        return None
    ours = [trigger.at] if trigger.kind in THEIR_MOVE else []
    ours += [
        fact.at
        for fact in after(history.touches(matter.contact), trigger.at)
        if fact.kind in TOUCHES and same_matter(fact, trigger)
    ]
    if not ours or any(True for _ in answers_to(history, matter, ours[-1])):
        return None
    return ours[-1]


def _until_the_talk(history: History, matter: Matter, found: Times) -> Times:
    """An invitation that was answered by coming wants no letter any more."""
    trigger = matter.trigger
    held = [
        fact.at
        for fact in history.kinds_of(matter.contact).get(Kind.INTERVIEWED, ())
        if trigger.thread and fact.thread == trigger.thread and fact.at > trigger.at
    ]
    return found._replace(lapses=min(found.lapses, *held)) if held else found


def _promised(history: History, matter: Matter, place: Place) -> datetime | None:
    """The moment after the day that they last named to answer by."""
    span, trigger = matter.step.promised, matter.trigger
    if span is None:
        return None
    shelves = (history.kinds_about(trigger.opportunity), history.kinds_of(matter.contact))
    named = [
        (fact.at, fact.id, fact.until)
        for shelf in shelves
        for fact in shelf.get(Kind.ANSWER_PROMISED, ())
        if fact.until and fact.until > matter.start and same_matter(fact, trigger)
    ]
    return span_after(place, max(named)[2], span) if named else None


def _after_absence(history: History, matter: Matter, found: Times, place: Place) -> Times:
    for fact in history.kinds_of(matter.contact).get(Kind.OUT_OF_OFFICE, ()):
        if fact.until and fact.at <= found.due:
            back = calendar.business_days_after(place, named_day(place, fact.until), 1)
            found = found.moved_to(calendar.morning(place, back))
    return found


def _own_letters(history: History, matter: Matter) -> list[Fact]:
    return [
        fact
        for fact in history.touches(matter.contact)
        if fact.step == matter.step.id and fact.kind in TOUCHES
    ]


def _unheard(history: History, matter: Matter) -> int:
    heard = [fact.at for fact in history.answers(matter.contact) if not fact.by_machine]
    return sum(1 for fact in _own_letters(history, matter) if not heard or fact.at > heard[-1])
