"""What holds for every history."""

from copy import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from followup.core.agenda import agenda, settled
from followup.core.facts import Fact
from followup.core.kinds import Kind
from tests.story import BUSINESS, HERE, SEEKER, moment

START = moment("2026-03-02 09:00")
QUICK = settings(max_examples=60, deadline=None)


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """A dozen facts about three people and two opportunities."""
    size = draw(st.integers(1, 12))
    return [_fact(draw, number) for number in range(1, size + 1)]


def _fact(draw: st.DrawFn, number: int) -> Fact:
    at = START + timedelta(hours=draw(st.integers(0, 24 * 90)))
    later = draw(st.sampled_from([None, 1, 24, 24 * 14]))
    return Fact(
        id=number,
        kind=draw(st.sampled_from([kind for kind in Kind if kind is not Kind.SNOOZED])),
        at=at,
        contact=draw(st.integers(1, 3)),
        opportunity=draw(st.sampled_from([None, 7, 8])),
        thread=draw(st.sampled_from(["", "x", "y"])),
        until=at + timedelta(hours=later) if later else None,
        asks=draw(st.booleans()),
        by_machine=draw(st.sampled_from([False, False, True])),
    )


playbooks = st.sampled_from([SEEKER, BUSINESS])


@QUICK
@given(histories(), playbooks, st.randoms())
def test_the_order_of_arrival_does_not_matter(facts, steps, random):
    shuffled = list(facts)
    random.shuffle(shuffled)

    assert agenda(shuffled, steps, HERE) == agenda(facts, steps, HERE)


@QUICK
@given(histories(), playbooks, st.data())
def test_writing_what_is_owed_settles_it(facts, steps, data):
    owed = agenda(facts, steps, HERE)
    assume(owed)
    one = data.draw(st.sampled_from(owed))
    letter = Fact(
        id=100, kind=Kind.SENT, at=max(one.due, facts[-1].at), contact=one.contact, opportunity=one.opportunity,
        step=one.step, because=one.because,
    )  # fmt: skip

    assert one.key not in {each.key for each in agenda([*facts, letter], steps, HERE)}


@QUICK
@given(histories(), playbooks, st.data())
def test_leaving_what_is_owed_settles_it_and_calls_for_nothing_after_it(facts, steps, data):
    owed = agenda(facts, steps, HERE)
    assume(owed)
    one = data.draw(st.sampled_from(owed))
    left = Fact(
        id=100, kind=Kind.SKIPPED, at=one.due, contact=one.contact, opportunity=one.opportunity, step=one.step,
        because=one.because,
    )  # fmt: skip
    after = [step.id for step in steps.steps if step.after == one.step]

    rest = agenda([*facts, left], steps, HERE)
    assert one.key not in {each.key for each in rest}
    assert not [each for each in rest if each.step in after and each.because == one.because]


@QUICK
@given(histories(), playbooks, st.sampled_from([Kind.OPTED_OUT, Kind.REPORTED, Kind.STOPPED]))
def test_who_asked_for_silence_is_owed_nothing(facts, steps, kind):
    silent = Fact(id=100, kind=kind, at=START, contact=1)

    assert not [each for each in agenda([*facts, silent], steps, HERE) if each.contact == 1]


@QUICK
@given(histories(), playbooks)
def test_a_step_is_owed_once_at_a_time_in_a_thread(facts, steps):
    seen: dict[tuple[object, ...], list[tuple[datetime, datetime]]] = {}
    for each in agenda(facts, steps, HERE):
        if steps[each.step].once != "fact":
            thread = (
                next(fact.thread for fact in facts if fact.id == each.because)
                if steps[each.step].answers
                else ""
            )
            spans = seen.setdefault((each.step, each.contact, each.opportunity, thread), [])
            assert not [1 for due, lapses in spans if due < each.lapses and each.due < lapses]
            spans.append((each.due, each.lapses))


@QUICK
@given(histories(), playbooks, st.data(), st.integers(-30, 30))
def test_snoozing_never_brings_forward(facts, steps, data, days):
    owed = agenda(facts, steps, HERE)
    assume(owed)
    one = data.draw(st.sampled_from(owed))
    snooze = Fact(
        id=100, kind=Kind.SNOOZED, at=one.due, contact=one.contact, opportunity=one.opportunity, step=one.step,
        because=one.because, until=one.due + timedelta(days=days),
    )  # fmt: skip

    later = [each for each in agenda([*facts, snooze], steps, HERE) if each.key == one.key]
    assert all(each.due >= one.due and each.lapses >= one.lapses for each in later)


@QUICK
@given(histories(), playbooks)
def test_what_is_owed_can_be_done_in_time(facts, steps):
    for each in agenda(facts, steps, HERE):
        assert each.due < each.lapses
        assert each.deadline is None or each.due <= each.deadline


@QUICK
@given(histories(), playbooks)
def test_nothing_is_both_owed_and_settled(facts, steps):
    owed = {(each.step, each.because, each.contact) for each in agenda(facts, steps, HERE)}

    assert not owed & {(each.step, each.because, each.contact) for each in settled(facts, steps, HERE)}


@QUICK
@given(histories(), playbooks, st.integers(1, 3), st.integers(0, 24 * 90), st.sampled_from(["", "x", "y"]))
def test_what_left_by_itself_changes_nothing_that_a_person_owes(facts, steps, contact, hours, thread):
    automatic = Fact(
        id=100, kind=Kind.SENT, at=START + timedelta(hours=hours), contact=contact, thread=thread, details={"automatic": "yes"},
    )  # fmt: skip

    assert agenda([*facts, automatic], steps, HERE) == agenda(facts, steps, HERE)


@QUICK
@given(histories(), st.integers(1, 3))
def test_who_has_an_open_complaint_is_neither_thanked_nor_asked(facts, contact):
    complained = Fact(id=100, kind=Kind.COMPLAINED, at=START + timedelta(days=91), contact=contact)

    owed = [each for each in agenda([*facts, complained], BUSINESS, HERE) if each.contact == contact]
    assert {each.step for each in owed if not BUSINESS[each.step].answers} <= {"promise/keep"}


@QUICK
@given(histories(), playbooks)
def test_what_is_not_sure_has_no_effect(facts, steps):
    unsure = [replace(fact, id=fact.id + 100, sure=False) for fact in facts]

    assert agenda([*facts, *unsure], steps, HERE) == agenda(facts, steps, HERE)


@pytest.mark.parametrize("steps", [SEEKER, BUSINESS])
def test_nothing_calls_for_nothing(steps):
    assert agenda([], steps, HERE) == []
