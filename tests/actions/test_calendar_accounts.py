"""Calendars on real servers: what stands there, stands here, and nothing is called off that is only missing."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.actions.connecting import connect
from followup.actions.importing.files import import_paths
from followup.actions.syncing.sync import sync
from followup.core.kinds import Kind
from followup.core.trouble import Refused, Unreachable
from followup.models import Account, CalendarEvent, Collection, Contact, Fact, Folder, FollowUp
from tests.actions.telling_about import NOW, ada, kinds
from tests.calendar_entries import Interview, card
from tests.calendar_servers import new_user, radicale, xandikos

__all__ = ["radicale", "xandikos"]

pytestmark = pytest.mark.django_db

AFTER = datetime(2026, 3, 5, 12, tzinfo=UTC)
SETTLED = timedelta(days=1)


class Calendar:
    """A calendar on a server and the account that reads it."""

    def __init__(self, server, user):
        self.server, self.user = server, user
        self.path = server.make(user, f"work{user}")

    def connect(self, kind="caldav"):
        self.account = connect(ada(), kind, self.url, "secret", NOW)
        return self.account

    @property
    def url(self):
        return self.server.url.replace("//", f"//{self.user}@") + self.path.lstrip("/")

    def put(self, name="talk", **fields):
        self.server.put(self.user, f"{self.path}{name}.ics", str(Interview(**fields)))

    def delete(self, name="talk"):
        self.server.delete(self.user, f"{self.path}{name}.ics")

    def read(self, now=NOW):
        self.account.refresh_from_db()
        return sync(self.account, now)


@pytest.fixture(params=["radicale", "xandikos"])
def calendar(request):
    return Calendar(request.getfixturevalue(request.param), new_user())


@pytest.fixture
def on_radicale(radicale):
    return Calendar(radicale, new_user())


def told():
    return [(each.kind, f"{each.at:%d %H:%M}") for each in Fact.objects.order_by("at", "pk")]


def test_an_interview_in_the_calendar_is_followed_up_after_it(calendar):
    calendar.put()
    calendar.connect()

    report = calendar.read()

    assert (report.new, told()) == (1, [(Kind.INTERVIEW_SET, "05 10:00")])
    assert FollowUp.objects.filter(
        step__startswith="interview/", due__gte=AFTER - timedelta(hours=1)
    ).exists()


def test_one_that_is_moved_moves(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    calendar.put(start="20260306T140000Z", end="20260306T150000Z", sequence=1, stamp="20260303T080000Z")

    calendar.read()

    assert told() == [(Kind.INTERVIEW_MOVED, "06 14:00")]


def test_one_that_is_moved_without_counting_up_moves_too(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    calendar.put(start="20260304T140000Z", end="20260304T150000Z")

    calendar.read()

    assert told() == [(Kind.INTERVIEW_SET, "04 14:00")]


def test_one_that_is_deleted_is_called_off(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    calendar.delete()

    calendar.read()

    assert told() == [(Kind.INTERVIEW_CANCELLED, "04 09:00")]
    assert not FollowUp.objects.filter(step__startswith="interview/").exists()


def test_one_that_is_put_back_stands_again(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    calendar.delete()
    calendar.read()
    calendar.put()

    calendar.read()

    assert told() == [(Kind.INTERVIEW_SET, "05 10:00")]


def test_one_that_is_tidied_away_afterwards_has_been(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    calendar.delete()

    calendar.read(AFTER)

    assert Kind.INTERVIEW_CANCELLED not in kinds(calendar.account.workspace)
    assert (Folder.objects.get().on_server, Folder.objects.get().here) == (0, 0)


def test_an_occurrence_that_is_taken_out_of_a_series_is_called_off(on_radicale):
    series = "RRULE:FREQ=DAILY;COUNT=3\n"
    on_radicale.put(more=series)
    on_radicale.connect()
    on_radicale.read()
    on_radicale.put(more=f"{series}EXDATE:20260306T100000Z\n")

    on_radicale.read()

    assert told() == [
        (Kind.INTERVIEW_CANCELLED, "04 09:00"),
        (Kind.INTERVIEW_SET, "05 10:00"),
        (Kind.INTERVIEW_SET, "07 10:00"),
    ]


def test_a_newer_version_that_came_by_mail_stays(on_radicale, tmp_path):
    on_radicale.put()
    workspace = on_radicale.connect().workspace
    on_radicale.read()
    path = tmp_path / "moved.ics"
    path.write_text(
        str(Interview(start="20260310T100000Z", end="20260310T110000Z", sequence=1, stamp="20260303T080000Z"))
    )
    import_paths(workspace, [path], now=NOW)
    on_radicale.put(more="X-SEEN:yes\n")

    on_radicale.read()

    assert told() == [(Kind.INTERVIEW_MOVED, "10 10:00")]


def test_ten_more_readings_write_nothing(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    before = (
        list(Fact.objects.values()),
        list(CalendarEvent.objects.values()),
        list(FollowUp.objects.values()),
    )

    reports = [calendar.read() for _ in range(10)]

    assert [each.new + each.known for each in reports] == [0] * 10
    after = list(Fact.objects.values()), list(CalendarEvent.objects.values()), list(FollowUp.objects.values())
    assert after == before


def test_a_token_that_the_server_has_thrown_away_doubles_nothing(calendar):
    calendar.put()
    calendar.connect()
    calendar.read()
    Collection.objects.update(token="http://radicale.org/ns/sync/0000")
    calendar.put("second", uid="second@northwind.example", start="20260309T100000Z", end="20260309T110000Z")

    report = calendar.read()

    assert (report.new, told()) == (
        1, [(Kind.INTERVIEW_SET, "05 10:00"), (Kind.INTERVIEW_SET, "09 10:00")],
    )  # fmt: skip


def test_the_folder_says_how_many_are_there_and_here(calendar):
    calendar.put()
    calendar.put("second", uid="second@northwind.example")
    calendar.connect()

    calendar.read()

    folder = Folder.objects.get()
    assert (folder.on_server, folder.here, folder.unexplained, folder.role) == (2, 2, 0, "calendar")


def test_a_calendar_that_is_suddenly_empty_calls_nothing_off(on_radicale):
    for number in range(5):
        on_radicale.put(f"talk{number}", uid=f"talk{number}@northwind.example")
    on_radicale.connect()
    on_radicale.read()
    for number in range(5):
        on_radicale.delete(f"talk{number}")

    on_radicale.read()

    assert Kind.INTERVIEW_CANCELLED not in kinds(on_radicale.account.workspace)
    assert Folder.objects.get().trouble == (
        f"5 entries of “{Folder.objects.get().name}” vanished from the server at once, so nothing was called off"
        " here. If you removed them yourself, connect the account again."
    )


def test_what_vanished_at_once_and_comes_back_is_as_before(on_radicale):
    for number in range(5):
        on_radicale.put(f"talk{number}", uid=f"talk{number}@northwind.example")
    on_radicale.connect()
    on_radicale.read()
    before = told()
    for number in range(5):
        on_radicale.delete(f"talk{number}")
    on_radicale.read()
    for number in range(5):
        on_radicale.put(f"talk{number}", uid=f"talk{number}@northwind.example")

    on_radicale.read()

    assert (told(), Folder.objects.get().trouble, Folder.objects.get().here) == (before, "", 5)


def test_connecting_again_believes_what_vanished(on_radicale):
    for number in range(5):
        on_radicale.put(f"talk{number}", uid=f"talk{number}@northwind.example")
    workspace = on_radicale.connect().workspace
    on_radicale.read()
    for number in range(5):
        on_radicale.delete(f"talk{number}")
    on_radicale.read()
    on_radicale.account = connect(workspace, "caldav", on_radicale.url, "secret", NOW)

    on_radicale.read()

    assert set(kinds(workspace)) == {Kind.INTERVIEW_CANCELLED}
    assert Folder.objects.get().trouble == ""


def test_an_entry_moved_to_another_calendar_is_not_called_off(radicale):
    user = new_user()
    work, home = radicale.make(user, "work"), radicale.make(user, "home")
    radicale.put(user, f"{work}talk.ics", str(Interview()))
    account = connect(ada(), "caldav", radicale.url.replace("//", f"//{user}@"), "secret", NOW)
    sync(account, NOW)
    radicale.delete(user, f"{work}talk.ics")
    radicale.put(user, f"{home}talk.ics", str(Interview()))

    sync(account, NOW)

    assert told() == [(Kind.INTERVIEW_SET, "05 10:00")]


def test_a_server_that_is_down_is_told_and_read_the_next_time(radicale):
    calendar = Calendar(radicale, new_user())
    calendar.put()
    calendar.connect()
    radicale.stop()
    try:
        with pytest.raises(Unreachable, match=r"^Nothing answers at 127.0.0.1; check the server’s name"):
            calendar.read()
    finally:
        radicale.start()

    assert calendar.read(NOW + SETTLED).new == 1


def test_a_wrong_password_is_told_at_once(on_radicale):
    with pytest.raises(Refused) as refusal:
        connect(ada(), "caldav", on_radicale.url, "wrong", NOW)

    assert str(refusal.value) == (
        f"127.0.0.1 did not let {on_radicale.user} in. Check the user name and the password; some providers want"
        " an app password."
    )


def test_a_damaged_entry_is_named_and_the_others_are_read(xandikos):
    calendar = Calendar(xandikos, new_user())
    calendar.put()
    calendar.put("odd", uid="odd@northwind.example", more="RRULE:FREQ=SECONDLY\n")
    calendar.connect()

    report = calendar.read()

    assert (report.new, report.not_understood) == (2, 1)


def test_disconnecting_forgets_the_calendar_and_keeps_the_facts(calendar):
    calendar.put()
    account = calendar.connect()
    calendar.read()

    Account.objects.filter(pk=account.pk).delete()

    assert (Folder.objects.count(), Collection.objects.count(), len(told())) == (0, 0, 1)


@pytest.mark.parametrize("which", ["radicale", "xandikos"])
def test_an_address_book_brings_people(which, request):
    server, user = request.getfixturevalue(which), new_user()
    home = server.homes.format(user=user).replace("calendars", "contacts")
    path = f"{home}book{user}/"
    server.ask(user, "MKCOL", path, BOOK.encode())
    server.put(user, f"{path}mira.vcf", card("Mira", "Aydın", "mira@northwind.example"), "text/vcard")
    url = server.url.replace("//", f"//{user}@") + path.lstrip("/")
    account = connect(ada(), "carddav", url, "secret", NOW)

    first, second = sync(account, NOW), sync(account, NOW)

    assert (first.new, second.new, Contact.objects.get().name) == (1, 0, "Mira Aydın")


BOOK = """<?xml version="1.0"?><D:mkcol xmlns:D="DAV:" xmlns:A="urn:ietf:params:xml:ns:carddav"><D:set><D:prop
><D:resourcetype><D:collection/><A:addressbook/></D:resourcetype></D:prop></D:set></D:mkcol>"""
