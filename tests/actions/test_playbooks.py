"""Playbooks of one's own act at once."""

from datetime import UTC, datetime

import pytest

from followup.actions.playbooks import change_playbook, drop_playbook, switch
from followup.actions.refresh import playbooks_of, refresh
from followup.core.kinds import Kind
from followup.core.playbooks import PlaybookError
from followup.core.trouble import Mend
from followup.models import Contact, Fact, FollowUp, PlaybookText, Sender, Workspace

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    """A workspace with an application of 2 March."""
    made = Workspace.objects.create(slug="ada", name="Ada", created_at=NOW)
    Sender.objects.create(
        workspace=made, name="Ada", timezone="Europe/Berlin", country="DE", subdivision="BE"
    )
    petra = Contact.objects.create(workspace=made, name="Petra Wolff", created_at=NOW)
    Fact.objects.create(
        workspace=made, contact=petra, kind=Kind.APPLIED, at=datetime(2026, 3, 2, 9, tzinfo=UTC), source="hand",
        source_key="1", recorded_at=NOW,
    )  # fmt: skip
    refresh(made, [petra.pk])
    return made


def test_a_changed_number_moves_what_is_owed(workspace):
    change_playbook(workspace, "application", '[check]\ndue = "8 business days"\n', NOW)

    assert FollowUp.objects.get().due == datetime(2026, 3, 12, 8, tzinfo=UTC)


def test_a_mistake_changes_nothing(workspace):
    with pytest.raises(PlaybookError, match="“2 moons”"):
        change_playbook(workspace, "application", '[check]\ndue = "2 moons"\n', NOW)

    assert PlaybookText.objects.count() == 0


def test_a_playbook_needs_a_plain_name(workspace):
    with pytest.raises(Mend, match="no name for a playbook"):
        change_playbook(workspace, "../etc", "", NOW)


def test_a_step_is_switched_off_and_on_again(workspace):
    switch(workspace, "application/check", False, NOW)
    assert FollowUp.objects.count() == 0

    switch(workspace, "application/check", True, NOW)
    assert (FollowUp.objects.count(), PlaybookText.objects.count()) == (1, 0)


def test_switching_keeps_what_the_person_wrote(workspace):
    text = '# mine\n[check]\ndue = "8 business days"\n\n[second-check]\ntone = "short"\n'
    change_playbook(workspace, "application", text, NOW)

    switch(workspace, "application/check", False, NOW)
    assert "application/check" not in playbooks_of(workspace)
    switch(workspace, "application/check", True, NOW)
    assert PlaybookText.objects.get().text == text


def test_an_unknown_step_is_named(workspace):
    with pytest.raises(Mend, match="There is no step “application/sing”"):
        switch(workspace, "application/sing", False, NOW)


def test_a_dropped_playbook_is_the_shipped_one_again(workspace):
    before = FollowUp.objects.get().due
    change_playbook(workspace, "application", '[check]\ndue = "8 business days"\n', NOW)

    drop_playbook(workspace, "application", NOW)
    assert FollowUp.objects.get().due == before
