"""Who waited for our answer: from their first unanswered word on, until we answered or nothing was owed any more."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from followup.core.facts import Fact
from followup.core.kinds import TOUCHES, Kind

from .answers import Answers
from .closings import CLOSING, Closings


class Sort(StrEnum):
    """What they wrote."""

    ENQUIRY = "enquiry"
    ORDER = "order"
    LETTER = "letter"
    COMPLAINT = "complaint"


ASKING = {
    Kind.RECEIVED: Sort.LETTER,
    Kind.ENQUIRED: Sort.ENQUIRY,
    Kind.ORDERED: Sort.ORDER,
    Kind.COMPLAINED: Sort.COMPLAINT,
}
#: One mail may be several of them; then it counts as the last of these that it is.
GRAVER = (Sort.LETTER, Sort.ENQUIRY, Sort.ORDER, Sort.COMPLAINT)
#: Our word that is an answer. An application is none: it begins something.
ANSWERING = TOUCHES - {Kind.APPLIED}
#: All that waits are told from.
NEEDED = frozenset(ASKING) | ANSWERING | CLOSING
#: Their further words within so long belong to the same wait; later ones begin another.
A_BURST = timedelta(days=28)


class Wait(NamedTuple):
    """Somebody who asked for an answer. `until` is None while it is open; an answer or the end of what was owed."""

    sort: Sort
    fact: int
    contact: int
    since: datetime
    until: datetime | None = None
    is_answered: bool = False

    @property
    def is_open(self) -> bool:
        """True while they still wait."""
        return self.until is None


def waits(facts: Iterable[Fact], *, now: datetime) -> list[Wait]:
    """Every wait that began until now, the oldest first."""
    questions: dict[Hashable, list[Fact]] = defaultdict(list)
    answers, closings = Answers(), Closings()
    # By id, then by time: two plain keys sort faster than pairs of them.
    for fact in sorted(sorted(facts, key=attrgetter("id")), key=attrgetter("at")):
        kind = fact.kind
        if not fact.sure or fact.at > now:
            continue
        if kind in ASKING:
            if _asks(fact):
                questions[fact.thread or (fact.contact, fact.opportunity)].append(fact)
        elif kind in ANSWERING:
            answers.add(fact)
        elif kind in CLOSING:
            closings.add(fact)
    found = [wait for each in questions.values() for wait in _of_one(each, answers, closings)]
    return sorted(found, key=attrgetter("since"))


def _asks(fact: Fact) -> bool:
    """True for a human being's own word to us that wants an answer."""
    if fact.by_machine or (fact.kind is Kind.RECEIVED and not fact.asks):
        return False
    # An order out of a shop's list was written to the shop; somebody in copy was told, not asked.
    return not (fact.kind is Kind.ORDERED and fact.source == "orders") and fact.details.get("cc") != "yes"


def _of_one(questions: Sequence[Fact], answers: Answers, closings: Closings) -> Iterator[Wait]:
    """The waits of one conversation."""
    if len(questions) == 1:  # most are
        yield _wait(questions, _end(questions[0], answers, closings))
        return
    first: list[Fact] = []
    end: End | None = None
    for fact in questions:
        if first and (fact.at - first[0].at > A_BURST or (end and end.at < fact.at)):
            yield _wait(first, end)
            first, end = [], None
        first.append(fact)
        end = _sooner(end, _end(fact, answers, closings))
    yield _wait(first, end)


class End(NamedTuple):
    """When a wait ended, and whether by an answer."""

    at: datetime
    is_answer: bool


def _end(fact: Fact, answers: Answers, closings: Closings) -> End | None:
    answer = answers.first(fact)
    answered = None if answer is None else End(answer.at, True)
    closing = closings.first(fact)
    return answered if closing is None else _sooner(answered, End(closing.at, False))


def _sooner(one: End | None, other: End | None) -> End | None:
    """The earlier of two ends; of two at once the first one named."""
    if one is None or other is None:
        return one or other
    return one if one.at <= other.at else other


def _wait(questions: Sequence[Fact], end: End | None) -> Wait:
    gravest = first = questions[0]
    if len(questions) > 1:
        at_once = [fact for fact in questions if fact.at == first.at and fact.contact == first.contact]
        gravest = max(at_once, key=lambda fact: GRAVER.index(ASKING[fact.kind]))
    until, is_answered = end or (None, False)
    return Wait(ASKING[gravest.kind], gravest.id, first.contact, first.at, until, is_answered)
