"""A calendar on a server: put an interview into it, and the thank-you is there when it has taken place."""

import pytest

from tests.calendar_entries import Interview
from tests.calendar_servers import CalendarServer, new_user, radicale
from tests.little_web import Said, little_web
from tests.terminal import Terminal

__all__ = ["radicale"]

THANKS = ["interview/thank-you Mira Aydın"]


@pytest.fixture
def user() -> str:
    return new_user()


@pytest.fixture
def calendar(ada: Terminal, radicale: CalendarServer, user: str) -> str:
    """Ada’s calendar, connected; its path."""
    path = radicale.make(user)
    url = radicale.url.replace("//", f"//{user}@")
    assert "Connected: " in ada.run("connect", "caldav", url, "--password", "secret")
    return path


def test_an_interview_put_into_the_calendar_is_thanked_for_after_it(
    ada: Terminal, radicale: CalendarServer, user: str, calendar: str
) -> None:
    radicale.put(user, f"{calendar}talk.ics", str(Interview()))
    ada.run("sync")
    before = ada.steps()
    ada.at("2026-03-06T09:00:00+01:00")

    assert (before, ada.steps()) == ([], THANKS)


def test_one_that_is_taken_out_again_is_not(
    ada: Terminal, radicale: CalendarServer, user: str, calendar: str
) -> None:
    radicale.put(user, f"{calendar}talk.ics", str(Interview()))
    ada.run("sync")
    radicale.delete(user, f"{calendar}talk.ics")
    ada.run("sync")
    ada.at("2026-03-06T09:00:00+01:00")

    assert ada.steps() == []


def test_what_was_read_is_counted(ada: Terminal, radicale: CalendarServer, user: str, calendar: str) -> None:
    radicale.put(user, f"{calendar}talk.ics", str(Interview()))

    assert f"{user} at 127.0.0.1: 1 new, 0 known, 0 not understood." in ada.run("sync")


def test_a_feed_needs_nothing_but_its_address(ada: Terminal) -> None:
    with little_web(lambda asked: Said(body=str(Interview()))) as web:
        ada.run("connect", "feed", f"{web.url}ada.ics")
        ada.run("sync")
    ada.at("2026-03-06T09:00:00+01:00")

    assert ada.steps() == THANKS


def test_a_wrong_password_is_said_in_one_sentence(ada: Terminal, radicale: CalendarServer, user: str) -> None:
    ada.run("connect", "caldav", radicale.url.replace("//", f"//{user}@"), "--password", "wrong", code=3)

    assert f"127.0.0.1 did not let {user} in. Check the user name and the password;" in ada.err
