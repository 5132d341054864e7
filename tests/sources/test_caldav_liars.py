"""Calendar servers that lie, send us elsewhere or speak another dialect."""

import socket
from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.events import Event
from followup.core.trouble import Mend, Unreachable
from followup.sources import caldav
from followup.sources.caldav import Collection, Site
from followup.sources.online import addresses
from followup.sources.online.site import LARGEST, Answer
from tests.calendar_entries import Interview
from tests.little_web import Said, little_web

DAV = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'


def multistatus(*responses, token=""):
    """The body of an answer."""
    end = f"<D:sync-token>{token}</D:sync-token>" if token else ""
    return Said(207, f'<?xml version="1.0"?><D:multistatus {DAV}>{"".join(responses)}{end}</D:multistatus>')


def has(href, properties="", status=200):
    """One response with its properties."""
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{properties}</D:prop>"
        f"<D:status>HTTP/1.1 {status} x</D:status></D:propstat></D:response>"
    )


def gone(href, status=404):
    """One response without any."""
    return f"<D:response><D:href>{href}</D:href><D:status>HTTP/1.1 {status} x</D:status></D:response>"


def tagged(href, tag):
    return has(href, f"<D:getetag>{tag}</D:getetag>")


CALENDAR = has(
    "/cal/", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><S:getctag>7</S:getctag>"
)


def visiting(web, **more):
    return caldav.visit(Site(url=f"{web.url}cal/", is_near=True, **more))


def place(web, token=""):
    return Collection(f"{web.url}cal/", "Work", token=token)


def test_a_server_without_sync_tokens_is_compared_by_tags():
    def answer(asked):
        return multistatus(gone("/cal/", 200), tagged("/cal/a.ics", "1"), tagged("/cal/b.ics", "2"))

    with little_web(answer) as web, visiting(web) as visit:
        found = caldav.changes(visit, place(web), "", {"/cal/a.ics": "1", "/cal/c.ics": "3"})

    assert (found.changed, found.gone, found.count) == ({"/cal/b.ics": "2"}, {"/cal/c.ics"}, 2)


@pytest.mark.parametrize("status", [400, 403, 409, 507])
def test_a_token_that_is_no_longer_good_means_comparing_everything(status):
    def answer(asked):
        return Said(status) if asked.method == "REPORT" else multistatus(tagged("/cal/a.ics", "1"))

    with little_web(answer) as web, visiting(web) as visit:
        found = caldav.changes(visit, place(web, "new"), "old", {})

    assert (found.is_whole, found.changed, found.token) == (True, {"/cal/a.ics": "1"}, "new")


def test_a_list_that_was_cut_is_asked_for_to_its_end():
    def answer(asked):
        if b"second" in asked.body:
            return multistatus(tagged("/cal/b.ics", "1"), gone("/cal/x.ics"), token="third")
        return multistatus(tagged("/cal/a.ics", "1"), gone("/cal/", 507), token="second")

    with little_web(answer) as web, visiting(web) as visit:
        found = caldav.changes(visit, place(web, "third"), "first", {"/cal/x.ics": "1"})

    assert (sorted(found.changed), found.gone, found.token) == (
        ["/cal/a.ics", "/cal/b.ics"],
        {"/cal/x.ics"},
        "third",
    )


def test_a_server_that_cuts_for_ever_is_compared_instead():
    def answer(asked):
        if asked.method == "REPORT":
            return multistatus(gone("/cal/", 507), token="same")
        return multistatus(tagged("/cal/a.ics", "1"))

    with little_web(answer) as web, visiting(web) as visit:
        assert caldav.changes(visit, place(web, "new"), "same", {}).is_whole


def test_a_server_that_knows_no_multiget_is_asked_one_by_one():
    def answer(asked):
        return Said(501) if asked.method == "REPORT" else Said(200, str(Interview()))

    with little_web(answer) as web, visiting(web) as visit:
        (some,) = caldav.entries(visit, place(web), "caldav", {"/cal/a.ics": "1"})

    assert [thing.uid for each in some for thing in each.things if isinstance(thing, Event)] == [
        "talk@northwind.example"
    ]


