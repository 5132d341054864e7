"""What calls a follow-up off: silence that was asked for, an answer, an outcome, an open complaint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from .agenda_history import OUTCOMES, STOPPING_ANSWERS, History, after, from_on, is_same_later, same_matter
from .agenda_matter import Matter
from .facts import Fact
from .kinds import Kind

#: Words of `unless` that are no kind of fact.
WORDS = frozenset({"answered", "outcome", "complaint open"})
SILENCING = (Kind.OPTED_OUT, Kind.REPORTED)
#: What a letter may be that answers nothing: a receipt; and for a step that waits for it, the promise of a day.
RECEIPT = (Kind.ACKNOWLEDGED,)
NO_ANSWER = (Kind.ACKNOWLEDGED, Kind.ANSWER_PROMISED)


@dataclass(frozen=True, slots=True)
class Stop:
    """The fact that called a follow-up off or settled it, and in what way.

    `how` is same thread | same person | colleague | outcome | complaint | asked for silence | did not arrive |
    stopped by hand | written | skipped | superseded. Where a conversation was guessed that its headers do not name,
    “, guessed” stands behind it.
    """

    by: Fact
    how: str


def silenced(history: History, contact: int, opportunity: int | None) -> Stop | None:
    """Why nothing at all may be owed to a contact (about an opportunity)."""
    if contact not in history.hushed:
        return None
    shelf = history.kinds_of(contact)
    for kind in SILENCING:
        if kind in shelf:
            return Stop(shelf[kind][0], "asked for silence")
    for fact in shelf.get(Kind.STOPPED, ()):
        if fact.opportunity is None or fact.opportunity == opportunity:
            return Stop(fact, "stopped by hand")
    for fact in reversed(shelf.get(Kind.BOUNCED, ())):
        if _is_hard(fact):
            wrote_since = after(history.answers(contact), fact.at)
            return None if wrote_since else Stop(fact, "did not arrive")
    return None


def called_off(history: History, matter: Matter) -> Stop | None:
    """What calls this step off by the playbook's own `unless`; answers count from its start on."""
    trigger, contact = matter.trigger, matter.contact
    unless = _unless(matter.step.unless)
    stop = _sent_back(history, matter) if unless.returned else None
    if stop is None and unless.kinds:
        stop = _happened(history, trigger, contact, unless)
    if stop is None and unless.complaint:
        stop = _complaint(history, contact)
    if stop is None and unless.answered:
        stop = _answered(history, matter)
    return stop


def answers_to(history: History, matter: Matter, since: datetime) -> Iterator[tuple[Fact, str]]:
    """What human beings answered since a moment, and from where: same thread, same person or colleague."""
    trigger, contact = matter.trigger, matter.contact
    still_open = NO_ANSWER if matter.step.promised else RECEIPT
    for fact in history.answers_near(contact, trigger.opportunity, since):
        is_here = same_matter(fact, trigger) or is_same_later(history, fact, trigger)
        if is_here and _is_answer(history, fact, still_open):
            in_thread = bool(fact.thread) and fact.thread == trigger.thread
            yield fact, _flagged("same thread", fact, trigger) if in_thread else "same person"
    for fact in after(history.answers_for(contact), since):
        if same_matter(fact, trigger) and _is_answer(history, fact, still_open):
            yield fact, _flagged("colleague", fact, trigger)
    for shelf in (history.kinds_in(trigger.thread), history.kinds_about(trigger.opportunity)):
        for kind in shelf if shelf else ():
            for fact in after(shelf[kind], since) if kind in STOPPING_ANSWERS else ():
                if fact.contact != contact and _is_answer(history, fact, still_open):
                    yield fact, _flagged("colleague", fact, trigger)


def _flagged(how: str, fact: Fact, trigger: Fact) -> str:
    """How it was stopped, and that it was guessed where only a guess put the two into one conversation."""
    is_same = fact.details.get("guessed") == trigger.details.get("guessed")
    return how if is_same or fact.thread != trigger.thread else f"{how}, guessed"


