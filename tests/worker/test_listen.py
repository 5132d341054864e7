"""New mail is read as it arrives, over a connection that stays open."""

import threading
import time
from datetime import timedelta

import pytest

from followup.actions.accounts import connect
from followup.actions.syncing.arrivals import accounts_to_hear, end_watch, keep_watch
from followup.actions.syncing.sync import sync
from followup.models import Account, Message
from followup.worker.listen import listen
from tests.actions.mailboxes import letter
from tests.actions.telling_about import NOW, ada
from tests.dovecot import dovecot

__all__ = ["dovecot"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dovecot]


@pytest.fixture
def account(dovecot, request) -> Account:
    user = f"listen{abs(hash(request.node.name))}"
    dovecot.deliver(user, letter(1))
    made = connect(ada(), "imap", f"imap://{user}@127.0.0.1:{dovecot.port}", "secret", NOW)
    sync(made, NOW)
    return made


def test_mail_that_arrives_while_somebody_listens_is_read_at_once(account, dovecot):
    stop = threading.Event()

    def post() -> None:
        time.sleep(1)
        dovecot.deliver(account.username, letter(2))
        time.sleep(4)
        stop.set()
        dovecot.deliver(account.username, letter(3))  # wakes the listener, who then hears that it is over

    postman = threading.Thread(target=post)
    postman.start()
    listen(account.pk, stop, lambda: NOW)
    postman.join()

    account.refresh_from_db()
    assert Message.objects.filter(subject="News 2").exists()
    assert account.watched_by == ""


def test_mail_that_came_before_anybody_listened_is_read_first(account, dovecot):
    dovecot.deliver(account.username, letter(2))
    stop = threading.Event()

    def end() -> None:
        stop.set()
        dovecot.deliver(account.username, letter(3))  # wakes the listener, who then hears that it is over

    threading.Timer(3, end).start()
    listen(account.pk, stop, lambda: NOW)

    assert Message.objects.filter(subject="News 2").exists()


def test_a_rehearsal_leaves_nothing_behind(account):
    stop = threading.Event()
    stop.set()

    listen(account.pk, stop, lambda: NOW)

    assert Message.objects.count() == 1


def test_one_listens_to_an_account_at_a_time(account):
    mine = keep_watch(account.pk, "elsewhere:1:a", NOW)
    theirs = keep_watch(account.pk, "elsewhere:2:b", NOW)
    later = keep_watch(account.pk, "elsewhere:2:b", NOW + timedelta(hours=1))
    end_watch(account.pk, "elsewhere:1:a")
    account.refresh_from_db()

    assert (mine, theirs, later, account.watched_by) == (True, False, True, "elsewhere:2:b")


def test_an_account_in_trouble_is_left_alone_until_it_is_tried_again(account):
    Account.objects.update(trouble="down", next_try_at=NOW + timedelta(hours=1))

    assert (accounts_to_hear(NOW), accounts_to_hear(NOW + timedelta(hours=2))) == ([], [account.pk])