def test_an_entry_that_vanishes_between_list_and_fetch_is_left_out():
    with (
        little_web(
            lambda asked: multistatus(gone("/cal/a.ics")) if asked.method == "REPORT" else Said(404)
        ) as web,
        visiting(web) as visit,
    ):
        assert list(caldav.entries(visit, place(web), "caldav", {"/cal/a.ics": "1"})) == [[]]


def test_the_calendar_that_the_address_names_is_taken():
    with little_web(lambda asked: multistatus(CALENDAR)) as web, visiting(web) as visit:
        (found,) = caldav.collections(visit, "caldav")

    assert (found.address, found.tag) == (f"{web.url}cal/", "7")


def test_a_place_without_calendars_says_what_to_mend():
    with little_web(lambda asked: Said(404)) as web, visiting(web) as visit, pytest.raises(Mend) as trouble:
        caldav.collections(visit, "caldav")

    assert (
        str(trouble.value) == f"There is no calendar at {web.url}cal/; check the address with your provider."
    )


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
DEEP = f"<?xml version='1.0'?>{'<a>' * 5000}{'</a>' * 5000}"
HUGE = b"<" * (LARGEST + 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB, "it declares a document type"),
        (DEEP, "it is nested too deeply"),
        ("<html><body>Sign in</body></html>", "it is no answer of a calendar server"),
        ("<D:multistatus", "could not be understood"),
        (HUGE, "answered with more than 20 MB at once"),
    ],
    ids=["entities", "depth", "a page", "damaged", "without end"],
)
def test_an_answer_that_is_none_is_told(body, words):
    with (
        little_web(lambda asked: Said(207, body)) as web,
        visiting(web) as visit,
        pytest.raises(Unreachable, match=words),
    ):
        caldav.collections(visit, "caldav")


def test_an_answer_that_breaks_off_is_told():
    with (
        little_web(lambda asked: Said(207, "<D:multistatus", breaks_off=True)) as web,
        visiting(web) as visit,
        pytest.raises(Unreachable, match=r"^The connection to 127.0.0.1 was lost; it will be tried again.$"),
    ):
        caldav.collections(visit, "caldav")


@pytest.mark.parametrize(
    "elsewhere", ["http://localhost:{port}/", "https://example.org/", "http://127.0.0.1:1/"]
)
def test_a_server_that_sends_us_elsewhere_is_not_followed(elsewhere):
    def answer(asked):
        return Said(302, headers={"Location": elsewhere.format(port=web.port)})

    with little_web(answer) as web:
        site = Site(url=f"{web.url}cal/", username="ada", password="secret", is_near=True)
        with caldav.visit(site) as visit, pytest.raises((Unreachable, Mend)):
            caldav.collections(visit, "caldav")

    assert {each.headers["host"] for each in web.asked} == {f"127.0.0.1:{web.port}"}


def test_a_server_that_sends_us_round_in_circles_is_left():
    with (
        little_web(lambda asked: Said(301, headers={"Location": asked.path})) as web,
        visiting(web) as visit,
        pytest.raises(Unreachable, match="round in circles"),
    ):
        caldav.collections(visit, "caldav")


def test_a_server_that_wants_digest_never_sees_the_password():
    def answer(asked):
        if asked.headers.get("authorization", "").startswith("Digest "):
            return multistatus(CALENDAR)
        challenge = 'Digest realm="here", nonce="abc", qop="auth", algorithm=SHA-256'
        return Said(401, headers={"WWW-Authenticate": challenge})

    with little_web(answer) as web, visiting(web, username="ada", password="secret") as visit:
        assert len(caldav.collections(visit, "caldav")) == 1
    assert not any(each.headers.get("authorization", "").startswith("Basic") for each in web.asked)


