"""The folders of a real mailbox: what is moved, deleted, doubled or chosen is accounted for."""

import imaplib

import pytest

from followup.actions.accounts import connect
from followup.actions.syncing.mailbox_folders import choose, choose_also
from followup.actions.syncing.sync import sync
from followup.core.trouble import Mend
from followup.models import Fact, Folder, Message
from tests.actions.mailboxes import MIRA, letter, told
from tests.actions.telling_about import NOW, ada
from tests.dovecot import dovecot
from tests.post import ADA

__all__ = ["dovecot"]

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]


@pytest.fixture
def account(dovecot, request):
    user = f"folders{abs(hash(request.node.name))}"
    dovecot.deliver(user, letter(1), letter(2))
    dovecot.deliver(user, letter(3, sender=ADA, to=MIRA), folder="Sent")
    dovecot.deliver(user, letter(4), folder="Archive")
    dovecot.deliver(user, letter(5), folder="Projects")
    return connect(ada(), "imap", f"imap://{user}@127.0.0.1:{dovecot.port}", "secret", NOW)


def count(there: int, here: int, gone: int = 0) -> str:
    return f"{there} there, {here} here, 0 odd, 0 left out, {gone} gone, 0 unexplained"


def test_inbox_sent_mail_and_the_archive_are_read_by_themselves(account):
    sync(account, NOW)

    assert told(account) == {"INBOX": count(2, 2), "Sent": count(1, 1), "Archive": count(1, 1)}


def test_a_chosen_folder_is_read_as_well(account):
    sync(account, NOW)
    choose_also(account, ["Projects"], NOW)

    sync(account, NOW)

    assert (told(account)["Projects"], len(told(account))) == (count(1, 1), 4)


def test_a_folder_that_is_not_wanted_any_more_is_left_alone(account, dovecot):
    sync(account, NOW)
    choose(account, ["INBOX"], NOW)
    dovecot.deliver(account.username, letter(6), folder="Archive")

    assert sync(account, NOW).new == 0


def test_choosing_a_folder_that_is_not_there_names_those_that_are(account):
    sync(account, NOW)

    with pytest.raises(Mend, match=r"no folder “Project”.*“Projects”"):
        choose(account, ["Project"], NOW)


def test_a_moved_message_is_gone_here_and_known_there(account, dovecot):
    sync(account, NOW)
    facts = Fact.objects.count()
    dovecot.move(account.username, 1, "Archive")

    report = sync(account, NOW)

    assert (report.new, Fact.objects.count()) == (0, facts)
    assert told(account) == {"INBOX": count(1, 1, gone=1), "Sent": count(1, 1), "Archive": count(2, 2)}


def test_a_message_that_lies_there_twice_is_one_message_and_both_are_accounted_for(account, dovecot):
    dovecot.deliver(account.username, letter(1), letter(1))

    sync(account, NOW)

    assert (told(account)["INBOX"], Message.objects.count()) == (count(4, 4), 4)


def test_deleted_and_new_mail_of_one_day_come_out_even(account, dovecot):
    sync(account, NOW)
    dovecot.expunge(account.username, 2)
    dovecot.deliver(account.username, letter(7))

    report = sync(account, NOW)

    assert (report.new, told(account)["INBOX"]) == (1, count(2, 2, gone=1))


def test_a_folder_that_is_removed_keeps_here_what_was_in_it(account, dovecot):
    sync(account, NOW)
    with imaplib.IMAP4(dovecot.host, dovecot.port) as client:
        client.login(account.username, "secret")
        client.delete("Archive")

    sync(account, NOW)

    assert (told(account)["Archive"], Message.objects.count()) == (count(0, 0, gone=1), 4)
    assert not Folder.objects.filter(account=account, name="Archive").exclude(trouble="").exists()


def test_a_draft_that_is_sent_is_read_the_next_night(account, dovecot):
    dovecot.flag(account.username, 1, "\\Draft")
    sync(account, NOW)
    drafted = told(account)["INBOX"]
    with imaplib.IMAP4(dovecot.host, dovecot.port) as client:
        client.login(account.username, "secret")
        client.select("INBOX")
        client.store("1", "-FLAGS", "\\Draft")

    sync(account, NOW.replace(day=NOW.day + 1))

    assert drafted == "2 there, 1 here, 0 odd, 1 left out, 0 gone, 0 unexplained"
    assert told(account)["INBOX"] == count(2, 2)
