"""Tact: how many letters in a row, how many of a sort, and how far apart."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from . import calendar
from .agenda_history import History, after, same_matter
from .agenda_matter import Matter
from .agenda_stops import answers_to
from .agenda_times import Times, span_after
from .calendar import Place, WorkCalendar
from .facts import Fact
from .kinds import Kind
from .playbooks import AtMost, Playbooks, Span, Step, Unit

#: At most one open letter a person in so many business days, across all playbooks.
APART = 3
#: A person is offered something unasked once in so many days, whichever step the letter is of.
OFFERS_APART = 30
#: No shorter stretch of time than this holds three business days.
SURELY_APART = timedelta(days=14)
LETTERS = frozenset({Kind.SENT, Kind.POSTED})
RANKS = {"owed": 0, "courtesy": 1, "ask": 2}


class Line(NamedTuple):
    """A follow-up in the making."""

    step: Step
    trigger: Fact
    contact: int
    times: Times
    waiting_since: datetime | None = None

    @property
    def order(self) -> tuple[int, datetime, str, int]:
        """Who comes first where two stand in each other's way."""
        return RANKS[self.step.sort], self.times.due, self.step.id, self.trigger.id


class Offer(NamedTuple):
    """A letter that sells: when it was written, or from when until when one may be."""

    at: datetime
    ends: datetime | None = None


class Tact:
    """Which of our letters count as asking, and so against the limits."""

    __slots__ = ("_free", "_history", "_playbooks", "_selling")

    def __init__(self, history: History, playbooks: Playbooks) -> None:
        self._history, self._playbooks = history, playbooks
        self._free: set[int] = set()
        self._selling: set[int] = set()

    def count_as(self, step: Step, fact: Fact) -> None:
        """Takes note that an unnamed letter settled a step."""
        if step.sort != "ask":
            self._free.add(fact.id)
        if step.sells:
            self._selling.add(fact.id)

    def too_many(self, matter: Matter) -> bool:
        """True once so many letters in a row have no answer."""
        step, trigger, contact = matter.step, matter.trigger, matter.contact
        if not step.unanswered or step.sort != "ask":
            return False
        asked = [
            fact
            for fact in after(self._history.touches(contact), trigger.at)
            if same_matter(fact, trigger) and self._asks(fact)
        ]
        if len(asked) < step.unanswered:
            return False
        last = max((fact.at for fact, _ in answers_to(self._history, matter, trigger.at)), default=None)
        return sum(1 for fact in asked if last is None or fact.at > last) >= step.unanswered

    def spoken(self, contact: int) -> list[datetime]:
        """When we last wrote to a contact of our own accord."""
        return [
            fact.at
            for fact in self._history.touches(contact)
            if fact.kind in LETTERS and fact.id not in self._free and not self._is_owed(fact)
        ]

    def offered(self, contact: int) -> list[datetime]:
        """When we last offered a contact something unasked."""
        return [
            fact.at
            for fact in self._history.touches(contact)
            if fact.kind in LETTERS and (fact.id in self._selling or self._sells(fact))
        ]

    def _sells(self, fact: Fact) -> bool:
        return bool(fact.step) and fact.step in self._playbooks and self._playbooks[fact.step].sells

    def _asks(self, fact: Fact) -> bool:
        if fact.kind not in LETTERS or fact.id in self._free or fact.details.get("cc") == "yes":
            return False
        if not fact.step or fact.step not in self._playbooks:
            return True
        step = self._playbooks[fact.step]
        return step.sort == "ask" and step.unanswered > 0

    def _is_owed(self, fact: Fact) -> bool:
        return fact.step in self._playbooks and self._playbooks[fact.step].answers


def within(limit: AtMost | None, place: Place, touches: Sequence[Fact], due: datetime) -> datetime:
    """The first moment from `due` on at which a step's limit leaves room for one more letter."""
    if limit is None or len(touches) < limit.count:
        return due
    return max(due, span_after(place, touches[-limit.count].at, limit.span))


def spaced(lines: Iterable[Line], tact: Tact, places: WorkCalendar) -> list[Line]:
    """The lines with those that merely ask moved apart from each other and from letters just written."""
    found: list[Line] = []
    by_contact = sorted(lines, key=lambda line: line.contact)
    for contact, group in groupby(by_contact, key=lambda line: line.contact):
        found += _apart(list(group), tact, places.place_of(contact))
    return found


def _apart(lines: list[Line], tact: Tact, place: Place) -> list[Line]:
    fixed = [line for line in lines if line.step.sort != "ask"]
    asking = sorted((line for line in lines if line.step.sort == "ask"), key=lambda line: line.order)
    taken = [line.times.due for line in fixed if line.step.sort == "courtesy"]
    offers: list[Offer] = []
    if asking:
        contact = asking[0].contact
        taken += tact.spoken(contact)
        if any(line.step.sells for line in asking):
            offers = [Offer(moment) for moment in tact.offered(contact)]
    for line in asking:
        due = _with_room(line, taken, offers, place)
        if due >= line.times.lapses:
            continue
        fixed.append(line._replace(times=line.times.put_off_to(due)))
        taken.append(due)
        if line.step.sells:
            offers.append(Offer(due, line.times.lapses))
    return fixed


def _with_room(line: Line, taken: Sequence[datetime], offers: Sequence[Offer], place: Place) -> datetime:
    """The first moment at which the letter is near no other one, and a selling one near no other offer."""
    due = line.times.due
    while True:
        later = _clear_of(taken, due, place)
        if line.step.sells:
            later = _clear_of_offers(offers, later, place)
        if later == due:
            return due
        due = later


def _clear_of_offers(offers: Sequence[Offer], due: datetime, place: Place) -> datetime:
    day = calendar.local(place, due).date()
    near = [
        offer.at
        for offer in offers
        if (offer.ends is None or offer.ends > due)
        and abs((calendar.local(place, offer.at).date() - day).days) < OFFERS_APART
    ]
    return span_after(place, max(near), Span(OFFERS_APART, Unit.DAYS)) if near else due


def _clear_of(taken: Sequence[datetime], due: datetime, place: Place) -> datetime:
    while True:
        near = [
            moment for moment in taken if abs(moment - due) < SURELY_APART and _is_close(moment, due, place)
        ]
        if not near:
            return due
        due = calendar.morning(place, _free_day(max(near), place))


def _is_close(one: datetime, other: datetime, place: Place) -> bool:
    first, second = sorted((calendar.local(place, one).date(), calendar.local(place, other).date()))
    return second < calendar.business_days_after(place, first, APART)


def _free_day(moment: datetime, place: Place) -> date:
    return calendar.business_days_after(place, calendar.local(place, moment).date(), APART)
