"""What happened, laid out so that “what came after this?” is a short walk."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property, partial
from heapq import merge
from operator import attrgetter

from .facts import Fact
from .kinds import ANSWERS, TOUCHES, Kind

Shelf = dict[Kind, list[Fact]]

#: An acknowledgement or a promised date leaves the question open: it does not count as an answer to it.
OPEN_ANSWERS = frozenset({Kind.ACKNOWLEDGED, Kind.ANSWER_PROMISED})
STOPPING_ANSWERS = ANSWERS - OPEN_ANSWERS
OUTCOMES = frozenset({Kind.REJECTED, Kind.OFFERED, Kind.HIRED, Kind.WITHDRAWN})
#: What may settle a follow-up: a letter, a call, or the decision to leave it.
SETTLING = TOUCHES | {Kind.SKIPPED}
#: What may silence us altogether.
HUSHING = frozenset({Kind.OPTED_OUT, Kind.REPORTED, Kind.STOPPED, Kind.BOUNCED})
#: Real contact, either way: what “stay in touch” is counted from.
IN_TOUCH = (TOUCHES | ANSWERS | {Kind.MET, Kind.DETAILS_LEFT, Kind.INTERVIEWED, Kind.REFERRED, Kind.DELIVERED,
                                 Kind.RESOLVED, Kind.OFFERED, Kind.HIRED})  # fmt: skip

#: What an employer says late in one story, and how a story of its own begins.
LATE = frozenset({Kind.REFERENCE_ASKED, Kind.OFFERED, Kind.HIRED, Kind.REJECTED})
BEGINNINGS = frozenset({Kind.APPLIED, Kind.DETAILS_LEFT, Kind.INVITED, Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED, Kind.INTERVIEWED,
                        Kind.ACKNOWLEDGED, Kind.REFERRED})  # fmt: skip

#: So many facts are looked through as they stand; more are first parted by what they are about.
FEW = 32

#: Before a referee says yes, nobody is given the name: the gate of this step.
PERMISSION = "referee/permission"

_NO_SHELF: Shelf = {}
_shelf: Callable[[], Shelf] = partial(defaultdict, list)


_at = attrgetter("at")
_id = attrgetter("id")
_in_time = attrgetter("at", "id")


class History:
    """Sure facts in time order, by contact, opportunity and conversation, each by kind."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        # By id, then by time: two plain keys sort faster than pairs of them.
        self.facts: list[Fact] = sorted(sorted(facts, key=_id), key=_at)
        self.of: dict[int, Shelf] = defaultdict(_shelf)
        self.about: dict[int, Shelf] = defaultdict(_shelf)
        self.in_thread: dict[str, Shelf] = defaultdict(_shelf)
        #: Contacts who may be owed nothing at all.
        self.hushed: set[int] = set()
        self._touches: dict[int, list[Fact]] = defaultdict(list)
        self._named: dict[int, list[Fact]] = defaultdict(list)
        self._named_about: dict[int, Shelf] = defaultdict(_shelf)
        self._answers: dict[int, list[Fact]] = defaultdict(list)
        self._colleagues: dict[int, list[Fact]] = defaultdict(list)
        self._matters: dict[tuple[int, Kind | None], dict[int | None, list[Fact]]] = {}
        self._lay()
        for fact in self.facts:
            self._lay_by_effect(fact, fact.kind)

    def _lay(self) -> None:
        of, about, in_thread = self.of, self.about, self.in_thread
        for fact in self.facts:
            kind = fact.kind
            of[fact.contact][kind].append(fact)
            if fact.opportunity is not None:
                about[fact.opportunity][kind].append(fact)
            if fact.thread:
                in_thread[fact.thread][kind].append(fact)

    def _lay_by_effect(self, fact: Fact, kind: Kind) -> None:
        if kind in SETTLING:
            if not is_automatic(fact):
                self._touches[fact.contact].append(fact)
            if fact.step:
                self._named[fact.contact].append(fact)
                if fact.opportunity is not None:
                    self._named_about[fact.opportunity][kind].append(fact)
        elif kind in STOPPING_ANSWERS:
            self._answers[fact.contact].append(fact)
            if fact.details and (asked := str(fact.details.get("for_contact", ""))).isdigit():
                self._colleagues[int(asked)].append(fact)
        elif kind in HUSHING:
            self.hushed.add(fact.contact)

    def touches(self, contact: int) -> Sequence[Fact]:
        """Our letters, calls and skips towards a contact, oldest first; not what left by itself."""
        return self._touches.get(contact, ())

    def named(self, contact: int) -> Sequence[Fact]:
        """Those of the touches and skips that say which step they are of."""
        return self._named.get(contact, ())

    def named_about(self, opportunity: int | None) -> Shelf:
        """Touches and skips about an opportunity that say which step they are of, by kind."""
        return _NO_SHELF if opportunity is None else self._named_about.get(opportunity, _NO_SHELF)

    def answers(self, contact: int) -> Sequence[Fact]:
        """What a contact said that may answer a letter, oldest first."""
        return self._answers.get(contact, ())

    def answers_near(self, contact: int, opportunity: int | None, since: datetime) -> Iterable[Fact]:
        """A contact's answers later than a moment, oldest first; where they are many, without those surely about
        another opportunity."""
        later = after(self.answers(contact), since)
        if opportunity is None or len(later) <= FEW:
            return later
        by_matter = self._by_matter(contact, None, self.answers(contact))
        shelves = (after(by_matter.get(key, ()), since) for key in (None, opportunity))
        return merge(*shelves, key=_in_time)

    def loose(self, contact: int, kind: Kind, since: datetime) -> Sequence[Fact]:
        """A contact's facts of a kind from a moment on; where they are many, only those that may be about any opportunity."""
        facts = self.kinds_of(contact).get(kind, ())
        later = from_on(facts, since)
        return (
            later
            if len(later) <= FEW
            else from_on(self._by_matter(contact, kind, facts).get(None, ()), since)
        )

    def _by_matter(
        self, contact: int, kind: Kind | None, facts: Sequence[Fact]
    ) -> dict[int | None, list[Fact]]:
        """Facts by what they are about; under None those that may be about anything. Laid out once."""
        if (contact, kind) not in self._matters:
            found: dict[int | None, list[Fact]] = defaultdict(list)
            for fact in facts:
                found[None if fact.kind in LATE else fact.opportunity].append(fact)
            self._matters[contact, kind] = found
        return self._matters[contact, kind]

    def answers_for(self, contact: int) -> Sequence[Fact]:
        """What colleagues said in a contact's place, oldest first."""
        return self._colleagues.get(contact, ())

    def kinds_of(self, contact: int) -> Shelf:
        """A contact's facts by kind."""
        return self.of.get(contact, _NO_SHELF)

    def kinds_about(self, opportunity: int | None) -> Shelf:
        """An opportunity's facts by kind, whoever they concern."""
        return _NO_SHELF if opportunity is None else self.about.get(opportunity, _NO_SHELF)

    def kinds_in(self, thread: str) -> Shelf:
        """A conversation's facts by kind, whoever they concern."""
        return self.in_thread.get(thread, _NO_SHELF) if thread else _NO_SHELF

    def order_of(self, fact: Fact) -> Fact:
        """The contact's order that a delivery (or whatever else) is about; the fact itself where none is known."""
        orders = self.kinds_about(fact.opportunity).get(Kind.ORDERED, ())
        before = bisect_right(orders, fact.at, key=_at)
        return orders[before - 1] if before and orders[before - 1].contact == fact.contact else fact

    @cached_property
    def referees(self) -> list[int]:
        """Who said yes to being a referee, or needed not be asked (the question was left), in order."""
        return [contact for contact, shelf in sorted(self.of.items()) if _is_referee(shelf)]

    @cached_property
    def helpers(self) -> list[int]:
        """Who referred us or agreed to be our referee, in order."""
        return [
            contact
            for contact, shelf in sorted(self.of.items())
            if Kind.REFERRED in shelf or Kind.REFEREE_AGREED in shelf
        ]

    def referrers_to(self, outcome: Fact) -> list[int]:
        """Who referred us to what an outcome is about; to nothing in particular counts when we are hired."""
        return [
            contact
            for contact in self.helpers
            for fact in self.kinds_of(contact).get(Kind.REFERRED, ())[-1:]
            if fact.opportunity == outcome.opportunity
            or (fact.opportunity is None and outcome.kind is Kind.HIRED)
        ]


