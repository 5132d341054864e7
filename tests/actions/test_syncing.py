"""A real mailbox is read once, whatever its server does."""

import imaplib
from datetime import timedelta

import pytest

from followup.actions.accounts import connect
from followup.actions.syncing.sync import sync
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Fact, Folder, Message
from tests.actions.telling_about import NOW, ada
from tests.dovecot import dovecot
from tests.post import ADA, mail

__all__ = ["dovecot"]

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]

MIRA = "Mira Aydın <mira@northwind.example>"


def letter(number: int, **fields: str) -> bytes:
    given = {
        "at": f"2026-03-01T08:{number:02}:00+00:00",
        "sender": MIRA,
        "subject": f"News {number}",
        "body": "Hello Ada.",
    }
    return mail(**{**given, **fields})


@pytest.fixture
def account(dovecot, request):
    user = f"user{abs(hash(request.node.name))}"
    dovecot.deliver(user, letter(1), letter(2))
    dovecot.deliver(user, letter(3, sender=ADA, to=MIRA), folder="Sent")
    return connect(ada(), "imap", f"imap://{user}@127.0.0.1:{dovecot.port}", "secret", NOW)


def test_inbox_and_sent_mail_are_read(account):
    report = sync(account, NOW)

    assert (report.new, Message.objects.filter(is_ours=True).count(), Message.objects.count()) == (3, 1, 3)


def test_the_second_time_nothing_is_new(account):
    sync(account, NOW)

    report = sync(account, NOW)
    assert (report.new, report.known, Message.objects.count()) == (0, 0, 3)


def test_what_arrives_is_read(account, dovecot):
    sync(account, NOW)
    dovecot.deliver(account.username, letter(4))

    assert sync(account, NOW).new == 1


def test_a_server_that_numbers_anew_doubles_nothing(account):
    sync(account, NOW)
    facts = Fact.objects.count()
    Folder.objects.filter(role="inbox").update(uid_validity=1)

    report = sync(account, NOW)
    assert (report.new, report.known, Message.objects.count(), Fact.objects.count()) == (0, 2, 3, facts)


def test_a_mailbox_that_is_suddenly_empty_deletes_nothing(account, dovecot):
    sync(account, NOW)
    with imaplib.IMAP4(dovecot.host, dovecot.port) as client:
        client.login(account.username, "secret")
        client.select("INBOX")
        client.store("1:*", "+FLAGS", "\\Deleted")
        client.expunge()

    sync(account, NOW)
    assert (Message.objects.count(), Folder.objects.get(role="inbox").on_server) == (3, 0)


def test_the_folder_says_how_many_are_there_and_here(account):
    sync(account, NOW)

    folder = Folder.objects.get(role="inbox")
    assert (folder.on_server, folder.here) == (2, 2)


def test_who_is_read_by_another_is_left_alone(account):
    Account.objects.filter(pk=account.pk).update(
        claimed_by="elsewhere:1:x", lease_until=NOW + timedelta(minutes=5)
    )

    assert (sync(account, NOW).is_busy, Message.objects.count()) == (True, 0)


def test_a_dead_server_is_told_and_tried_later(account):
    Account.objects.filter(pk=account.pk).update(port=1)
    account.refresh_from_db()

    with pytest.raises(Unreachable):
        sync(account, NOW)
    account.refresh_from_db()
    assert (account.trouble != "", account.next_try_at > NOW, account.claimed_by) == (True, True, "")


def test_a_wrong_password_is_told_at_once(dovecot):
    with pytest.raises(Refused, match="did not let"):
        connect(ada(), "imap", f"imap://u@127.0.0.1:{dovecot.port}", "wrong", NOW)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://x.example", "no imap address"),
        ("imaps://u@", "name is missing"),
        ("imaps://u@x.example:99999", "port"),
    ],
)
def test_an_address_that_is_none_says_how_to_write_it(url, words):
    with pytest.raises(Mend, match=words):
        connect(ada(), "imap", url, "secret", NOW, check=False)
