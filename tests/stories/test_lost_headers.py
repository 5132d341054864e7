"""A reply whose headers were lost stops the follow-up, and says that it was guessed."""

import pytest
from django.template.loader import render_to_string

from followup.actions.refresh import calendar_of, playbooks_of
from followup.core.agenda import settled
from followup.models import Contact, Fact, Workspace
from tests.post import ADA, mail, mbox
from tests.terminal import Terminal

MIRA = "Mira Aydın <mira.aydin@northwind.example>"
JAN = "Jan Kern <jan.kern@northwind.example>"
APPLICATION = """Dear Ms Aydın,

I would like to apply for the position of Data Analyst (Ref. NW-77). My papers are attached.
I have led the reporting of a hospital group for four years.

Kind regards
Ada Weber
"""
ANSWER = """Dear Ms Weber,

my colleague has passed your letter on to me. We read it with pleasure and are still comparing.

Jan Kern

On Mon, 16 Feb 2026 at 10:00, Ada Weber <ada.weber@example.org> wrote:
> I would like to apply for the position of Data Analyst (Ref. NW-77). My papers are attached.
> I have led the reporting of a hospital group for four years.
"""
SUBJECT = "Application as Data Analyst (Ref. NW-77)"


def _applied(ada: Terminal, *answers: bytes) -> None:
    applied = mail(at="2026-02-16T10:00:00+01:00", sender=ADA, to=MIRA, subject=SUBJECT, body=APPLICATION)
    ada.run("import", str(mbox(ada.folder / "all.mbox", [applied, *answers])))


def _answer(subject: str, body: str) -> bytes:
    return mail(at="2026-02-25T15:00:00+01:00", sender=JAN, subject=subject, body=body)


def _hows() -> set[str]:
    workspace = Workspace.objects.get()
    facts = Fact.objects.filter(workspace=workspace).as_values()
    return {each.how for each in settled(facts, playbooks_of(workspace), calendar_of(workspace))}


def test_without_an_answer_it_is_time_to_ask(ada: Terminal) -> None:
    _applied(ada)

    assert "application/check Mira Aydın" in ada.steps()


def test_a_colleague_s_answer_without_headers_calls_it_off(ada: Terminal) -> None:
    _applied(ada, _answer(f"AW: {SUBJECT}", ANSWER))

    assert "application/check Mira Aydın" not in ada.steps()


def test_it_says_that_this_was_guessed(ada: Terminal) -> None:
    _applied(ada, _answer(f"AW: {SUBJECT}", ANSWER))

    assert "colleague, guessed" in _hows()


@pytest.fixture
def words(ada: Terminal) -> str:
    """How the conversation of Jan's answer was guessed."""
    _applied(ada, _answer(f"AW: {SUBJECT}", ANSWER))
    return Fact.objects.filter(contact__name="Jan Kern")[0].details["guessed"]


def test_the_guess_is_kept_with_how_sure_it_is(words: str) -> None:
    assert words == "93 % sure, by the same subject and quoted words"


def test_the_guess_stands_on_the_page_of_who_answered(words: str) -> None:
    contact = Contact.objects.get(name="Jan Kern")
    events = [{"fact": each, "words": each.kind, "from": "mail"} for each in contact.facts.all()]
    page = "".join(
        render_to_string("contact/event.html", {"each": event, "fact": event["fact"]}) for event in events
    )

    assert f"its conversation is guessed, {words}" in page
