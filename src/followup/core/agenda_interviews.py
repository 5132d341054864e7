"""Interviews that were set: each becomes an interview that took place at its end, unless it was moved or cancelled."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from .facts import Fact
from .kinds import Kind

#: How long an interview lasts where nobody says when it ends.
USUAL_LENGTH = timedelta(hours=1)
#: An interview recorded by hand so near to one in the calendar is the same one.
SAME_TALK = timedelta(hours=24)
SET = frozenset({Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED})


def interviews_held(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The interviews that time makes of the agreed ones, as facts `interviewed` at their end."""
    plans: dict[tuple[int, int | None, str], list[Fact]] = {}
    cancelled: list[Fact] = []
    recorded: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.kind in SET:
            plans.setdefault(_talk(fact), []).append(fact)
        elif fact.kind is Kind.INTERVIEW_CANCELLED:
            cancelled.append(fact)
        elif fact.kind is Kind.INTERVIEWED:
            recorded.setdefault(fact.contact, []).append(fact)
    standing = _without_moved([_standing(versions) for versions in plans.values()])
    held: set[tuple[int, int | None, object]] = set()
    for plan in sorted(standing, key=_named_first):
        took_place = replace(plan, kind=Kind.INTERVIEWED, at=plan.until or plan.at + USUAL_LENGTH)
        # The invitation and the mail about it tell the same talk.
        talk = (plan.contact, plan.opportunity, plan.at)
        if talk in held or _is_off(plan, cancelled) or _is_recorded(took_place, recorded):
            continue
        held.add(talk)
        yield took_place


def _talk(fact: Fact) -> tuple[int, int | None, str]:
    event = fact.details.get("event", "")
    if event:
        return fact.contact, None, event
    start = "moved" if fact.kind is Kind.INTERVIEW_MOVED else fact.at.isoformat()
    return fact.contact, fact.opportunity, start


def _without_moved(plans: list[Fact]) -> list[Fact]:
    """Plans without those that a plain mail moved: it names no event, so the nearest talk is meant."""
    for moved in [
        plan for plan in plans if plan.kind is Kind.INTERVIEW_MOVED and not plan.details.get("event")
    ]:
        others = [each for each in plans if _could_be_moved(each, moved)]
        if others:
            plans.remove(min(others, key=lambda each: (abs(each.at - moved.at), each.id)))
    return plans


def _could_be_moved(plan: Fact, moved: Fact) -> bool:
    return (
        plan.kind is Kind.INTERVIEW_SET
        and (plan.contact, plan.opportunity) == (moved.contact, moved.opportunity)
        and plan.at != moved.at
    )


def _standing(versions: list[Fact]) -> Fact:
    return max(versions, key=_version)


def _version(fact: Fact) -> tuple[int, bool, int]:
    return _sequence(fact), fact.kind is Kind.INTERVIEW_MOVED, fact.id


def _sequence(fact: Fact) -> int:
    text = fact.details.get("sequence", "0")
    return int(text) if str(text).isdigit() else 0


def _named_first(plan: Fact) -> tuple[bool, int]:
    return not plan.details.get("event"), plan.id


def _is_off(plan: Fact, cancelled: list[Fact]) -> bool:
    return any(_calls_off(fact, plan) for fact in cancelled)


def _calls_off(cancelled: Fact, plan: Fact) -> bool:
    event = cancelled.details.get("event", "")
    if event:
        # The organiser's cancellation reaches every interviewer of the event.
        return event == plan.details.get("event", "") and _sequence(cancelled) >= _sequence(plan)
    same = cancelled.contact == plan.contact or (
        cancelled.opportunity is not None and cancelled.opportunity == plan.opportunity
    )
    return same and cancelled.at <= plan.at


def _is_recorded(held: Fact, recorded: dict[int, list[Fact]]) -> bool:
    return any(
        abs(fact.at - held.at) <= SAME_TALK and fact.opportunity in {None, held.opportunity}
        for fact in recorded.get(held.contact, ())
    )
