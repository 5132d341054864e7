"""Passwords, colleagues, and more than one workspace."""

import pytest
from django.test import Client

from followup.actions.workspaces import init
from followup.models import Member, Workspace
from tests.cast import ADA_BLOCK, NOW, Cast

GOOD = "seven glazed tables"


def set_password(browser: Client, password: str, again: str = "", **fields: str) -> str:
    """The page after the form in Settings was pressed."""
    told = {"password": password, "again": again or password, **fields}
    return browser.post(
        "/settings/password", told, follow=True, headers={"referer": "http://testserver/settings"}
    ).content.decode()


def is_let_in(name: str, password: str) -> bool:
    return Client().post("/login", {"username": name, "password": password}).status_code == 302


def test_a_password_makes_links_needless_and_keeps_this_browser_in(cast: Cast):
    ada = cast.browser("ada")

    page = set_password(ada, GOOD)

    assert "The password is kept" in page
    assert (is_let_in("ada-weber", GOOD), ada.get("/").status_code) == (True, 200)


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [("short", "", "too short"), ("password1", "", "too common"), (GOOD, "another thing", "differ")],
)
def test_a_password_that_will_not_do_is_explained(cast: Cast, password, again, words):
    assert words in set_password(cast.browser("ada"), password, again)
    assert not is_let_in("ada-weber", password)


def test_the_present_password_is_asked_for_before_it_is_changed(cast: Cast):
    page = set_password(cast.browser("ben"), GOOD, present="wrong")

    assert "The present password is another one" in page
    assert is_let_in("ben", "a long pass phrase")


def invited(cast: Cast, email: str) -> str:
    """The page after Ada invited somebody."""
    return cast.browser("ada").post("/settings/invite", {"email": email}, follow=True).content.decode()


def test_a_colleague_comes_in_by_a_link_that_is_shown_once(cast: Cast):
    _, token = invited(cast, "mia@typo.example").split("token=")
    mia = Client()

    mia.post("/enter", {"token": token.partition("<")[0]})

    assert "Dr. Leyla Aydın" in mia.get("/").content.decode()
    assert "token=" not in cast.browser("ada").get("/settings").content.decode()


def test_a_link_that_opens_on_this_machine_alone_says_so(cast: Cast):
    told = {"email": "mia@typo.example"}

    page = cast.browser("ada").post("/settings/invite", told, headers={"host": "localhost"}).content.decode()

    assert "followup listens on this machine alone" in page


def test_who_works_here_already_is_let_in_without_a_link_into_their_other_places(cast: Cast):
    page = invited(cast, "eve@example.net")

    assert "token=" not in page
    assert Member.objects.filter(workspace=cast.workspace, user=cast.eve).exists()


@pytest.mark.parametrize("email", ["mia", "ada.weber@example.org"])
def test_an_invitation_that_makes_no_sense_adds_nobody(cast: Cast, email):
    invited(cast, email)

    assert cast.workspace.members.count() == 2


def test_another_workspace_is_made_entered_and_left_again(cast: Cast):
    ada = cast.browser("ada")
    told = {
        "name": "Ada Weber",
        "email": "ada@weber-design.example",
        "mode": "business",
        "organisation": "Weber Design",
    }

    ada.post("/workspaces/new", told)

    page = ada.get("/").content.decode()
    assert ("Leyla" in page, "/workspaces/ada-weber/choose" in page, "Weber Design" in page) == (
        False,
        True,
        True,
    )
    ada.post("/workspaces/ada-weber/choose")
    assert "Leyla" in ada.get("/").content.decode()


def test_a_workspace_that_cannot_be_made_keeps_the_form(cast: Cast):
    page = cast.browser("ada").post("/workspaces/new", {"name": "Ada", "email": "nonsense"}).content.decode()

    assert ("is not a mail address" in page, 'value="nonsense"' in page) == (True, True)
    assert Workspace.objects.count() == 2


def test_nobody_chooses_the_workspace_of_somebody_else(cast: Cast):
    eve = cast.browser("eve")

    eve.post("/workspaces/ada-weber/choose")

    assert "Leyla" not in eve.get("/").content.decode()


def test_one_owner_of_two_workspaces_sees_the_switch_beside_every_page(cast: Cast):
    init(name="Brandt Keramik", email="post@brandt.example", now=NOW, owner=cast.ada, **ADA_BLOCK)

    page = cast.browser("ada").get("/contacts").content.decode()

    assert page.count('action="/workspaces/brandt-keramik/choose"') == 2
