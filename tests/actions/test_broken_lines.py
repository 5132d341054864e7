"""A line that breaks in the middle of an answer, whichever it is: nothing is lost, nothing doubled."""

import http.client

import pytest

from followup.actions.connecting import connect
from followup.actions.syncing.sync import sync
from followup.core.trouble import Unreachable
from followup.models import CalendarEvent, Fact, Folder, Message
from tests.actions.telling_about import NOW, ada
from tests.calendar_entries import Interview
from tests.calendar_servers import new_user, radicale
from tests.cyrus_jmap import cyrus
from tests.little_web import Said, little_web
from tests.post import mail

__all__ = ["cyrus", "radicale"]

pytestmark = pytest.mark.django_db

ENTRIES = 60


class Line:
    """A line to a server that breaks in the middle of one answer."""

    def __init__(self, port):
        self.port = port
        self.left = 0

    def answer(self, asked):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {name: value for name, value in asked.headers.items() if name != "connection"}
            line.request(asked.method, asked.path, asked.body, headers)
            answer = line.getresponse()
            body = answer.read()
        finally:
            line.close()
        kept = {"www-authenticate", "etag", "content-type", "location"}
        passed = {name: value for name, value in answer.getheaders() if name.lower() in kept}
        self.left -= 1
        return Said(answer.status, body[: len(body) // 2] if self.left == 0 else body, passed, self.left == 0)


def read_with_breaks(account, line, breaks):
    """Reads again and again over a line that breaks at each of these answers; how often it was told."""
    troubles = 0
    for number in breaks:
        line.left = number
        account.refresh_from_db()
        try:
            sync(account, NOW)
        except Unreachable:
            troubles += 1
    line.left = 0
    account.refresh_from_db()
    sync(account, NOW)
    return troubles


def test_calendar_entries_are_neither_lost_nor_doubled(radicale):
    user = new_user()
    path = radicale.make(user)
    for number in range(ENTRIES):
        radicale.put(user, f"{path}{number}.ics", str(Interview(uid=f"talk{number}@northwind.example")))
    line = Line(radicale.port)
    with little_web(line.answer) as web:
        url = f"{web.url}{path.lstrip('/')}".replace("//", f"//{user}@")
        account = connect(ada(), "caldav", url, "secret", NOW)
        troubles = read_with_breaks(account, line, range(1, 6))

    folder = Folder.objects.get()
    counts = (CalendarEvent.objects.count(), Fact.objects.count(), folder.here, folder.unexplained)
    assert (troubles, counts) == (5, (ENTRIES, ENTRIES, ENTRIES, 0))


def test_mail_is_neither_lost_nor_doubled(cyrus):
    user = "broken"
    letters = [
        mail(
            at=f"2026-03-01T08:{number:02}:00+00:00",
            sender="mira@northwind.example",
            subject=f"News {number}",
        )
        for number in range(5)
    ]
    cyrus.deliver(user, *letters)
    line = Line(cyrus.port)
    with little_web(line.answer) as web:
        account = connect(ada(), "jmap", f"{web.url}jmap/".replace("//", f"//{user}@"), "secret", NOW)
        troubles = read_with_breaks(account, line, range(1, 13))

    folder = Folder.objects.get()
    assert (troubles, Message.objects.count(), folder.here, folder.unexplained) == (12, 5, 5, 0)


def test_a_calendar_with_nothing_new_costs_few_questions(radicale):
    user = new_user()
    for name in ("work", "home", "club"):
        radicale.put(user, f"{radicale.make(user, name)}a.ics", str(Interview(uid=f"{name}@example.org")))
    line = Line(radicale.port)
    with little_web(line.answer) as web:
        account = connect(ada(), "caldav", web.url.replace("//", f"//{user}@"), "secret", NOW)
        sync(account, NOW)
        before = len(web.asked)
        sync(account, NOW)

    assert len(web.asked) - before <= 10


def test_mail_with_nothing_new_costs_few_questions(cyrus):
    cyrus.deliver("quiet", mail(at="2026-03-01T08:00:00+00:00", sender="mira@northwind.example"))
    line = Line(cyrus.port)
    with little_web(line.answer) as web:
        account = connect(ada(), "jmap", f"{web.url}jmap/".replace("//", "//quiet@"), "secret", NOW)
        sync(account, NOW)
        before = len(web.asked)
        sync(account, NOW)

    assert len(web.asked) - before <= 3


def test_a_calendar_that_cannot_be_handed_over_does_not_stop_the_others(radicale):
    user = new_user()
    for name in ("aching", "well"):
        radicale.put(user, f"{radicale.make(user, name)}a.ics", str(Interview(uid=f"{name}@example.org")))
    line = Line(radicale.port)

    def answer(asked):
        is_aching = asked.path.endswith("/aching/") and b"getetag" in asked.body
        return Said(418) if is_aching else line.answer(asked)

    with little_web(answer) as web:
        account = connect(ada(), "caldav", web.url.replace("//", f"//{user}@"), "secret", NOW)
        report = sync(account, NOW)

    troubles = dict(Folder.objects.values_list("name", "trouble"))
    assert (report.new, troubles["Well"], "it says 418" in troubles["Aching"]) == (1, "", True)
