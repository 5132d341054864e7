"""Today, Waiting and Upcoming."""

from datetime import timedelta

import pytest
from django.urls import reverse

from followup.actions import letters
from followup.actions.record import record
from followup.core.facts import About
from followup.models import Account, Fact, FollowUp, Heartbeat, Letter, Workspace
from followup.web.pages import agenda
from tests.cast import NOW, Cast

LISTS = ("today", "waiting", "upcoming")
#: session, user, workspaces, playbooks, the list, questions, heartbeat, letters of the day, letter of the first line.
QUERIES_OF_TODAY = 9


def shown(cast: Cast, page: str = "/") -> str:
    """The page as Ada sees it."""
    return cast.browser("ada").get(page).content.decode()


def test_today_names_who_why_when_and_the_next_act(cast: Cast):
    page = shown(cast)

    assert "Dr. Leyla Aydın" in page
    assert "You talked with Dr. Leyla Aydın about Product designer yesterday at 14:00." in page
    assert "by tomorrow" in page
    assert "Thank the interviewer" in page


def test_a_reply_owed_comes_first_and_says_that_it_is_late(cast: Cast):
    page = shown(cast)

    assert page.index("They wait for your answer") < page.index("Tom Nowak") < page.index("Also due")
    assert "16 h late" in page


def test_an_empty_day_says_so_kindly(cast: Cast):
    page = cast.browser("eve").get("/").content.decode()

    assert "Nobody is waiting for you." in page


