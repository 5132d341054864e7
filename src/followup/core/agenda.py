"""The agenda: what is owed to whom, derived from facts, playbooks and calendars alone.

`now` is no argument: a follow-up says when it is due, late and dropped, and the page asks what holds today.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from .agenda_buyers import Customers
from .agenda_groups import Group, groups, rounds
from .agenda_history import History
from .agenda_interviews import interviews_held
from .agenda_limits import Line, Tact, spaced
from .agenda_matter import Matter
from .agenda_moves import moved_times, since_contact, waiting_since
from .agenda_settling import settled_by
from .agenda_stops import Stop, called_off, silenced
from .agenda_times import Count, Times, times
from .calendar import WorkCalendar
from .facts import Fact
from .follow_ups import FollowUp, follow_up_key
from .kinds import Kind
from .playbooks import Moment, Playbooks, Step

RANK_STEP = 500_000_000
RANK_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A step that a fact called for and that is owed no more, with what settled it."""

    step: str
    contact: int
    because: int
    settled_by: int
    how: str  # as Stop.how, or “written” or “skipped”


type Likely = Collection[int] | None


def agenda(
    facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar, *, likely: Likely = None
) -> list[FollowUp]:
    """Every follow-up that the facts call for, in the order in which a day should take them.

    `likely` are the customers most likely to buy again, as they were last ranked; None counts everybody as likely.
    """
    lines, _ = _derived(facts, playbooks, places, likely)
    return _in_order(lines)


def held_out(
    facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar, *, likely: Likely = None
) -> list[FollowUp]:
    """The follow-ups that `agenda` leaves out for nothing but the draw: what these customers would have been owed."""
    sure = _sure(facts)
    walk = _Walk(sure, playbooks, places, likely)
    walk.draws = False
    return _in_order(line for line in walk.lines() if walk.is_held_out(line))


def settled(
    facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar, *, likely: Likely = None
) -> list[CalledOff]:
    """Every step that was called for and is owed no more: by what, and in what way."""
    return [
        CalledOff(matter.step.id, matter.contact, matter.because.id, stop.by.id, stop.how)
        for matter, stop in _derived(facts, playbooks, places, likely)[1]
    ]


def _in_order(lines: Iterable[Line]) -> list[FollowUp]:
    return sorted((_follow_up(line) for line in lines), key=lambda each: (each.rank, each.due, each.key))


def _derived(
    facts: Iterable[Fact], playbooks: Playbooks, places: WorkCalendar, likely: Likely
) -> tuple[list[Line], list[tuple[Matter, Stop]]]:
    walk = _Walk(_sure(facts), playbooks, places, likely)
    return walk.lines(), walk.settled


def _sure(facts: Iterable[Fact]) -> History:
    sure = [fact for fact in facts if fact.sure]
    return History([*sure, *interviews_held(sure)])


