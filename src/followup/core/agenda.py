"""The agenda: what is owed to whom, derived from facts, playbooks and calendars alone.

`now` is no argument: a follow-up says when it is due, late and dropped, and the page asks what holds today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from . import calendar
from .agenda_groups import Group, groups, rounds
from .agenda_history import IN_TOUCH, History, after, same_matter
from .agenda_interviews import interviews_held
from .agenda_limits import RANKS, Line, Tact, spaced, within
from .agenda_settling import is_soon, settled_by
from .agenda_stops import Stop, answers_to, called_off, silenced
from .agenda_times import Times, named_day, span_after, times
from .calendar import WorkCalendar
from .facts import Fact
from .follow_ups import FollowUp, follow_up_key
from .kinds import TOUCHES, Kind
from .playbooks import Playbooks, Span, Step

RANK_STEP = 500_000_000
RANK_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
#: Where the next move is theirs though we wrote no letter.
THEIR_MOVE = TOUCHES | {Kind.INTERVIEWED, Kind.DETAILS_LEFT}
#: After so many of a step's own letters without an answer it comes seldom.
SILENCE = 2


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A step that a fact called for and that is owed no more, with what settled it."""

    step: str
    contact: int
    because: int
    settled_by: int
    how: str  # as Stop.how, or “written” or “skipped”


def agenda(facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar) -> list[FollowUp]:
    """Every follow-up that the facts call for, in the order in which a day should take them."""
    lines, _ = _walk(facts, playbooks, places)
    return sorted((_follow_up(line) for line in lines), key=lambda each: (each.rank, each.due, each.key))


def settled(facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar) -> list[CalledOff]:
    """Every step that was called for and is owed no more: by what, and in what way."""
    return _walk(facts, playbooks, places)[1]


def _walk(
    facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar
) -> tuple[list[Line], list[CalledOff]]:
    sure = [fact for fact in facts if fact.sure]
    history = History([*sure, *interviews_held(sure)])
    walk = _Walk(history, playbooks, places)
    lines: list[Line] = []
    for group in groups(history, playbooks):
        lines += walk.owed(group) if group.step.answers else walk.asked(group)
    return spaced(_without_doubles(lines), walk.tact, places), walk.settled


