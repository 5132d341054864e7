"""Another server than Dovecot: Cyrus says and does some things in its own way, and is read as completely."""

import imaplib

import pytest

from followup.actions.accounts import connect, login_of
from followup.actions.syncing.sync import sync
from followup.models import Account, Message
from followup.sources import imap
from tests.actions.mailboxes import MIRA, letter, told
from tests.actions.telling_about import NOW, ada
from tests.cyrus_jmap import Cyrus, cyrus
from tests.post import ADA, message_id
from tests.programs import found

__all__ = ["cyrus"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def count(there: int, here: int, gone: int = 0) -> str:
    return f"{there} there, {here} here, 0 odd, 0 left out, {gone} gone, 0 unexplained"


@pytest.fixture
def account(cyrus: Cyrus, request: pytest.FixtureRequest) -> Account:
    if not cyrus.imap:
        found("imapd")
    user = f"user{abs(hash(request.node.name))}"
    with opened(cyrus, user) as client:
        for folder, raw in (
            ("INBOX", letter(1)), ("INBOX", letter(2)), ("Sent", letter(3, sender=ADA, to=MIRA)), ("Archive", letter(4)),
        ):  # fmt: skip
            status, said = client.append(folder, "", "", raw.replace(b"\n", b"\r\n"))
            assert status == "OK", said
    return connect(ada(), "imap", f"imap://{user}@127.0.0.1:{cyrus.imap}", "secret", NOW)


def opened(cyrus: Cyrus, user: str) -> imaplib.IMAP4:
    client = imaplib.IMAP4("127.0.0.1", cyrus.imap)
    client.login(user, "secret")
    return client


def test_inbox_sent_mail_and_archive_are_read_by_what_the_server_says_of_them(account):
    sync(account, NOW)

    assert told(account) == {"INBOX": count(2, 2), "Sent": count(1, 1), "Archive": count(1, 1)}


def test_the_second_time_nothing_is_new(account):
    sync(account, NOW)

    assert (sync(account, NOW).read, Message.objects.count()) == (0, 4)


def test_what_arrives_vanishes_and_moves_comes_out_even(account, cyrus):
    sync(account, NOW)
    cyrus.deliver(account.username, letter(5))
    with opened(cyrus, account.username) as client:
        client.select("INBOX")
        client.xatom("MOVE", "1", "Archive")
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()

    report = sync(account, NOW)

    assert report.new == 1
    assert told(account) == {"INBOX": count(1, 1, gone=2), "Sent": count(1, 1), "Archive": count(2, 2)}


def test_our_letter_is_found_among_the_sent_ones(account):
    with imap.connect(login_of(account, NOW)) as mailbox:
        assert imap.find_sent(mailbox, message_id("2026-03-01T08:03:00+00:00", ADA, "News 3")) is not None


def test_new_mail_is_heard_of(account, cyrus):
    with imap.connect(login_of(account, NOW)) as mailbox:
        imap.open_folder(mailbox, imap.FolderCursor(name="INBOX"))
        silent = imap.hear(mailbox, 0.1)
        cyrus.deliver(account.username, letter(6))

        # Without its notifying daemon Cyrus looks for changes once a minute, and when it is asked.
        assert (silent, imap.hear(mailbox, 0.1) or imap.hear(mailbox, 0.1)) == (False, True)
