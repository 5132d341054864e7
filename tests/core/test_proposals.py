"""An interview they proposed is agreed by our next letter, and only by that."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.core.facts import Fact
from followup.core.kinds import Kind
from followup.core.proposals import is_agreed

ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)
START = datetime(2026, 3, 9, 13, 30, tzinfo=UTC)
PROPOSAL = Fact(kind=Kind.INTERVIEW_SET, at=START, contact=1, sure=False)


def wrote(hours, agrees="", **details):
    named = {"agrees": agrees} if agrees else {}
    return Fact(kind=Kind.SENT, at=ASKED + timedelta(hours=hours), contact=1, details=named | details)


@pytest.mark.parametrize("agrees", ["yes", "2026-03-09T13:30:00+00:00", "2026-03-09T14:30:00+01:00"])
def test_our_yes_agrees(agrees):
    assert is_agreed(PROPOSAL, ASKED, [wrote(2, agrees)])


@pytest.mark.parametrize("agrees", ["", "2026-03-10T13:30:00+00:00"], ids=["no yes", "another time"])
def test_another_answer_does_not(agrees):
    assert not is_agreed(PROPOSAL, ASKED, [wrote(2, agrees)])


def test_a_yes_of_before_was_for_something_else():
    assert not is_agreed(PROPOSAL, ASKED, [wrote(-2, "yes")])


def test_a_yes_after_another_answer_is_for_something_else():
    assert not is_agreed(PROPOSAL, ASKED, [wrote(2), wrote(30, "yes")])


def test_a_yes_after_its_start_comes_too_late():
    assert not is_agreed(PROPOSAL, ASKED, [wrote(24 * 8, "yes")])


def test_a_yes_of_which_they_got_a_copy_is_for_others():
    assert not is_agreed(PROPOSAL, ASKED, [wrote(2, "yes", cc="yes")])