def _is_referee(shelf: Shelf) -> bool:
    yes = shelf.get(Kind.REFEREE_AGREED, ())
    no = shelf.get(Kind.REFEREE_DECLINED, ())
    if yes:
        return not no or no[-1].at < yes[-1].at
    left = (fact for fact in shelf.get(Kind.SKIPPED, ()) if fact.step == PERMISSION)
    return Kind.REFEREE_NAMED in shelf and not no and any(True for _ in left)


def is_same_later(history: History, fact: Fact, trigger: Fact) -> bool:
    """True for a late word of the same person about an opportunity that has no beginning of its own.

    Somebody who asks for referees “for the position” means the one that we talked about, however it is called.
    """
    if fact.kind not in LATE or fact.contact != trigger.contact:
        return False
    return not BEGINNINGS & history.kinds_about(fact.opportunity).keys()


def is_automatic(fact: Fact) -> bool:
    """True for a letter that left by itself: no person has answered anything with it."""
    return bool(fact.details) and fact.details.get("automatic") == "yes"


def same_matter(one: Fact, other: Fact) -> bool:
    """True unless the two facts are surely about different opportunities."""
    return one.opportunity is None or other.opportunity is None or one.opportunity == other.opportunity


def after(facts: Sequence[Fact], moment: datetime) -> Sequence[Fact]:
    """The facts later than a moment, oldest first."""
    if not facts or facts[-1].at <= moment:
        return ()
    return facts if facts[0].at > moment else facts[bisect_right(facts, moment, key=_at) :]


def from_on(facts: Sequence[Fact], moment: datetime) -> Sequence[Fact]:
    """The facts of a moment and later, oldest first."""
    if not facts or facts[-1].at < moment:
        return ()
    return facts if facts[0].at >= moment else facts[bisect_left(facts, moment, key=_at) :]
