"""Which facts call for which step, for whom: the triggers of one step that count as one matter."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from .agenda_history import History, from_on
from .agenda_occasions import Occasions
from .calendar import Place
from .facts import Fact
from .kinds import Kind
from .playbooks import Playbooks, Step, Trigger

#: Talks about one opportunity within so many days are one round: one question about the result.
A_ROUND = timedelta(days=3)
#: Whom a step goes to where it is not the person whom the fact tells of.
HELPERS = frozenset({"referees", "referrer", "helpers"})

ORDER = {"owed": 0, "courtesy": 1, "ask": 2}

Key = tuple[str, int | None, int | None, str]


class Group(NamedTuple):
    """The facts that call for a step as one matter, oldest first; `contact` where it is not theirs."""

    step: Step
    triggers: list[Fact]
    contact: int | None = None


def groups(history: History, playbooks: Playbooks, owner: Place) -> Iterator[Group]:
    """Every matter that calls for a step, those that wait for us first."""
    by_kind = playbooks.by_kind
    occasions = Occasions(history, owner)
    found: dict[Key, Group] = {}
    for fact in (each for each in history.facts if each.kind in by_kind):
        for step, trigger in by_kind[fact.kind]:
            if trigger.only and not _calls(history, trigger, fact, playbooks):
                continue
            if not occasions.calls(step, fact):
                continue
            for contact in _readers(history, step, fact):
                key = _key(step, fact, contact)
                group = found.get(key)
                if group is None:
                    found[key] = group = Group(step, [], None if contact == fact.contact else contact)
                group.triggers.append(fact)
    return iter(sorted(found.values(), key=lambda group: ORDER[group.step.sort]))


def rounds(history: History, group: Group) -> Iterator[tuple[Fact, Fact]]:
    """(the fact that a step is owed for, the newest fact it counts from), newest round first."""
    triggers = group.triggers
    if group.step.to != "lead":
        yield from ((trigger, trigger) for trigger in reversed(triggers))
        return
    while triggers:
        newest = triggers[-1]
        if len(triggers) == 1:
            yield newest, newest
            return
        round_ = [fact for fact in triggers if newest.at - fact.at <= A_ROUND]
        lead = _lead(history, round_)
        yield (
            max((fact for fact in round_ if fact.contact == lead), key=lambda fact: (fact.at, fact.id)),
            newest,
        )
        triggers = triggers[: -len(round_)]


def _calls(history: History, trigger: Trigger, fact: Fact, playbooks: Playbooks) -> bool:
    if fact.by_machine:
        return False
    if trigger.only == "by a person":
        return True
    return fact.asks and not _is_told_better(history, fact, playbooks)


def _is_told_better(history: History, fact: Fact, playbooks: Playbooks) -> bool:
    """True where the same mail is also an enquiry, a complaint, an offer …, which has its own answer."""
    shelf = history.kinds_of(fact.contact)
    for kind in playbooks.answered_by_name & shelf.keys():
        for other in from_on(shelf[kind], fact.at):
            # An order of the same minute in a shop's list is not the letter.
            is_here = kind is not Kind.ORDERED or (other.thread and other.thread == fact.thread)
            if other.at == fact.at and not other.by_machine and is_here:
                return True
    return False


def _key(step: Step, fact: Fact, contact: int) -> Key:
    match step.once:
        case "thread":
            # Two open questions in two conversations are two answers.
            return step.id, contact, fact.opportunity, fact.thread if step.answers else ""
        case "opportunity" if fact.opportunity is not None:
            reader = contact if step.to in HELPERS else None
            return step.id, reader, fact.opportunity, ""
        case "contact" | "opportunity":
            return step.id, contact, None, ""
        case _:
            return step.id, contact, fact.id, ""


def _readers(history: History, step: Step, fact: Fact) -> Sequence[int]:
    match step.to:
        case "referees":
            was_asked = Kind.REFERENCE_ASKED in history.kinds_about(fact.opportunity)
            known = was_asked or fact.kind is Kind.REFERENCE_ASKED
            return [each for each in history.referees if each != fact.contact] if known else ()
        case "referrer":
            return [each for each in history.referrers_to(fact) if each != fact.contact]
        case "helpers":
            return [each for each in history.helpers if each != fact.contact]
        case _:
            # Somebody in copy was told, not asked.
            return () if fact.details.get("cc") == "yes" else (fact.contact,)


def _lead(history: History, triggers: Sequence[Fact]) -> int:
    """The organiser, else who wrote first, else who was there first."""
    for fact in triggers:
        if fact.details.get("organiser") == "yes":
            return fact.contact
    people = {fact.contact for fact in triggers}
    if len(people) == 1:
        return triggers[0].contact
    shelf = history.kinds_about(triggers[0].opportunity)
    wrote = [fact for facts in shelf.values() for fact in facts if fact.contact in people and fact.thread]
    first = min(wrote or triggers, key=lambda fact: (fact.at, fact.id))
    return first.contact
