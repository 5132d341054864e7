"""Calendar feeds: one address, asked whether it has changed; what is no longer in it is called off."""

import pytest

from followup.actions.connecting import connect
from followup.actions.syncing.sync import sync
from followup.core.kinds import Kind
from followup.core.trouble import Mend, Unreachable
from followup.models import Account, CalendarEvent, Fact, Folder
from tests.actions.telling_about import NOW, ada, kinds
from tests.calendar_entries import Interview
from tests.little_web import Said, little_web

pytestmark = pytest.mark.django_db


class Feed:
    """A feed whose entries a test changes."""

    def __init__(self, *entries):
        self.entries = list(entries)
        self.breaks_off = False
        self.tag = '"1"'

    def answer(self, asked):
        if asked.headers.get("if-none-match") == self.tag:
            return Said(304)
        body = "".join(str(each) for each in self.entries).replace("END:VCALENDAR\nBEGIN:VCALENDAR\n", "")
        headers = {"ETag": self.tag} if self.tag else {}
        return Said(200, body or "BEGIN:VCALENDAR\nEND:VCALENDAR\n", headers, self.breaks_off)


def talk(number, **fields):
    return Interview(uid=f"talk{number}@northwind.example", **fields)


@pytest.fixture
def feed():
    return Feed(talk(1))


@pytest.fixture
def web(feed):
    with little_web(feed.answer) as made:
        yield made


@pytest.fixture
def account(web):
    return connect(ada(), "feed", f"{web.url}secret-address/ada.ics?key=1", "", NOW)


def told():
    return [(each.kind, f"{each.at:%d %H:%M}") for each in Fact.objects.order_by("at", "pk")]


def test_an_interview_in_a_feed_is_read(account):
    assert (sync(account, NOW).new, told()) == (1, [(Kind.INTERVIEW_SET, "05 10:00")])


def test_a_feed_that_has_not_changed_is_not_sent_again(account, web):
    sync(account, NOW)
    sync(account, NOW)

    assert web.asked[-1].headers["if-none-match"] == '"1"'


def test_a_feed_that_only_stamps_anew_writes_nothing(account, feed):
    sync(account, NOW)
    before = list(Fact.objects.values()), list(CalendarEvent.objects.values())
    for second in range(10, 20):
        feed.tag, feed.entries = "", [talk(1, stamp=f"20260304T0800{second}Z")]
        sync(account, NOW)

    assert (list(Fact.objects.values()), list(CalendarEvent.objects.values())) == before


def test_what_is_no_longer_in_the_feed_is_called_off(account, feed):
    feed.entries.append(talk(2))
    sync(account, NOW)
    feed.tag = '"2"'
    feed.entries = [talk(2)]

    sync(account, NOW)

    assert sorted(kinds(account.workspace)) == [Kind.INTERVIEW_CANCELLED, Kind.INTERVIEW_SET]


def test_a_feed_that_comes_back_empty_calls_nothing_off(account, feed):
    sync(account, NOW)
    feed.tag, feed.entries = '"2"', []

    sync(account, NOW)

    assert (told(), Folder.objects.get().trouble.split(" so ")[0]) == (
        [(Kind.INTERVIEW_SET, "05 10:00")],
        "1 entry of “Calendar” vanished from the server at once,",
    )


def test_an_answer_that_breaks_off_is_told_and_read_the_next_time(account, feed):
    feed.breaks_off = True

    with pytest.raises(Unreachable) as lost:
        sync(account, NOW)
    feed.breaks_off = False
    account.refresh_from_db()

    assert str(lost.value) == "The connection to 127.0.0.1 was lost; it will be tried again."
    assert (account.trouble, sync(account, NOW).new) == (str(lost.value), 1)


def test_a_page_instead_of_a_calendar_is_told():
    with (
        little_web(lambda _: Said(200, "<html>Sign in</html>")) as web,
        pytest.raises(Unreachable) as trouble,
    ):
        connect(ada(), "feed", web.url, "", NOW)

    assert str(trouble.value) == (
        "What 127.0.0.1 has at this address is no calendar; look up the address of its iCal feed."
    )


def test_the_address_of_a_feed_is_kept_like_a_password(account):
    row = Account.objects.values().get(pk=account.pk)

    assert not any("secret-address" in str(value) for value in row.values())
    assert b"secret-address" not in bytes(row["secret"])


def test_two_feeds_of_one_host_are_two_accounts(account, web):
    connect(account.workspace, "feed", f"{web.url}other.ics", "", NOW)

    assert Account.objects.count() == 2


def test_a_webcal_address_is_understood(web):
    account = connect(ada(), "feed", web.url.replace("http", "webcal") + "ada.ics", "", NOW)

    assert sync(account, NOW).new == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://calendar.example/ada.ics", "write https:// instead"),
        ("ftp://calendar.example/ada.ics", "is no feed address"),
        ("https:///ada.ics", "server’s name is missing"),
        ("https://calendar.example:99999/ada.ics", "port"),
        ("https://[calendar.example/ada.ics", "is no address"),
    ],
)
def test_an_address_that_is_none_says_how_to_write_it(url, words):
    with pytest.raises(Mend, match=words):
        connect(ada(), "feed", url, "", NOW)
