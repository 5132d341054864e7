"""What settles a follow-up: the letter that names it, a letter that plainly is it, or the decision to leave it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from .agenda_history import History, after, same_matter
from .facts import Fact
from .kinds import TOUCHES, Kind
from .playbooks import Anchor, Step, Unit

#: Due so soon after its fact, any letter that follows is taken for it.
SOON = timedelta(days=3)
LETTERS = frozenset({Kind.SENT, Kind.POSTED, Kind.CALLED})


def settled_by(
    history: History, step: Step, trigger: Fact, contact: int, *, start: datetime, due: datetime | None
) -> Fact | None:
    """The touch or skip that settled a step, if any. `due` may be left out for a step that is due soon."""
    for fact in _named(history, step, trigger, contact):
        return fact
    if step.since == "contact":
        return None  # any letter moves its date, none settles it
    earliest = start if due is None or due - start <= SOON else start + (due - start) / 2
    for fact in _unnamed(history, step, trigger, contact, start):
        if fact.at >= earliest:
            return fact
    return None


def is_soon(step: Step) -> bool:
    """True for a step that is due within a day or two of its fact, whatever the calendar."""
    span = step.due.span
    return step.due.anchor in {Anchor.DAY, Anchor.BUSINESS_DAY} or (
        step.due.anchor is Anchor.START
        and step.due.otherwise is None
        and span.unit in {Unit.MINUTES, Unit.HOURS, Unit.WORKING_HOURS}
        and span.number <= 24  # noqa: PLR2004
    )


def _named(history: History, step: Step, trigger: Fact, contact: int) -> Iterator[Fact]:
    found: list[Fact] = [fact for fact in history.touches(contact) if fact.step == step.id]
    if step.to == "lead":
        shelf = history.kinds_about(trigger.opportunity)
        found += [
            fact for kind in LETTERS | {Kind.SKIPPED} for fact in shelf.get(kind, ()) if fact.step == step.id
        ]
    for fact in found:
        if fact.because == trigger.id:
            yield fact
        elif fact.because is None and fact.at > trigger.at and same_matter(fact, trigger):
            yield fact
        elif step.to in {"referees", "referrer"} and fact.opportunity == trigger.opportunity is not None:
            yield fact


def _unnamed(history: History, step: Step, trigger: Fact, contact: int, start: datetime) -> Iterator[Fact]:
    kinds = TOUCHES if step.answers else LETTERS
    touches = after(history.touches(contact), start)
    if step.answers:
        shelf = history.kinds_in(trigger.thread)
        touches = chain(touches, *(after(shelf.get(kind, ()), start) for kind in kinds))
    elif step.to == "lead":
        shelf = history.kinds_about(trigger.opportunity)
        touches = chain(touches, *(after(shelf.get(kind, ()), start) for kind in kinds))
    for fact in touches:
        if not fact.step and fact.kind in kinds and _is_to_them(fact) and _is_here(step, fact, trigger):
            yield fact


def _is_to_them(fact: Fact) -> bool:
    return fact.details.get("cc") != "yes"


def _is_here(step: Step, fact: Fact, trigger: Fact) -> bool:
    """True for a letter in the same conversation or about the same opportunity, or with neither known."""
    if fact.thread and fact.thread == trigger.thread:
        return True
    if fact.opportunity is not None and fact.opportunity == trigger.opportunity:
        return True
    if step.answers and fact.thread and trigger.thread:
        return False
    return same_matter(fact, trigger)
