"""Interviews that were set: each becomes an interview that took place at its end, unless it was moved or cancelled."""

from collections.abc import Iterable, Iterator
from copy import replace
from datetime import timedelta

from .facts import Fact
from .kinds import Kind

#: How long an interview lasts where nobody says when it ends.
USUAL_LENGTH = timedelta(hours=1)
#: An interview recorded by hand so near to one in the calendar is the same one.
SAME_TALK = timedelta(hours=24)
#: Two tellings of one talk name its start within so little time.
SAME_START = timedelta(minutes=30)
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
    told = _without_told_twice(list(plans.values()))
    standing = _without_moved([_standing(versions) for versions in told])
    held: dict[int, list[Fact]] = {}
    for plan in sorted(standing, key=_named_first):
        took_place = replace(plan, kind=Kind.INTERVIEWED, at=plan.until or plan.at + USUAL_LENGTH)
        others = held.setdefault(plan.contact, [])
        is_told = any(_is_near(plan, other) for other in others)
        if is_told or _is_off(plan, cancelled) or _is_recorded(took_place, recorded):
            continue
        others.append(plan)
        yield took_place


def _without_told_twice(talks: list[list[Fact]]) -> list[list[Fact]]:
    """Talks without those of a plain mail that the calendar tells as well, also where it was moved there since."""
    of: dict[tuple[str, int | None], list[Fact]] = {}
    for fact in (fact for versions in talks for fact in versions if _is_in_calendar(fact)):
        of.setdefault(("contact", fact.contact), []).append(fact)
        of.setdefault(("about", fact.opportunity), []).append(fact)

    def is_told(plan: Fact) -> bool:
        if plan.kind is Kind.INTERVIEW_MOVED or _is_in_calendar(plan):
            return False
        by_them = of.get(("contact", plan.contact), [])
        about_it = of.get(("about", plan.opportunity), []) if plan.opportunity is not None else []
        return any(_is_near(plan, other) for other in (*by_them, *about_it))

    return [versions for versions in talks if not is_told(versions[0])]


def _is_in_calendar(plan: Fact) -> bool:
    event = plan.details.get("event", "")
    return bool(event) and not event.startswith("mail:")


def _is_near(one: Fact, other: Fact) -> bool:
    return abs(one.at - other.at) <= SAME_START


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
