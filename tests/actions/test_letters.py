"""From a follow-up to an approved letter."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.actions.contacts import change_contact
from followup.actions.letters import (
    approve,
    call_back,
    check_letter,
    check_text,
    draft,
    draft_due,
    edit,
    letter_to,
    posted,
    stands_on,
)
from followup.actions.record import record
from followup.actions.refresh import refresh
from followup.actions.suppress import suppress
from followup.actions.workspaces import init
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Address, Contact, Fact, FollowUp, Letter, Workspace

pytestmark = pytest.mark.django_db

INTERVIEW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # a Tuesday
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
OTHER = "Nora Feldmann"


@pytest.fixture
def workspace() -> Workspace:
    """A job seeker's."""
    return init(
        name="Mara Lindqvist",
        email="mara@lindqvist.example",
        mobile="+46 70 123 45 67",
        landline="+46 8 765 43 21",
        postal="Tegelgatan 4, 118 20 Stockholm",
        timezone="Europe/Stockholm",
        country="SE",
        now=NOW - timedelta(days=30),
    )


@pytest.fixture
def interviewer(workspace: Workspace) -> Contact:
    """Dr. Leyla Aydın of Nordwind, who interviewed us yesterday."""
    fact = record(
        workspace,
        Kind.INTERVIEWED,
        "Leyla Aydın <leyla@nordwind.example>",
        at=INTERVIEW,
        now=INTERVIEW + timedelta(hours=1),
        about="Data Analyst at Nordwind (ref DA-114)",
        note="talked about moving the reports to one place",
    )
    change_contact(fact.contact, {"honorific": "Dr.", "given": "Leyla", "family": "Aydın"}, NOW)
    return Contact.objects.get(pk=fact.contact_id)


@pytest.fixture
def follow_up(interviewer: Contact) -> FollowUp:
    """The thank-you that we owe her."""
    return FollowUp.objects.get(contact=interviewer, step="interview/thank-you")


@pytest.fixture
def letter(follow_up: FollowUp) -> Letter:
    """Its draft."""
    return draft(follow_up, NOW)


def blocks(letter: Letter) -> list[str]:
    """The names of the checks that block the stored letter."""
    letter.refresh_from_db()
    return [finding["check"] for finding in letter.findings if finding["severity"] == "block"]


def test_a_follow_up_comes_with_a_letter_that_may_leave_as_it_is(letter: Letter):
    assert (letter.body.splitlines()[0], letter.address, blocks(letter)) == (
        "Dear Dr. Aydın,",
        "leyla@nordwind.example",
        [],
    )


def test_the_letter_speaks_of_the_talk(letter: Letter):
    assert all(
        each in letter.body for each in ("moving the reports to one place", "Tuesday 3 March", "Data Analyst")
    )


def test_drafting_twice_gives_one_letter(follow_up: FollowUp, letter: Letter):
    assert (draft(follow_up, NOW).pk, Letter.objects.count()) == (letter.pk, 1)


def test_a_draft_follows_the_facts_until_it_is_edited(
    follow_up: FollowUp, letter: Letter, interviewer: Contact
):
    change_contact(interviewer, {"family": "Aydın-Berg", "name": "Leyla Aydın-Berg"}, NOW)
    follow_up.contact.refresh_from_db()

    assert draft(follow_up, NOW).body.startswith("Dear Dr. Aydın-Berg,")


def test_an_edited_letter_is_never_composed_over(follow_up: FollowUp, letter: Letter):
    edit(letter, body="My own words.", now=NOW)

    assert draft(follow_up, NOW).body == "My own words."


def test_due_follow_ups_get_their_drafts_once(workspace: Workspace, follow_up: FollowUp):
    assert [draft_due(workspace, NOW, 10), draft_due(workspace, NOW, 10)] == [1, 0]


def test_approving_freezes_the_letter_and_opens_the_undo_window(letter: Letter):
    approved = approve(letter, NOW, by="mara")

    assert (approved.state, approved.approved_by, approved.send_after, bool(approved.approved_hash)) == (
        Letter.State.APPROVED,
        "mara",
        NOW + timedelta(seconds=10),
        True,
    )


def test_a_wrong_name_cannot_be_approved(letter: Letter):
    edit(letter, body=letter.body.replace("Aydın", "Aydin", 1), now=NOW)

    with pytest.raises(Mend, match=r"cannot be approved yet\. The greeting says “Aydin”"):
        approve(letter, NOW)


def test_a_refused_approval_leaves_the_draft_with_its_findings(letter: Letter):
    edit(letter, body="Dear Dr. Aydın,\n\nTODO", now=NOW)
    with pytest.raises(Mend):
        approve(letter, NOW)

    assert (letter.state, "blank" in blocks(letter)) == (Letter.State.DRAFT, True)