class _Walk:
    """One derivation: the history, and what was settled on the way."""

    def __init__(self, history: History, playbooks: Playbooks, places: WorkCalendar) -> None:
        self.history, self.playbooks, self.places = history, playbooks, places
        self.tact = Tact(history, playbooks)
        self.settled: list[CalledOff] = []
        self.next_of: dict[str, list[Step]] = {}
        for step in playbooks.steps:
            if step.after:
                self.next_of.setdefault(step.after, []).append(step)

    def owed(self, group: Group) -> Iterator[Line]:
        """Answers: the clock runs from the oldest question that is still open."""
        standing: datetime | None = None
        for trigger in group.triggers:
            if standing and trigger.at <= standing:
                continue
            is_last = trigger is group.triggers[-1]
            for line in self._line(group.step, trigger, trigger.contact, trigger.at, follows=is_last):
                standing = line.times.lapses if line.step is group.step else standing
                yield line

    def asked(self, group: Group) -> Iterator[Line]:
        """Letters of our own accord: the newest fact of a matter takes the place of the older ones."""
        ends: datetime | None = None
        for trigger, newest in rounds(self.history, group):
            contact = group.contact if group.contact is not None else trigger.contact
            for line in self._line(group.step, trigger, contact, newest.at, follows=True):
                if ends is None or line.times.lapses <= ends:
                    yield line
                elif line.times.due < ends:
                    yield replace(line, times=replace(line.times, lapses=ends))
            ends = newest.at

    def _line(
        self, step: Step, trigger: Fact, contact: int, start: datetime, *, follows: bool
    ) -> Iterator[Line]:
        """A step's own line, or the lines of what follows its letter."""
        if stop := silenced(self.history, contact, trigger.opportunity):
            self._settle(step, trigger, contact, stop)
            return
        if not self._is_chosen(step, trigger, contact):
            return
        found = None if is_soon(step) else self._times(step, trigger, contact, start)
        due = found.due if found else None
        if due is None and not is_soon(step):
            return
        fact = settled_by(self.history, step, trigger, contact, start=start, due=due)
        if fact:
            how = "skipped" if fact.kind is Kind.SKIPPED else "written"
            self._settle(step, trigger, contact, Stop(fact, how))
            if fact.contact == contact and not fact.step:
                self.tact.count_as(step, fact)
            if follows and fact.kind is not Kind.SKIPPED:
                yield from self._following(step, trigger, contact, fact)
            return
        yield from self._unsettled(step, trigger, contact, start, found)

    def _following(self, step: Step, trigger: Fact, contact: int, letter: Fact) -> Iterator[Line]:
        for later in self.next_of.get(step.id, ()):
            yield from self._line(later, trigger, contact, letter.at, follows=True)
        if step.repeats:
            again = replace(step, due=replace(step.due, span=step.repeats), to="them")
            yield from self._again(again, replace(trigger, id=letter.id), contact, letter)

    def _again(self, step: Step, trigger: Fact, contact: int, letter: Fact) -> Iterator[Line]:
        """The same step once more; its own letter is then what it is owed because of."""
        if fact := settled_by(self.history, step, trigger, contact, start=letter.at, due=None):
            if fact.kind is not Kind.SKIPPED and fact.id != letter.id:
                yield from self._again(step, replace(trigger, id=fact.id), contact, fact)
            return
        because = replace(letter, opportunity=trigger.opportunity)
        yield from self._unsettled(step, because, contact, letter.at, None, root=trigger)

    def _unsettled(
        self,
        step: Step,
        trigger: Fact,
        contact: int,
        start: datetime,
        found: Times | None,
        root: Fact | None = None,
    ) -> Iterator[Line]:
        origin = root or trigger
        if stop := called_off(self.history, step, origin, contact, since=start):
            self._settle(step, trigger, contact, stop)
            return
        found = found or self._times(step, origin, contact, start)
        if found is None or self.tact.too_many(step, origin, contact):
            return
        moved = self._moved(step, trigger, contact, start, found)
        if moved and moved.due < moved.lapses:
            waiting = self._waiting_since(step, origin, contact)
            yield Line(step, trigger, contact, moved, waiting)

    def _times(self, step: Step, trigger: Fact, contact: int, start: datetime) -> Times | None:
        place = self.places.owner if step.clock == "ours" else self.places.place_of(contact)
        if step.since == "contact":
            start = max(start, self._last_contact(contact))
            if step.after_silence and self._unheard(step, contact) >= SILENCE:
                step = replace(step, due=replace(step.due, span=step.after_silence), deadline=None)
        gap = self._usual_gap(trigger) if step.orders else timedelta()
        found = times(step, place, start, named=trigger.until, gap=gap)
        if found and step.since == "contact":
            return Times(found.due, max(found.lapses, found.due + timedelta(days=90)), found.deadline)
        return found

    def _moved(self, step: Step, trigger: Fact, contact: int, start: datetime, found: Times) -> Times | None:
        """Later by what they promised, by their absence, by the step's limit and by the person's own wish."""
        place = self.places.place_of(contact)
        if step.promised and (day := self._promised(step.promised, trigger, contact, start)):
            found = found.moved_to(day) if day > found.due else replace(found, due=day)
        written = [
            fact for fact in self.history.touches(contact) if fact.step == step.id and fact.kind in TOUCHES
        ]
        due = within(step.at_most, place, written, found.due)
        found = found.moved_to(due) if step.since == "contact" else found.put_off_to(due)
        if step.pause and not step.answers:
            for fact in self.history.kinds_of(contact).get(Kind.OUT_OF_OFFICE, ()):
                if fact.until and fact.at <= found.due:
                    back = calendar.business_days_after(place, named_day(place, fact.until), 1)
                    found = found.moved_to(calendar.morning(place, back))
        for fact in self.history.kinds_of(contact).get(Kind.SNOOZED, ()):
            if fact.step == step.id and fact.because == trigger.id and fact.until:
                found = found.moved_to(fact.until.astimezone(UTC))
        return found

    def _promised(self, span: Span, trigger: Fact, contact: int, start: datetime) -> datetime | None:
        place = self.places.place_of(contact)
        shelves = (self.history.kinds_about(trigger.opportunity), self.history.kinds_of(contact))
        promises = [
            fact
            for shelf in shelves
            for fact in shelf.get(Kind.ANSWER_PROMISED, ())
            if same_matter(fact, trigger) and fact.until and fact.until > start
        ]
        if not promises:
            return None
        last = max(promises, key=lambda fact: (fact.at, fact.id))
        return span_after(place, last.until or last.at, span)

    def _is_chosen(self, step: Step, trigger: Fact, contact: int) -> bool:
        """False for a customer with too few orders, and for those left alone by the fixed draw."""
        if step.orders and len(self._order_days(trigger)) < step.orders:
            return False
        if not step.hold_out:
            return True
        draw = blake2b(f"{step.id}|{contact}".encode(), digest_size=4).digest()
        return int.from_bytes(draw) % 100 >= step.hold_out

    def _order_days(self, trigger: Fact) -> list[int]:
        orders = self.history.kinds_of(trigger.contact).get(Kind.ORDERED, ())
        return sorted({fact.at.toordinal() for fact in orders if fact.at <= trigger.at})

    def _usual_gap(self, trigger: Fact) -> timedelta:
        days = self._order_days(trigger)
        return timedelta(days=float(median(later - earlier for earlier, later in pairwise(days))))

    def _last_contact(self, contact: int) -> datetime:
        return max(facts[-1].at for kind, facts in self.history.kinds_of(contact).items() if kind in IN_TOUCH)

    def _unheard(self, step: Step, contact: int) -> int:
        own = [
            fact for fact in self.history.touches(contact) if fact.step == step.id and fact.kind in TOUCHES
        ]
        heard = [fact.at for fact in self.history.answers(contact) if not fact.by_machine]
        return sum(1 for fact in own if not heard or fact.at > heard[-1])

    def _waiting_since(self, step: Step, trigger: Fact, contact: int) -> datetime | None:
        if step.sort != "ask" or not step.unanswered:
            return None
        ours = [trigger.at] if trigger.kind in THEIR_MOVE else []
        ours += [
            fact.at
            for fact in after(self.history.touches(contact), trigger.at)
            if fact.kind in TOUCHES and same_matter(fact, trigger)
        ]
        if not ours:
            return None
        heard = any(True for _ in answers_to(self.history, trigger, contact, ours[-1]))
        return None if heard else ours[-1]

    def _settle(self, step: Step, trigger: Fact, contact: int, stop: Stop) -> None:
        self.settled.append(CalledOff(step.id, contact, trigger.id, stop.by.id, stop.how))


def _without_doubles(lines: list[Line]) -> list[Line]:
    """Lines without those whose place another step's letter to the same person takes."""
    owed = {(line.step.id, line.contact) for line in lines}
    return [
        line for line in lines if not any((other, line.contact) in owed for other in line.step.unless_owed)
    ]


def _follow_up(line: Line) -> FollowUp:
    when = line.times
    by = when.deadline or when.lapses
    minutes = int((by - RANK_EPOCH).total_seconds()) // 60
    return FollowUp(
        step=line.step.id,
        contact=line.contact,
        because=line.trigger.id,
        because_kind=line.trigger.kind,
        because_at=line.trigger.at,
        due=when.due,
        lapses=when.lapses,
        deadline=when.deadline,
        opportunity=line.trigger.opportunity,
        waiting_since=line.waiting_since,
        rank=RANKS[line.step.sort] * RANK_STEP + min(max(minutes, 0), RANK_STEP - 1),
        key=follow_up_key(line.step.id, line.trigger.id, line.contact),
    )
