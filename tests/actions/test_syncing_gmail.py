"""Gmail: one message under several labels is fetched once, known by its number, and found by its id."""

import pytest

from followup.actions.accounts import login_of
from followup.actions.syncing.sync import sync
from followup.models import Message
from followup.sources import imap
from tests.actions.mailboxes import MIRA, connected, letter, told
from tests.actions.telling_about import NOW
from tests.little_imap import GMAIL, LittleImap, Shelf, serving
from tests.post import ADA, message_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def gmail():
    names = {
        "INBOX": "",
        "[Gmail]/Sent Mail": "\\Sent",
        "[Gmail]/All Mail": "\\All",
        "[Gmail]/Bin": "\\Trash",
    }
    folders = {name: Shelf(attributes=flags) for name, flags in names.items()}
    with serving(LittleImap(folders=folders, offers=GMAIL)) as server:
        received, sent, draft = letter(1), letter(2, sender=ADA, to=MIRA), letter(3, sender=ADA, to=MIRA)
        server["INBOX"].put(received, gmail_id=11)
        server["[Gmail]/Sent Mail"].put(sent, gmail_id=12)
        everything = server["[Gmail]/All Mail"]
        everything.put(received, gmail_id=11, labels='"\\\\Inbox"')
        everything.put(sent, gmail_id=12, labels='"\\\\Sent"')
        everything.put(draft, gmail_id=13, labels='"\\\\Draft"')
        everything.put(letter(4), gmail_id=14)
        server["[Gmail]/Bin"].put(letter(5), gmail_id=15)
        yield server


def whole(commands):
    return sum(len(each.split()[2].split(",")) for each in commands if "BODY.PEEK[]" in each)


def test_a_message_under_several_labels_is_fetched_once(gmail):
    sync(connected(gmail), NOW)

    assert (whole(gmail.commands), Message.objects.count()) == (3, 3)


def test_every_label_is_accounted_for_and_the_bin_is_left_alone(gmail):
    account = connected(gmail)

    sync(account, NOW)

    assert told(account) == {
        "INBOX": "1 there, 1 here, 0 odd, 0 left out, 0 gone, 0 unexplained",
        "[Gmail]/Sent Mail": "1 there, 1 here, 0 odd, 0 left out, 0 gone, 0 unexplained",
        "[Gmail]/All Mail": "4 there, 3 here, 0 odd, 1 left out, 0 gone, 0 unexplained",
    }


def test_what_is_archived_moves_without_being_fetched_again(gmail):
    account = connected(gmail)
    sync(account, NOW)
    gmail["INBOX"].drop(1)
    gmail.commands.clear()

    sync(account, NOW)

    assert (whole(gmail.commands), told(account)["INBOX"]) == (
        0, "0 there, 0 here, 0 odd, 0 left out, 1 gone, 0 unexplained",
    )  # fmt: skip


def test_a_letter_is_ours_by_its_label_and_keeps_its_conversation(gmail):
    gmail["[Gmail]/All Mail"].put(letter(6, sender="me@elsewhere.example"), gmail_id=16, labels='"\\\\Sent"')

    sync(connected(gmail), NOW)

    found = Message.objects.get(subject="News 6")
    assert (found.is_ours, ["x-gm-thrid", "16"] in found.headers) == (True, True)


def test_our_letter_is_looked_up_by_its_id(gmail):
    account = connected(gmail)
    wanted = message_id("2026-03-01T08:02:00+00:00", ADA, "News 2")

    with imap.connect(login_of(account, NOW)) as mailbox:
        raw = imap.find_sent(mailbox, wanted)

    assert raw is not None
    assert any(f"rfc822msgid:{wanted}" in each for each in gmail.commands)


def test_nothing_new_is_known_from_few_commands_without_opening_a_folder(gmail):
    account = connected(gmail)
    sync(account, NOW)
    gmail.commands.clear()

    sync(account, NOW)

    assert len(gmail.commands) <= 10
    assert not any("EXAMINE" in each for each in gmail.commands)
