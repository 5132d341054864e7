"""The person's own decisions."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.actions import decide
from followup.actions.refresh import refresh
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Contact, Fact, FollowUp, Letter, Opportunity, Sender, Workspace

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=5)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    made = Workspace.objects.create(slug="ada", name="Ada", created_at=NOW)
    Sender.objects.create(
        workspace=made, name="Ada", timezone="Europe/Berlin", country="DE", subdivision="BE"
    )
    return made


@pytest.fixture
def check(workspace):
    """The question about an application of 2 March, due on 11 March."""
    contact = Contact.objects.create(workspace=workspace, name="Petra Wolff", created_at=NOW)
    job = Opportunity.objects.create(workspace=workspace, kind="application", key="potter", created_at=NOW)
    Fact.objects.create(
        workspace=workspace, contact=contact, opportunity=job, kind=Kind.APPLIED, source="hand", source_key="1",
        at=datetime(2026, 3, 2, 9, tzinfo=UTC), recorded_at=NOW,
    )  # fmt: skip
    refresh(workspace, [contact.pk])
    return FollowUp.objects.get()


def _draft(check, **columns):
    return Letter.objects.create(
        workspace=check.workspace, contact=check.contact, because=check.because, step=check.step,
        follow_up_key=check.key, created_at=NOW, changed_at=NOW, **columns,
    )  # fmt: skip


def _steps(workspace, now=NOW):
    return [each.step for each in FollowUp.objects.today(workspace, now)]


def test_what_is_put_off_comes_back_at_its_time(workspace, check):
    decide.snooze(workspace, check.key, LATER, NOW)

    assert (_steps(workspace), _steps(workspace, LATER)) == ([], ["application/check"])


def test_nothing_is_put_off_into_the_past(workspace, check):
    with pytest.raises(Mend, match="has passed"):
        decide.snooze(workspace, check.key, NOW, NOW)


def test_what_is_left_is_gone_with_its_untouched_draft(workspace, check):
    _draft(check)

    decide.skip(workspace, check.key, NOW)
    assert (FollowUp.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_draft_that_was_edited_stays(workspace, check):
    letter = _draft(check, is_edited=True, body="My own words")

    decide.skip(workspace, check.key, NOW)
    assert Letter.objects.get() == letter


def test_a_decision_taken_back_brings_the_same_follow_up_back(workspace, check):
    fact = decide.skip(workspace, check.key, NOW)

    decide.undo_decision(fact, NOW)
    assert FollowUp.objects.get().key == check.key


def test_what_others_told_is_no_decision(check):
    with pytest.raises(Mend, match="Only your own decisions"):
        decide.undo_decision(check.because, NOW)


def test_a_form_that_is_sent_twice_decides_once(workspace, check):
    decide.snooze(workspace, check.key, LATER, NOW)
    decide.snooze(workspace, check.key, LATER, NOW)

    assert Fact.objects.filter(kind=Kind.SNOOZED).count() == 1


def test_nobody_is_owed_anything_once_stopped(workspace, check):
    decide.stop(check.contact, NOW)

    assert FollowUp.objects.count() == 0


def test_a_promise_is_owed_on_its_day(workspace, check):
    decide.promise(workspace, check.contact, LATER, "Send Petra the drawings", NOW)

    assert "promise/keep" in _steps(workspace, LATER)


def test_a_follow_up_that_is_gone_is_named(workspace):
    with pytest.raises(Mend, match="There is no follow-up “nothing”"):
        decide.skip(workspace, "nothing", NOW)