class _Walk:
    """One derivation: the history, and what was settled on the way."""

    def __init__(self, history: History, playbooks: Playbooks, places: WorkCalendar, likely: Likely) -> None:
        self.history, self.playbooks, self.places = history, playbooks, places
        self.tact = Tact(history, playbooks)
        self.customers = Customers(history, places.owner, likely)
        #: Whether the draw keeps letters back, as it does but for asking what it kept back.
        self.draws = True
        self.settled: list[tuple[Matter, Stop]] = []

    def lines(self) -> list[Line]:
        """All that is owed."""
        found: list[Line] = []
        for group in groups(self.history, self.playbooks, self.places.owner):
            found += self.owed(group) if group.step.answers else self.asked(group)
        return spaced(_without_doubles(found), self.tact, self.places)

    def is_held_out(self, line: Line) -> bool:
        """Whether the draw would have kept a line back; a second letter goes the way of the first."""
        calls = {trigger.kind for trigger in line.step.when}
        matter = Matter(line.step, line.trigger, line.trigger, line.contact, line.trigger.at)
        return line.trigger.kind in calls and self.customers.are_left_alone(matter)

    def owed(self, group: Group) -> Iterator[Line]:
        """Answers: the clock runs from the oldest question that is still open."""
        standing: datetime | None = None
        for trigger in group.triggers:
            if standing and trigger.at <= standing:
                continue
            matter = Matter(group.step, trigger, trigger, trigger.contact, trigger.at)
            for line in self._lines(matter, follows=trigger is group.triggers[-1]):
                standing = line.times.lapses if line.step is group.step else standing
                yield line

    def asked(self, group: Group) -> Iterator[Line]:
        """Letters of our own accord: the newest fact of a matter takes the place of the older ones."""
        ends: datetime | None = None
        for trigger, newest in rounds(self.history, group):
            contact = trigger.contact if group.contact is None else group.contact
            for line in self._lines(Matter(group.step, trigger, trigger, contact, newest.at)):
                if ends is None or line.times.lapses <= ends:
                    yield line
                elif line.times.due < ends:
                    yield line._replace(times=line.times._replace(lapses=ends))
            ends = newest.at

    def _lines(self, matter: Matter, *, follows: bool = True) -> Iterable[Line]:
        """A matter's own line, or the lines of what follows its letter."""
        history, step = self.history, matter.step
        is_hushed = matter.contact in history.hushed
        if is_hushed and (stop := silenced(history, matter.contact, matter.trigger.opportunity)):
            self._settle(matter, stop)
            return ()
        if stop := called_off(history, matter):
            self._settle(matter, stop)
            return ()
        if (step.orders or step.likely or step.hold_out) and not self._is_for(matter):
            return ()
        found = None if step.is_soon else self._times(matter)
        if found is None and not step.is_soon:
            return ()
        letter = settled_by(history, matter, found.due if found else None)
        if letter is None:
            return self._open(matter, found)
        return self._written(matter, letter, follows=follows)

    def _is_for(self, matter: Matter) -> bool:
        if not self.customers.are_meant(matter):
            return False
        return not self.draws or not self.customers.are_left_alone(matter)

    def _written(self, matter: Matter, letter: Fact, *, follows: bool) -> Iterable[Line]:
        is_skip = letter.kind is Kind.SKIPPED
        self._settle(matter, Stop(letter, "skipped" if is_skip else "written"))
        if letter.contact == matter.contact and not letter.step:
            self.tact.count_as(matter.step, letter)
        return self._after(matter, letter) if follows and not is_skip else ()

    def _after(self, matter: Matter, letter: Fact) -> Iterator[Line]:
        for step in self.playbooks.following.get(matter.step.id, ()):
            if step.began and not _began_with(self.history, matter.trigger, step.began):
                continue
            yield from self._lines(matter.followed_by(step, letter))
        if span := matter.step.repeats:
            again = replace(matter.step, due=Moment(span))
            yield from self._again(matter._replace(step=again).again(letter))

    def _again(self, matter: Matter) -> Iterator[Line]:
        letter = settled_by(self.history, matter, None)
        if stop := called_off(self.history, matter):
            self._settle(matter, stop)
        elif letter is None:
            yield from self._open(matter, None)
        elif letter.kind is not Kind.SKIPPED and letter.at > matter.start:
            yield from self._again(matter.again(letter))

    def _open(self, matter: Matter, found: Times | None) -> Sequence[Line]:
        found = found or self._times(matter)
        if found is None or self.tact.too_many(matter):
            return ()
        moved = moved_times(self.history, matter, found, self.places.place_of(matter.contact))
        if moved.due >= moved.lapses:
            return ()
        waiting = waiting_since(self.history, matter)
        return (Line(matter.step, matter.because, matter.contact, moved, waiting),)

    def _times(self, matter: Matter) -> Times | None:
        step, place = matter.step, self.places.place_of(matter.contact)
        if step.since == "contact":
            return since_contact(self.history, matter, place)
        gap = self.customers.usual_gap(matter.trigger) if step.orders else timedelta()
        clock = self.places.owner if step.clock == "ours" else place
        return times(step, Count(clock, matter.start, matter.trigger.until, gap))

    def _settle(self, matter: Matter, stop: Stop) -> None:
        self.settled.append((matter, stop))


def _began_with(history: History, trigger: Fact, kinds: frozenset[str]) -> bool:
    """True where the fact, its conversation or its opportunity holds one of the kinds."""
    shelves = (history.kinds_in(trigger.thread), history.kinds_about(trigger.opportunity))
    return trigger.kind in kinds or any(kind in shelf for shelf in shelves for kind in kinds)


def _without_doubles(lines: list[Line]) -> list[Line]:
    """Lines without those whose place another step's letter to the same person takes."""
    owed = {(line.step.id, line.contact) for line in lines}
    return [
        line for line in lines if not any((other, line.contact) in owed for other in line.step.unless_owed)
    ]


def _pressing(step: Step) -> int:
    """The part of the day: who waits for us, what has a date of its own, what comes in stacks, greetings."""
    if step.answers:
        return 0
    if step.since == "contact":
        return 3
    return 2 if step.stacks else 1


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
        rank=_pressing(line.step) * RANK_STEP + min(max(minutes, 0), RANK_STEP - 1),
        key=follow_up_key(line.step.id, line.trigger.id, line.contact),
    )
