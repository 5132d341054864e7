"""What settles a follow-up: the letter that names it, a letter that plainly is it, or the decision to leave it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .agenda_history import History, Shelf, after, is_automatic, same_matter
from .agenda_matter import Matter
from .facts import Fact
from .kinds import TOUCHES, Kind
from .playbooks import Step

#: Due so soon after its fact, any letter that follows is taken for it.
SOON = timedelta(days=3)
LETTERS = frozenset({Kind.SENT, Kind.POSTED, Kind.CALLED})
FAR = frozenset({"referees", "referrer"})
#: All that may be a letter, in an order that never changes.
SETTLING_KINDS = tuple(sorted(LETTERS | TOUCHES))
NAMING = LETTERS | {Kind.SKIPPED}
NOTHING_SHARED: Shelf = {}


def settled_by(history: History, matter: Matter, due: datetime | None) -> Fact | None:
    """The touch or skip that settled a matter, if any. `due` may be left out for a step that is due soon."""
    if matter.step.to == "lead" or history.named(matter.contact):
        for fact in _named(history, matter):
            return fact
    if matter.step.since == "contact" or matter.because is not matter.trigger:
        return None  # any letter moves its date, none but its own settles it
    start = matter.start
    earliest = start if due is None or due - start <= SOON else start + (due - start) / 2
    for fact in _unnamed(history, matter):
        if fact.at >= earliest:
            return fact
    return None


def is_answered_by(question: Fact, fact: Fact) -> bool:
    """True for something of ours that plainly answers a question: to them, and in its conversation or matter."""
    return _is_to_them(fact) and _is_here(fact, question, strictly=True)


def _named(history: History, matter: Matter) -> Iterator[Fact]:
    step, because = matter.step, matter.because
    found = [fact for fact in history.named(matter.contact) if fact.step == step.id]
    if step.to == "lead":
        shelf = history.named_about(because.opportunity)
        found += [fact for kind in NAMING for fact in shelf.get(kind, ()) if fact.step == step.id]
    for fact in found:
        is_by_name = fact.because == because.id
        is_by_place = fact.because is None and fact.at > because.at and same_matter(fact, because)
        # Referees and referrers hear of one opportunity once, whichever fact called for it.
        is_by_job = (
            step.to in FAR and fact.opportunity is not None and fact.opportunity == because.opportunity
        )
        if is_by_name or is_by_place or is_by_job:
            yield fact


def _unnamed(history: History, matter: Matter) -> Iterator[Fact]:
    step, trigger = matter.step, matter.trigger
    kinds = TOUCHES if step.answers else LETTERS
    for fact in after(history.touches(matter.contact), matter.start):
        if _is_it(step, fact, trigger, kinds):
            yield fact
    shelf = NOTHING_SHARED
    if step.answers:
        shelf = history.kinds_in(trigger.thread)
    elif step.to == "lead":
        shelf = history.kinds_about(trigger.opportunity)
    for kind in SETTLING_KINDS if shelf else ():
        for fact in after(shelf[kind], matter.start) if kind in shelf and kind in kinds else ():
            if _is_it(step, fact, trigger, kinds):
                yield fact


def _is_it(step: Step, fact: Fact, trigger: Fact, kinds: frozenset[Kind]) -> bool:
    is_letter = not fact.step and fact.kind in kinds and not is_automatic(fact)
    return is_letter and _is_to_them(fact) and _is_here(fact, trigger, strictly=step.answers)


def _is_to_them(fact: Fact) -> bool:
    return fact.details.get("cc") != "yes"


def _is_here(fact: Fact, trigger: Fact, *, strictly: bool) -> bool:
    """True for a letter in the same conversation or about the same opportunity, or with neither known.

    Strictly, a letter in another conversation is about something else, unless the opportunity says otherwise.
    """
    if fact.thread and fact.thread == trigger.thread:
        return True
    if fact.opportunity is not None and fact.opportunity == trigger.opportunity:
        return True
    if strictly and fact.thread and trigger.thread:
        return False
    return same_matter(fact, trigger)