def test_an_approved_letter_cannot_be_approved_again(letter: Letter):
    approve(letter, NOW)

    with pytest.raises(Mend, match="approved already"):
        approve(letter, NOW)


def test_calling_back_undoes_the_approval(letter: Letter):
    called_back = call_back(approve(letter, NOW), NOW)

    assert (called_back.state, called_back.approved_hash, called_back.send_after) == (
        Letter.State.DRAFT,
        "",
        None,
    )


def test_a_letter_that_left_cannot_be_called_back(letter: Letter):
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT)

    with pytest.raises(Mend, match="has been sent"):
        call_back(letter, NOW)


def test_editing_an_approved_letter_asks_for_approval_again(letter: Letter):
    edit(approve(letter, NOW), subject="Our talk", now=NOW)

    assert (letter.state, letter.approved_hash) == (Letter.State.DRAFT, "")


def test_a_letter_under_way_cannot_be_edited(letter: Letter):
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENDING)

    with pytest.raises(Mend, match="being sent"):
        edit(letter, body="Too late.", now=NOW)


def test_a_suppressed_person_is_not_written_to(workspace: Workspace, letter: Letter):
    suppress(workspace, "leyla@nordwind.example", "opted_out", NOW)

    with pytest.raises(Mend, match="must not be written to"):
        approve(letter, NOW)


def test_the_name_of_another_contact_is_noticed(workspace: Workspace, letter: Letter):
    record(workspace, Kind.MET, f"{OTHER} <nora@elsewhere.example>", at=NOW, now=NOW)
    edit(letter, body=letter.body.replace("\n\n", f"\n\nGreetings to {OTHER}. ", 1), now=NOW)

    assert blocks(letter) == ["other-name"]


def test_an_unchanged_letter_is_not_checked_again(letter: Letter):
    check_letter(letter, NOW)
    kept = Finding(severity="warn", check="kept", place="letter", sentence="From the first check.")
    Letter.objects.filter(pk=letter.pk).update(findings=[asdict(kept)])

    assert check_letter(Letter.objects.get(pk=letter.pk), NOW) == [kept]


def test_a_fact_that_changes_has_the_letter_checked_again(letter: Letter, interviewer: Contact):
    Fact.objects.filter(contact=interviewer).update(at=INTERVIEW - timedelta(days=1))
    refresh(letter.workspace, {interviewer.pk})

    check_letter(Letter.objects.get(pk=letter.pk), NOW)

    assert "day-record" in blocks(letter)


def test_a_letter_that_was_posted_is_a_fact_and_settles_its_follow_up(letter: Letter, interviewer: Contact):
    posted(letter, NOW)

    assert (
        Fact.objects.filter(contact=interviewer, kind=Kind.POSTED, step="interview/thank-you").count(),
        FollowUp.objects.filter(contact=interviewer, step="interview/thank-you").count(),
    ) == (1, 0)


def test_a_free_letter_is_checked_as_any_other(interviewer: Contact):
    free = letter_to(interviewer, "A word", "Dear Dr. Aydin,\n\nThank you for the book.", NOW)

    assert blocks(free) == ["greeting-name"]


def test_the_same_text_does_not_go_twice_to_one_person(letter: Letter, interviewer: Contact):
    approve(letter, NOW)
    again = letter_to(interviewer, "Once more", letter.body, NOW)

    assert blocks(again) == ["sent-before"]


def test_a_letter_stands_on_the_fact_that_called_for_it(letter: Letter):
    assert [fact.kind for fact in stands_on(letter)] == [Kind.INTERVIEWED]


def test_a_file_is_checked_against_the_contact_it_is_to(workspace: Workspace, interviewer: Contact):
    found = check_text(
        workspace, "To: leyla@nordwind.example\nSubject: Hello\n\nDear Dr. Aydin,\n\nThank you.", NOW
    )

    assert [finding.check for finding in found if finding.severity == "block"] == ["greeting-name"]


def test_a_file_that_is_to_nobody_is_checked_for_the_rest(workspace: Workspace):
    found = check_text(workspace, "Dear Nobody,\n\nThank you for {thing}.", NOW)

    assert [finding.check for finding in found if finding.severity == "block"] == ["blank"]


def test_a_letter_approved_to_an_address_that_was_taken_away_is_found(letter: Letter):
    approve(letter, NOW)
    Address.objects.filter(contact=letter.contact).update(address="new@nordwind.example")

    found = check_letter(Letter.objects.get(pk=letter.pk), NOW)

    assert "other-address" in {each.check for each in found}


def test_a_letter_is_checked_in_few_queries(letter: Letter):
    fresh = Letter.objects.get(pk=letter.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        check_letter(fresh, NOW)

    assert len(queries) <= 20
