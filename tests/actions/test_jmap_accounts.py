"""A real JMAP mailbox is read once, as by IMAP."""

from datetime import timedelta

import pytest

from followup.actions.connecting import connect
from followup.actions.syncing.sync import sync
from followup.core.trouble import Refused
from followup.models import Collection, Fact, Folder, FolderEntry, Message
from tests.actions.telling_about import NOW, ada
from tests.cyrus_jmap import cyrus
from tests.post import ADA, mail

__all__ = ["cyrus"]

pytestmark = pytest.mark.django_db

MIRA = "Mira Aydın <mira@northwind.example>"


def letter(number, **fields):
    given = {
        "at": f"2026-03-01T08:{number:02}:00+00:00",
        "sender": MIRA,
        "subject": f"News {number}",
        "body": "Hello Ada.",
    }
    return mail(**{**given, **fields})


@pytest.fixture
def user(request):
    return f"user{abs(hash(request.node.name))}"


@pytest.fixture
def account(cyrus, user):
    cyrus.deliver(user, letter(1), letter(2), letter(3, sender=ADA, to=MIRA))
    cyrus.move(user, "News 3", "sent")
    return connect(ada(), "jmap", cyrus.url.replace("//", f"//{user}@"), "secret", NOW)


def test_received_and_sent_mail_is_read(account):
    report = sync(account, NOW)

    assert (report.new, Message.objects.filter(is_ours=True).count(), Message.objects.count()) == (3, 1, 3)


def test_ten_more_readings_write_nothing(account):
    sync(account, NOW)
    before = list(Fact.objects.values()), list(Message.objects.values())

    reports = [sync(account, NOW) for _ in range(10)]

    assert sum(each.new + each.known for each in reports) == 0
    assert (list(Fact.objects.values()), list(Message.objects.values())) == before


def test_what_arrives_is_read(account, cyrus, user):
    sync(account, NOW)
    cyrus.deliver(user, letter(4))

    assert sync(account, NOW).new == 1


def test_a_state_that_the_server_has_forgotten_doubles_nothing(account, cyrus, user):
    sync(account, NOW)
    cyrus.deliver(user, letter(4))
    Collection.objects.update(token="forgotten")

    report = sync(account, NOW)

    assert (report.new, report.known, Message.objects.count()) == (1, 0, 4)


def test_junk_is_left_out_until_somebody_takes_it_out(account, cyrus, user):
    cyrus.deliver(user, letter(5))
    cyrus.move(user, "News 5", "junk")
    first = sync(account, NOW)
    cyrus.move(user, "News 5", "inbox")

    second = sync(account, NOW)

    assert (first.new, second.new) == (3, 1)


def test_deleted_mail_stays_here(account, cyrus, user):
    sync(account, NOW)
    cyrus.destroy(user, "News 1")

    sync(account, NOW)

    folder = Folder.objects.get()
    assert (Message.objects.count(), folder.on_server, folder.here, folder.gone) == (3, 2, 2, 1)


def test_the_folder_says_how_many_are_there_and_here(account, cyrus, user):
    cyrus.deliver(user, letter(5))
    cyrus.move(user, "News 5", "junk")

    sync(account, NOW)

    folder = Folder.objects.get()
    assert (folder.on_server, folder.here, folder.left_out, folder.unexplained) == (4, 3, 1, 0)


def test_a_reading_that_was_killed_goes_on_where_it_was(account):
    sync(account, NOW)
    FolderEntry.objects.filter(pk=FolderEntry.objects.values("pk")[:1]).delete()
    Collection.objects.update(token="")

    report = sync(account, NOW)

    assert (report.new, report.known, Message.objects.count()) == (0, 1, 3)


def test_a_wrong_password_is_told_at_once(cyrus):
    with pytest.raises(Refused) as refusal:
        connect(ada(), "jmap", cyrus.url.replace("//", "//mona@"), "wrong", NOW)

    assert str(refusal.value) == (
        "127.0.0.1 did not let mona in. Check the user name and the password; some providers want an app password."
    )


def test_a_server_put_back_to_an_older_day_is_compared_within_a_day(account, cyrus, user):
    sync(account, NOW)
    cyrus.deliver(user, letter(4))
    # Cyrus has nothing to say of a state that lies in its future.
    Collection.objects.update(token="999999")

    assert (sync(account, NOW).new, sync(account, NOW + timedelta(days=1)).new) == (0, 1)
