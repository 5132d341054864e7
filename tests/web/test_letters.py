"""The letter: read, written on, checked, approved, called back."""

import pytest
from django.urls import reverse

from followup.actions import letters
from followup.models import Fact, Letter
from tests.cast import NOW, Cast

HTMX = {"HX-Request": "true", "HX-Boosted": "true"}


@pytest.fixture
def thanks(cast: Cast) -> Letter:
    """The draft that thanks Dr. Leyla Aydın; nothing keeps it from going."""
    return letters.draft(cast.owed(cast.leyla, "interview/thank-you"), NOW)


def post(cast: Cast, act: str, letter: Letter, headers=None, **fields: str):
    """Ada presses a button on the letter."""
    return cast.browser("ada").post(reverse(f"letter.{act}", args=[letter.pk]), fields, headers=headers)


@pytest.mark.parametrize("headers", [None, HTMX])
def test_approving_works_the_same_with_and_without_htmx(cast: Cast, thanks, headers):
    response = post(cast, "approve", thanks, headers, subject=thanks.subject, body=thanks.body)

    thanks.refresh_from_db()
    assert (response.headers["Location"], thanks.state, thanks.approved_by) == (
        "/",
        "approved",
        cast.ada.username,
    )


def test_after_approving_the_next_page_offers_to_call_it_back(cast: Cast, thanks):
    ada = cast.browser("ada")

    page = ada.post(reverse("letter.approve", args=[thanks.pk]), follow=True).content.decode()

    assert "The letter to Dr. Leyla Aydın goes out." in page
    assert 'data-seconds="10"' in page
    assert reverse("letter.call-back", args=[thanks.pk]) in page


def test_what_was_typed_is_kept_before_it_is_approved(cast: Cast, thanks):
    body = thanks.body.replace(",\n\n", ",\n\nIt was a real pleasure. ", 1).replace("\n", "\r\n")

    post(cast, "approve", thanks, subject=thanks.subject, body=body)

    thanks.refresh_from_db()
    assert "a real pleasure" in thanks.body
    assert "\r" not in thanks.body


def test_a_letter_with_something_to_mend_stays_and_keeps_the_text(cast: Cast, thanks):
    response = cast.browser("ada").post(
        reverse("letter.approve", args=[thanks.pk]),
        {"subject": thanks.subject, "body": thanks.body.replace("Aydın", "Aydin")},
        follow=True,
    )

    thanks.refresh_from_db()
    assert (thanks.state, "Aydin" in thanks.body) == ("draft", True)
    assert "cannot be approved yet" in response.content.decode()


def test_findings_are_told_while_it_is_typed_and_nothing_is_kept(cast: Cast, thanks):
    response = post(cast, "check", thanks, subject="Hello", body="Dear Dr. Aydın,\n\n[your answer]")

    stored = Letter.objects.get(pk=thanks.pk)
    assert "is a blank" in response.content.decode()
    assert 'data-start="17"' in response.content.decode()
    assert (stored.subject, stored.body) == (thanks.subject, thanks.body)


def test_one_press_puts_right_what_a_finding_names(cast: Cast, thanks):
    letters.edit(thanks, body=thanks.body.replace("Aydın", "Aydin"), now=NOW)
    finding = next(each for each in thanks.findings if each["mend"])

    post(cast, "save", thanks, mend=f"{finding['check']}@{finding['start']}")

    thanks.refresh_from_db()
    assert thanks.body.startswith("Dear Dr. Aydın,")


def test_calling_back_makes_it_a_draft_again(cast: Cast, thanks):
    letters.approve(thanks, NOW)

    post(cast, "call-back", thanks)

    thanks.refresh_from_db()
    assert thanks.state == "draft"


def test_a_letter_on_paper_is_noted_as_posted(cast: Cast, thanks):
    post(cast, "posted", thanks, subject=thanks.subject, body=thanks.body)

    assert Fact.objects.filter(contact=cast.leyla, kind="posted").exists()


@pytest.mark.parametrize(("answer", "state"), [("yes", "sent"), ("no", "draft")])
def test_the_person_decides_about_a_letter_in_doubt(cast: Cast, thanks, answer, state):
    letters.approve(thanks, NOW)
    Letter.objects.filter(pk=thanks.pk).update(
        state="unsure", unsure_since=NOW, message_id="1@here", phase="dot_sent", frozen=b"x", sent_at=NOW
    )

    post(cast, "unsure", thanks, was_sent=answer)

    thanks.refresh_from_db()
    assert (thanks.state == "sent") == (state == "sent")


def test_every_shelf_shows_its_letters(cast: Cast, thanks):
    ada = cast.browser("ada")
    states = {
        "drafts": "draft",
        "approved": "approved",
        "doubt": "unsure",
        "sent": "sent",
        "refused": "refused",
    }

    found = {}
    for shelf, state in states.items():
        Letter.objects.filter(pk=thanks.pk).update(state=state)
        found[shelf] = thanks.subject in ada.get("/letters", {"shelf": shelf}).content.decode()

    assert found == dict.fromkeys(states, True)


def test_a_letter_is_shown_in_every_state(cast: Cast, thanks):
    ada = cast.browser("ada")
    shown = {}
    for state in Letter.State.values:
        Letter.objects.filter(pk=thanks.pk).update(state=state)
        shown[state] = "Dear Dr. Aydın," in ada.get(reverse("letter", args=[thanks.pk])).content.decode()

    assert shown == dict.fromkeys(Letter.State.values, True)