def leading_to(monkeypatch, *numbers):
    """Every name leads to these numbers."""
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (number, 443)) for number in numbers]
    )


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.0.0.7",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
    ],
)
def test_a_name_that_was_public_must_not_lead_into_the_owners_network(monkeypatch, number):
    leading_to(monkeypatch, number)

    with pytest.raises(Unreachable, match="now leads into your own network"):
        addresses.addresses("calendar.example", 443, may_be_near=False)


def test_a_host_of_the_owners_network_is_let_through_where_the_owner_named_it(monkeypatch):
    leading_to(monkeypatch, "192.168.1.9")

    assert addresses.addresses("nas.example", 443, may_be_near=True) == ["192.168.1.9"]


def test_of_a_name_with_two_addresses_only_the_public_one_is_used(monkeypatch):
    leading_to(monkeypatch, "10.0.0.1", "93.184.215.14")

    assert addresses.addresses("calendar.example", 443, may_be_near=False) == ["93.184.215.14"]


def test_a_name_that_changes_its_meaning_between_look_and_visit_leads_nowhere_else(monkeypatch):
    real = socket.getaddrinfo
    looks = []

    def once(host, *more, **named):
        looks.append(host)
        return real(host if host != "localhost" else "127.0.0.1", *more, **named)

    with little_web(lambda asked: multistatus(CALENDAR)) as web:
        monkeypatch.setattr(socket, "getaddrinfo", once)
        with caldav.visit(Site(url=f"http://localhost:{web.port}/cal/", is_near=True)) as visit:
            caldav.collections(visit, "caldav")
            caldav.collections(visit, "caldav")

    assert looks.count("localhost") == 1


class Parrot(caldav.Visit):
    """A visit whose server answers with any XML at all."""

    def __init__(self, body):
        self.site = Site(url="https://dav.example/cal/")
        self.body = body

    def ask(self, method, url, body=b"", *, headers=None):
        return Answer(207, {}, self.body, url)


TAGS = (
    "D:multistatus", "D:response", "D:href", "D:status", "D:propstat", "D:prop", "D:getetag", "D:sync-token",
    "D:resourcetype", "C:calendar", "C:calendar-data", "D:current-user-principal", "C:calendar-home-set",
)  # fmt: skip
TEXTS = (
    "",
    "/cal/a.ics",
    "//[",
    "https://elsewhere.example/x",
    "HTTP/1.1 200 OK",
    "HTTP/1.1",
    "http://[::1",
    "x" * 300,
)
texts = st.sampled_from(TEXTS).map(escape)
leaves = st.builds(lambda name, text: f"<{name}>{text}</{name}>", st.sampled_from(TAGS), texts)
properties = st.builds(
    lambda name, inside: f"<{name}>{''.join(inside)}</{name}>",
    st.sampled_from(TAGS),
    st.lists(leaves, max_size=2),
)
responses = st.builds(
    lambda href, status, inside: (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{''.join(inside)}</D:prop>"
        f"<D:status>{status}</D:status></D:propstat></D:response>"
    ),
    texts, texts, st.lists(properties, max_size=4),
)  # fmt: skip
trees = st.lists(responses | leaves, max_size=3).map("".join)


@given(trees)
@settings(max_examples=300, deadline=None)
def test_whatever_a_server_says_is_read_or_told(inside):
    visit = Parrot(f"<D:multistatus {DAV}>{inside}</D:multistatus>".encode())
    place = Collection("https://dav.example/cal/", "Work", token="new")
    for ask in (
        lambda: caldav.collections(visit, "caldav"),
        lambda: caldav.changes(visit, place, "old", {"/cal/a.ics": "1"}),
        lambda: list(caldav.entries(visit, place, "caldav", {"/cal/a.ics": "1"})),
    ):
        with suppress(Unreachable, Mend):
            ask()
