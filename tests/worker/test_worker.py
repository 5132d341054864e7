"""The round finds in the rows what is to be done, and one broken row does not stop it."""

import threading
from datetime import timedelta

import pytest

from followup.conf import clock
from followup.models import Account, Heartbeat, Letter
from followup.worker import guard, listen, loop
from tests.outbox.rows import LATER, NOW, account, approved, contact, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deaf(monkeypatch):
    """Nobody listens to mailboxes: a thread's connection to a database in memory could never be closed."""
    monkeypatch.setattr(listen, "run", lambda *_: None)


@pytest.fixture
def later(monkeypatch, settings):
    """The clock of a worker that looks half a minute after the approvals, and does its tasks itself."""
    settings.TASKS_ENGINE = "inline"
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_a_round_sends_what_is_owed(later):
    with ScriptedServer() as server:
        ada = workspace()
        account(ada, server.port)
        approved(contact(ada))
        loop.tick(LATER)

        assert (len(server.has), Letter.objects.get().state) == (1, "sent")


def test_a_round_leaves_a_sign_of_life(later):
    loop.tick(LATER)

    assert Heartbeat.objects.get(name="worker").at == LATER


def test_an_idle_round_is_cheap(later, django_assert_max_num_queries):
    ada = workspace()
    account(ada, 9)
    handed = loop.Handed()
    loop.tick(LATER, handed)

    with django_assert_max_num_queries(12):
        loop.tick(LATER + timedelta(seconds=2), handed)


def test_a_dead_workers_letter_is_taken_up_again(later):
    with ScriptedServer() as server:
        ada = workspace()
        account(ada, server.port)
        letter = approved(contact(ada))
        Letter.objects.update(state="sending", claimed_by="elsewhere:1:x", lease_until=NOW, phase="frozen")
        loop.tick(LATER)
        letter.refresh_from_db()

        assert (letter.state, len(server.has)) == ("sent", 1)


def test_a_letter_left_behind_after_its_last_dot_is_in_doubt(later):
    with ScriptedServer() as server:
        ada = workspace()
        account(ada, server.port)
        letter = approved(contact(ada))
        Letter.objects.update(state="sending", claimed_by="elsewhere:1:x", lease_until=NOW, phase="dot_sent")
        loop.tick(LATER)
        letter.refresh_from_db()

        assert (letter.state, server.has) == ("unsure", [])


def test_an_account_in_trouble_does_not_stop_the_others(later):
    with ScriptedServer({"connect": "drop"}) as broken, ScriptedServer() as whole:
        ada, ben = workspace(), workspace(slug="ben", name="Ben")
        account(ada, broken.port)
        account(ben, whole.port)
        approved(contact(ada))
        approved(contact(ben))
        loop.tick(LATER)

        troubles = list(Account.objects.order_by("pk").values_list("trouble", flat=True))
        assert (len(whole.has), bool(troubles[0]), troubles[1]) == (1, True, "")


def test_a_row_with_a_bug_is_set_aside_for_an_hour(later, caplog):
    told = []

    def broken():
        raise ZeroDivisionError

    went_well = guard.guarded(broken, aside=lambda sentence, until: told.append((sentence, until)))

    assert (went_well, told[0][1] - LATER, "ZeroDivisionError" in told[0][0]) == (
        False, timedelta(hours=1), True,
    )  # fmt: skip


def test_the_loop_ends_when_told_to(later, deaf, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(loop, "_read", lambda *_: None)

    def clock_that_stops():
        if threading.current_thread() is threading.main_thread():
            stop.set()
        return LATER

    loop.run(stop, clock_that_stops)

    assert Heartbeat.objects.filter(name="worker").exists()


def test_a_mailbox_that_is_being_read_keeps_no_letter_back(later, deaf, monkeypatch):
    stop, reading = threading.Event(), threading.Event()

    def read_for_long(_now, _handed):
        reading.set()
        stop.wait(30)

    with ScriptedServer() as server:
        ada = workspace()
        account(ada, server.port)
        approved(contact(ada))
        monkeypatch.setattr(loop, "_read", read_for_long)
        monkeypatch.setattr(loop, "beat", lambda *_: stop.set() if server.has else None)
        loop.run(stop, lambda: LATER)

        assert (reading.is_set(), len(server.has)) == (True, 1)
