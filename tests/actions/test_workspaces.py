"""A workspace is made, found and entered; what cannot be right is said at once."""

from datetime import timedelta

import pytest

from followup.actions.workspaces import change_sender, enter, init, local_owner, login_link, workspace_named
from followup.core.trouble import Mend
from tests.actions.telling_about import NOW

pytestmark = pytest.mark.django_db


def made(**fields):
    return init(**{"name": "Ada Weber", "email": "ada.weber@example.org", "now": NOW, **fields})


def test_a_workspace_has_a_sender_and_an_owner():
    workspace = made(timezone="europe/berlin", country="de", subdivision="nw")

    sender = workspace.sender
    assert (workspace.slug, sender.timezone, sender.country, sender.subdivision, workspace.members.count()) == (
        "ada-weber", "Europe/Berlin", "DE", "NW", 1,
    )  # fmt: skip


def test_two_workspaces_of_one_name_have_two_slugs():
    assert [made().slug, made().slug] == ["ada-weber", "ada-weber-2"]


def test_a_further_workspace_belongs_to_the_owner_of_the_home():
    assert local_owner() is None
    first = made()

    second = made(name="Brandt Keramik", owner=local_owner(), is_demo=True)

    assert [each.members.get().user for each in (first, second)] == [local_owner()] * 2
    assert (first.is_demo, second.is_demo) == (False, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"timezone": "Berlin"}, "time zone"),
        ({"country": "Germany"}, "two letters"),
        ({"country": "DE", "subdivision": "XX"}, "subdivision"),
        ({"email": "ada"}, "mail address"),
        ({"name": " "}, "name is missing"),
        ({"mode": "both"}, "personal"),
    ],
)
def test_what_cannot_be_right_is_said(fields, words):
    with pytest.raises(Mend, match=words):
        made(**fields)


def test_without_a_workspace_the_way_to_one_is_told():
    with pytest.raises(Mend, match="followup init"):
        workspace_named()


def test_a_login_link_works_once():
    token = login_link(made(), NOW)

    assert [enter(token, NOW) is not None, enter(token, NOW) is not None] == [True, False]


def test_a_login_link_grows_old():
    token = login_link(made(), NOW)

    assert enter(token, NOW + timedelta(minutes=11)) is None


def test_a_guessed_link_opens_nothing():
    made()

    assert enter("guess", NOW) is None


def test_the_sender_is_changed_field_by_field():
    sender = change_sender(made(mobile="+49 1"), timezone="America/New_York")

    assert (sender.mobile, sender.timezone) == ("+49 1", "America/New_York")