def test_opening_a_line_writes_its_letter_and_shows_what_it_stands_on(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")

    page = shown(cast, reverse("today.open", args=[owed.key]))

    assert "Dear Dr. Aydın," in page
    assert "We talked about the table of rejected glazes in the studio." in page


@pytest.mark.parametrize(("answer", "kind", "sure"), [("yes", "rejected", True), ("no", "noted", True)])
def test_a_question_is_answered_by_one_press(cast: Cast, answer, kind, sure):
    fact = record(cast.workspace, "rejected", cast.tom, at=NOW, now=NOW, note="We go on with others.")
    Fact.objects.filter(pk=fact.pk).update(sure=False)
    ada = cast.browser("ada")
    assert "Is this a rejection?" in ada.get("/").content.decode()

    ada.post(reverse("fact.answer", args=[fact.pk]), {"answer": answer})

    fact.refresh_from_db()
    assert (fact.sure, "Is this a rejection?" in ada.get("/").content.decode()) == (sure, False)
    assert answer == "no" or fact.kind == kind


def test_what_the_day_has_no_room_for_is_named(cast: Cast):
    cast.workspace.room = 1
    cast.workspace.save(update_fields=["room"])

    assert "1 more can wait" in shown(cast)


def test_today_says_when_the_worker_last_looked_round(cast: Cast):
    Heartbeat.objects.create(name="worker", at=NOW)
    Account.objects.create(
        workspace=cast.workspace, kind="imap", host="imap.example.org", port=993, created_at=NOW,
        worked_at=NOW - timedelta(minutes=3),
    )  # fmt: skip

    assert "Mail read 3 minutes ago." in shown(cast)


@pytest.mark.parametrize("silent_for", [None, timedelta(hours=1)])
def test_today_says_that_nothing_is_read_while_no_worker_runs(cast: Cast, silent_for):
    if silent_for:
        Heartbeat.objects.create(name="worker", at=NOW - silent_for)

    assert "Nothing is read or sent while followup is not up." in shown(cast)


def test_the_demo_says_that_it_is_one(cast: Cast):
    Workspace.objects.filter(pk=cast.workspace.pk).update(is_demo=True)

    assert "nothing leaves this machine" in shown(cast)


def test_a_mailbox_in_trouble_is_named_on_today(cast: Cast):
    Heartbeat.objects.create(name="worker", at=NOW)
    Account.objects.create(
        workspace=cast.workspace, kind="imap", host="imap.example.org", port=993, created_at=NOW,
        trouble="imap.example.org did not answer.",
    )  # fmt: skip

    assert "A mailbox could not be read; see Sources." in shown(cast)


def test_a_clock_that_runs_within_hours_is_handed_to_the_page(cast: Cast):
    assert 'class="chip late" data-clock="-' in shown(cast)


def test_nobody_opens_a_line_of_another_workspace(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")
    eve = cast.browser("eve")

    found = [eve.get(reverse(f"{page}.open", args=[owed.key])).status_code for page in LISTS]

    assert found == [404, 404, 404]


def test_a_promise_is_quoted_as_the_reason(cast: Cast):
    cast.browser("ada").post(
        reverse("contact.promise", args=[cast.tom.pk]), {"says": "Send two dates.", "until": "2026-03-05"}
    )

    assert "You promised Tom Nowak today at 09:00: “Send two dates”." in shown(cast, "/upcoming")


def test_a_promise_without_a_day_says_what_to_choose(cast: Cast):
    page = cast.browser("ada").post(
        reverse("contact.promise", args=[cast.tom.pk]), {"says": "Send two dates."}, follow=True
    )

    assert "choose the day until which it should be kept" in page.content.decode()


def test_the_reason_of_an_open_line_is_corrected_in_one_step(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")
    page = shown(cast, reverse("today.open", args=[owed.key]))
    assert reverse("fact.correct", args=[owed.because_id]) in page

    cast.browser("ada").post(
        reverse("fact.correct", args=[owed.because_id]), {"kind": "rejected", "next": "/"}
    )

    assert "Answer the rejection kindly" in shown(cast)


def test_a_long_list_comes_in_pages(cast: Cast, monkeypatch):
    monkeypatch.setattr(agenda, "LONGEST", 1)
    for name in ("Ines", "Paul"):
        record(
            cast.workspace,
            "applied",
            f"{name} <{name}@porto.example>",
            at=NOW,
            now=NOW,
            about="Editor at Porto",
        )

    first, second = shown(cast, "/waiting"), shown(cast, "/waiting?page=2")

    assert ("?page=2" in first, "?page=1" in second, "?page=2" in second) == (True, True, True)


def test_letters_of_the_day_are_counted(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")
    letter = letters.draft(owed, NOW)
    Letter.objects.filter(pk=letter.pk).update(state="sent", send_after=NOW)

    assert "1 done" in shown(cast)


def test_a_longer_list_takes_no_more_queries(cast: Cast, django_assert_num_queries):
    ada = cast.browser("ada")
    for number in range(8):
        record(
            cast.workspace, "met", f"P{number} <p{number}@example.org>", at=NOW - timedelta(days=2), now=NOW
        )
    assert FollowUp.objects.today(cast.workspace, NOW).count() > 8

    with django_assert_num_queries(QUERIES_OF_TODAY):
        ada.get("/")


@pytest.mark.parametrize("page", ["/waiting", "/upcoming"])
def test_the_other_lists_take_one_query_each(cast: Cast, page, django_assert_max_num_queries):
    ada = cast.browser("ada")

    with django_assert_max_num_queries(6):
        ada.get(page)


def test_upcoming_is_grouped_by_day(cast: Cast):
    page = shown(cast, "/upcoming")

    assert page.index("11 March") < page.index("Ask about the result of the interview")


def test_who_was_asked_stands_under_waiting(cast: Cast):
    applied = record(
        cast.workspace, "applied", "Ines <ines@porto.example>", at=NOW - timedelta(days=30), now=NOW,
        about="Type designer at Porto Digital",
    )  # fmt: skip
    asked = {"step": "application/check", "because": applied, "source": "outbox", "recorded_at": NOW}
    Fact.objects.create(
        workspace=cast.workspace, contact=applied.contact, kind="sent", at=NOW - timedelta(days=1),
        opportunity=applied.opportunity, source_key="1", **asked,
    )  # fmt: skip
    record(cast.workspace, "noted", applied.contact, at=NOW, now=NOW)

    assert "No answer since you wrote yesterday at 09:00." in shown(cast, "/waiting")


def test_a_talk_still_to_come_is_named_as_such_and_waited_for_by_nobody(cast: Cast):
    record(
        cast.workspace,
        "interview_set",
        cast.tom,
        at=NOW + timedelta(days=1),
        until=NOW + timedelta(days=1, hours=1),
        now=NOW,
        about="Dock planner at Hafenwerk",
    )

    assert "You talk with Tom Nowak about Dock planner tomorrow at 09:00." in shown(cast, "/upcoming")
    assert "Tom Nowak" not in shown(cast, "/waiting")


def test_a_talk_that_is_over_is_what_one_waits_on(cast: Cast):
    thanks = cast.owed(cast.leyla, "interview/thank-you")
    cast.browser("ada").post(reverse("follow-up.skip", args=[thanks.key]))

    assert "No word since your talk yesterday at 14:00." in shown(cast, "/waiting")


def test_snoozing_takes_a_line_away_until_its_day(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")
    ada = cast.browser("ada")

    page = ada.post(reverse("follow-up.snooze", args=[owed.key]), {"until": "tomorrow"}, follow=True)

    assert "comes back tomorrow" in page.content.decode()
    assert not FollowUp.objects.today(cast.workspace, NOW).filter(key=owed.key).exists()


def test_a_day_that_has_passed_is_no_day_to_snooze_until(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")

    page = cast.browser("ada").post(
        reverse("follow-up.snooze", args=[owed.key]), {"until": "on", "on": "2026-03-01"}, follow=True
    )

    assert "That day has passed" in page.content.decode()


def test_skipping_is_undone_by_the_button_that_says_so(cast: Cast):
    owed = cast.owed(cast.leyla, "interview/thank-you")
    ada = cast.browser("ada")
    ada.post(reverse("follow-up.skip", args=[owed.key]))
    assert not FollowUp.objects.filter(key=owed.key).exists()
    decision = Fact.objects.get(kind="skipped")

    ada.post(reverse("fact.undo", args=[decision.pk]))

    assert FollowUp.objects.filter(key=owed.key).exists()


def test_open_pages_are_told_of_changes_and_of_nothing_else(cast: Cast):
    ada = cast.browser("ada")
    cast.workspace.refresh_from_db()
    before = cast.workspace.changes
    assert ada.get("/changes", {"since": before}).status_code == 204

    record(cast.workspace, "met", cast.tom, at=NOW, now=NOW)

    response = ada.get("/changes", {"since": before})
    assert (response.status_code, response.headers["HX-Trigger"]) == (200, "changed")


def test_looking_at_today_writes_no_letter(cast: Cast):
    shown(cast)

    assert not Letter.objects.exists()


def test_an_approved_letter_leaves_the_list_and_comes_back_with_the_call_back(cast: Cast):
    letter = letters.draft(cast.owed(cast.leyla, "interview/thank-you"), NOW)
    letters.approve(letter, NOW)
    while_approved = "Leyla" in shown(cast)

    letters.call_back(letter, NOW)

    assert (while_approved, "Leyla" in shown(cast)) == (False, True)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("enquired", "Tom Nowak asked about “Breakfast set” today at 09:00."),
        ("ordered", "Tom Nowak ordered today at 09:00: “Breakfast set”."),
        ("complained", "Tom Nowak complained about “Breakfast set” today at 09:00."),
    ],
)
def test_what_it_is_about_is_quoted(cast: Cast, kind, words):
    about = About(kind="order", title="Breakfast set", organisation="")
    Workspace.objects.filter(pk=cast.workspace.pk).update(mode="business")
    cast.workspace.refresh_from_db()
    record(cast.workspace, kind, cast.tom, at=NOW, now=NOW, about=about)

    assert words in shown(cast) + shown(cast, "/upcoming")
