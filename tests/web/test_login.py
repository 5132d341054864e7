"""Coming in and going out."""

from django.test import Client
from django.urls import reverse

from followup.actions.workspaces import login_link
from followup.models import Workspace
from tests.cast import NOW, Cast


def is_in(browser: Client) -> bool:
    """Whether Today is shown rather than the door."""
    return browser.get("/").status_code == 200


def test_looking_at_a_link_does_not_use_it_up(cast: Cast):
    browser, token = Client(), login_link(cast.workspace, NOW)
    browser.get("/enter", {"token": token})
    browser.get("/enter", {"token": token})

    browser.post("/enter", {"token": token})

    assert is_in(browser)


def test_a_link_works_once(cast: Cast):
    token = login_link(cast.workspace, NOW)
    Client().post("/enter", {"token": token})
    second = Client()

    response = second.post("/enter", {"token": token})

    assert (response.status_code, is_in(second)) == (403, False)


def test_a_password_opens_the_page_that_was_asked_for(cast: Cast):
    response = Client().post(
        "/login", {"username": "ben", "password": "a long pass phrase", "next": "/waiting"}
    )

    assert response.headers["Location"] == "/waiting"


def test_a_wrong_password_says_what_to_try(cast: Cast):
    response = Client().post("/login", {"username": "ben", "password": "wrong"})

    assert (response.status_code, b"use a link" in response.content) == (401, True)


def test_the_login_never_leads_elsewhere(cast: Cast):
    ben = {"username": "ben", "password": "a long pass phrase"}
    elsewhere = ("https://evil.example/", "//evil.example", "javascript:alert(1)")

    led = [Client().post("/login", {**ben, "next": each}).headers["Location"] for each in elsewhere]

    assert led == ["/"] * 3


def test_logging_out_closes_the_door(cast: Cast):
    browser = cast.browser("ada")

    browser.post("/logout")

    assert not is_in(browser)


def test_the_first_visitor_sets_the_workspace_up_and_is_in(db, monkeypatch):
    monkeypatch.setenv("FOLLOWUP_NOW", NOW.isoformat())
    browser = Client()
    assert browser.get("/", follow=True).redirect_chain[-1][0] == "/set-up"

    browser.post("/set-up", {"name": "Ada Weber", "email": "ada@example.org", "mode": "business"})

    assert is_in(browser)
    assert Workspace.objects.get().mode == "business"


def test_a_mistake_in_the_set_up_keeps_what_was_typed(db):
    response = Client().post("/set-up", {"name": "Ada Weber", "email": "nowhere"})

    assert b"is not a mail address" in response.content
    assert b'value="Ada Weber"' in response.content


def test_nobody_sets_up_a_second_time(cast: Cast):
    Client().post("/set-up", {"name": "Mallory", "email": "m@example.org"})

    assert Workspace.objects.count() == 2


def test_the_first_visitor_must_sit_at_this_machine(db):
    response = Client(REMOTE_ADDR="192.0.2.7").get("/set-up")

    assert response.headers["Location"] == reverse("today")


def test_ben_switches_to_a_workspace_that_is_his_and_to_no_other(cast: Cast):
    ben = cast.browser("ben")

    ben.post(reverse("workspace.choose", args=["eve-okafor"]))

    assert b"Leyla" in ben.get("/").content


def test_after_five_wrong_passwords_the_right_one_has_to_wait(cast: Cast):
    browser = Client()
    for _ in range(5):
        browser.post("/login", {"username": "ben", "password": "guessed"})

    response = browser.post("/login", {"username": "ben", "password": "a long pass phrase"})

    assert (response.status_code, is_in(browser)) == (429, False)
