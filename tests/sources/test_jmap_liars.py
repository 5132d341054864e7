"""JMAP servers that lie: whatever they say is read or told, and never taken for more than it is."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.mail import Mail
from followup.core.trouble import Mend, Refused, Unreachable
from followup.sources import jmap
from followup.sources.online.site import Answer, Site
from tests.little_web import Said, little_web

SESSION = {
    "capabilities": {"urn:ietf:params:jmap:core": {"maxObjectsInGet": 2}},
    "primaryAccounts": {"urn:ietf:params:jmap:mail": "ada"},
    "apiUrl": "/api",
    "downloadUrl": "/blob/{accountId}/{blobId}/{name}?type={type}",
}
LETTER = b"From: mira@northwind.example\r\nTo: ada@example.org\r\nSubject: Hello\r\n\r\nHello Ada.\r\n"


def desk(**answers):
    """Answers each method with its turn; a list is a turn for each question."""

    def answer(asked):
        if asked.path.startswith("/.well-known/jmap"):
            return Said(body=json.dumps(SESSION))
        if asked.path.startswith("/blob/"):
            return Said(body=LETTER)
        method, arguments, number = json.loads(asked.body)["methodCalls"][0]
        said = answers[method.replace("/", "_")]
        said = said.pop(0) if isinstance(said, list) else said(arguments) if callable(said) else said
        name = "error" if "type" in said else method
        return Said(body=json.dumps({"methodResponses": [[name, said, number]]}))

    return answer


def reading(web):
    return jmap.visit(Site(url=web.url, username="ada", password="secret", is_near=True))


def everything(arguments):
    return {"ids": [] if "anchor" in arguments else ["a", "b"]}


def test_a_state_that_cannot_be_counted_from_means_comparing_everything():
    answers = desk(
        Email_changes={"type": "cannotCalculateChanges"}, Email_get={"state": "9"}, Email_query=everything
    )
    with little_web(answers) as web, reading(web) as visit:
        found = jmap.changes(visit, jmap.session(visit), "1")

    assert (found.is_whole, found.ids, found.state) == (True, ("a", "b"), "9")


def test_changes_in_several_parts_are_put_together():
    parts = [
        {"created": ["a", "b"], "updated": [], "destroyed": [], "newState": "2", "hasMoreChanges": True},
        {"created": [], "updated": ["c"], "destroyed": ["a"], "newState": "3", "hasMoreChanges": False},
    ]
    with little_web(desk(Email_changes=parts)) as web, reading(web) as visit:
        found = jmap.changes(visit, jmap.session(visit), "1")

    assert (found.ids, found.gone, found.state) == (("b", "c"), ("a",), "3")


def test_a_list_whose_last_message_is_deleted_meanwhile_is_begun_anew():
    pages = [{"ids": ["a", "b"]}, {"type": "anchorNotFound"}, {"ids": ["a", "c"]}, {"ids": []}]
    with little_web(desk(Email_get={"state": "9"}, Email_query=pages)) as web, reading(web) as visit:
        found = jmap.changes(visit, jmap.session(visit), "")

    assert found.ids == ("a", "b", "c")


def test_a_server_that_leaves_out_what_was_asked_for_is_told():
    answers = desk(Mailbox_get={"list": []}, Email_get={"list": [], "notFound": ["a"]})
    with (
        little_web(answers) as web,
        reading(web) as visit,
        pytest.raises(Unreachable, match="leaves out messages"),
    ):
        list(jmap.messages(visit, jmap.session(visit), ["a", "b"]))


def test_no_more_is_asked_for_at_once_than_the_server_allows():
    asked = []

    def got(arguments):
        asked.append(len(arguments["ids"]))
        return {"list": [{"id": each, "blobId": each} for each in arguments["ids"]]}

    with little_web(desk(Mailbox_get={"list": []}, Email_get=got)) as web, reading(web) as visit:
        items = [item for some in jmap.messages(visit, jmap.session(visit), ["a", "b", "c"]) for item in some]

    subjects = [each.thing.subject for each in items if isinstance(each.thing, Mail)]
    assert (asked, subjects) == ([2, 1], ["Hello"] * 3)


def test_messages_are_only_fetched_from_the_host_that_was_named():
    elsewhere = {**SESSION, "downloadUrl": "https://elsewhere.example/{blobId}"}
    answers = desk(Mailbox_get={"list": []}, Email_get={"list": [{"id": "a", "blobId": "a"}]})

    def answer(asked):
        return Said(body=json.dumps(elsewhere)) if asked.method == "GET" else answers(asked)

    with (
        little_web(answer) as web,
        reading(web) as visit,
        pytest.raises(Unreachable, match=r"sends us on to elsewhere\.example"),
    ):
        list(jmap.messages(visit, jmap.session(visit), ["a"]))


class Parrot(jmap.Visit):
    """A visit whose server answers with anything at all."""

    def __init__(self, said):
        self.site = Site(url="https://mail.example/")
        self.said = said

    def ask(self, method, url, body=b"", *, headers=None):
        called = json.loads(body)["methodCalls"][0][0] if method == "POST" else ""
        said = {"methodResponses": [[called, self.said, "0"]]} if called else self.said
        return Answer(200, {}, json.dumps(said).encode(), url)


names = st.sampled_from(
    ["list", "ids", "state", "newState", "created", "id", "blobId", "mailboxIds", "notFound", "type"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
    max_leaves=20,
)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_whatever_a_server_says_is_read_or_told(said):
    place = jmap.Session(api="https://mail.example/", download="https://mail.example/{blobId}", account="a")
    for ask in (
        lambda: jmap.session(Parrot(said)),
        lambda: jmap.changes(Parrot(said), place, "1"),
        lambda: list(jmap.messages(Parrot(said), place, ["a"])),
    ):
        with suppress(Unreachable, Refused, Mend):
            ask()