@dataclass(frozen=True, slots=True)
class _Unless:
    """The words of `unless`, sorted."""

    kinds: frozenset[Kind]
    in_order: tuple[Kind, ...]
    answered: bool
    complaint: bool
    returned: bool


@lru_cache(maxsize=256)
def _unless(words: frozenset[str]) -> _Unless:
    kinds = {Kind(word) for word in words - WORDS} | (OUTCOMES if "outcome" in words else frozenset())
    returned = Kind.RETURNED in kinds
    kinds = kinds - {Kind.RETURNED}
    return _Unless(
        frozenset(kinds), tuple(sorted(kinds)), "answered" in words, "complaint open" in words, returned
    )


def _answered(history: History, matter: Matter) -> Stop | None:
    found = next(answers_to(history, matter, matter.start), None)
    return Stop(*found) if found else None


def _is_answer(history: History, fact: Fact, still_open: Sequence[Kind]) -> bool:
    """A human being's word that leaves the question no longer open."""
    if fact.by_machine:
        return False
    if fact.kind is not Kind.RECEIVED:
        return True
    # One mail may both be received and promise a date, or merely confirm the arrival.
    shelf = history.kinds_of(fact.contact)
    return not any(
        other.at == fact.at for kind in still_open for other in from_on(shelf.get(kind, ()), fact.at)
    )


def _happened(history: History, trigger: Fact, contact: int, unless: _Unless) -> Stop | None:
    about, of = history.kinds_about(trigger.opportunity), history.kinds_of(contact)
    if unless.kinds.isdisjoint(about) and unless.kinds.isdisjoint(of):
        return None
    for kind in unless.in_order:
        for facts in _told(history, trigger, contact, kind):
            for fact in facts:
                if _is_outcome(history, fact, trigger):
                    return Stop(fact, "outcome")
    return None


def _told(history: History, trigger: Fact, contact: int, kind: Kind) -> Iterator[Sequence[Fact]]:
    """Facts of a kind since the trigger: about the same opportunity, then the contact's that may be about it."""
    about, of = history.kinds_about(trigger.opportunity), history.kinds_of(contact)
    if kind in about:
        yield from_on(about[kind], trigger.at)
    if kind in of:
        is_placed = trigger.opportunity is not None
        yield history.loose(contact, kind, trigger.at) if is_placed else from_on(of[kind], trigger.at)


def _sent_back(history: History, matter: Matter) -> Stop | None:
    """Goods that came back: of this very order, even before it was delivered; for a reminder any of theirs since."""
    trigger = matter.trigger
    is_reminder = trigger.kind is Kind.ORDERED and not matter.step.answers
    order = history.order_of(trigger)
    for fact in from_on(history.kinds_of(matter.contact).get(Kind.RETURNED, ()), order.at):
        is_later = fact.at >= trigger.at and same_matter(fact, trigger)
        if is_reminder or is_later or fact.opportunity == trigger.opportunity:
            return Stop(fact, "outcome")
    return None


def _is_outcome(history: History, fact: Fact, trigger: Fact) -> bool:
    if fact.id == trigger.id or (fact.at <= trigger.at and fact.kind is trigger.kind):
        return False
    return same_matter(fact, trigger) or is_same_later(history, fact, trigger)


def _complaint(history: History, contact: int) -> Stop | None:
    shelf = history.kinds_of(contact)
    complaints = shelf.get(Kind.COMPLAINED)
    if not complaints:
        return None
    resolved = shelf.get(Kind.RESOLVED, ())
    if resolved and resolved[-1].at >= complaints[-1].at:
        return None
    return Stop(complaints[-1], "complaint")


def _is_hard(fact: Fact) -> bool:
    return fact.details.get("hard", "") == "yes" or (
        "hard" not in fact.details and str(fact.details.get("status", "")).startswith("5")
    )
