"""“Write to the first ten”: drafts with what was bought and why now, and a reason for everybody who gets none."""

from datetime import timedelta

import pytest

from followup.actions import letters
from followup.actions.buying.write import write_to_first
from followup.actions.playbooks import change_playbook, switch
from followup.actions.suppress import suppress
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Address, Enrolled, Fact, FollowUp, Letter, Workspace

from .shop import NOW, day, opened

pytestmark = pytest.mark.django_db

SIX_WEEKS = ("2026-02-01 20 EUR bowl", "2026-03-15 20 EUR bowl", "2026-04-26 20 EUR teapot")


@pytest.fixture
def shop():
    made = opened()
    change_playbook(made.workspace, "buyer", "[again]\nhold-out = 0\n", NOW)
    return made


def written(shop, count=10, now=NOW):
    """To whom drafts were made, and who was passed over why."""
    done = write_to_first(shop.workspace, count, now)
    return [each.contact.name for each in done.letters], {
        each.buyer.contact.name: each.why for each in done.passed_over
    }


def test_the_first_of_the_ranking_get_a_draft_each(shop):
    shop.orders("Old", "2024-02-01 20 EUR bowl")
    shop.orders("Ada", *SIX_WEEKS)
    shop.orders("Ben", "2026-01-10 20 EUR cup", "2026-03-20 20 EUR cup")
    shop.ranked()

    assert written(shop, 2) == (["Ada", "Ben"], {})


def test_a_draft_says_what_was_bought_last_and_why_it_comes_now(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()

    (letter,) = write_to_first(shop.workspace, 1, NOW).letters
    assert "On 26 April 2026 you last ordered from us: teapot." in letter.body
    assert "You usually order again after about six weeks, so I thought of you now." in letter.body
    assert (letter.step, letter.state, letter.address) == ("buyer/again", "draft", "ada@kunde.example")


def test_of_somebody_without_a_habit_none_is_told(shop):
    shop.orders("Ada", "2026-04-26 20 EUR teapot")
    shop.ranked()

    (letter,) = write_to_first(shop.workspace, 1, NOW).letters
    assert "You usually" not in letter.body


def test_asked_twice_there_is_one_draft(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    first = write_to_first(shop.workspace, 1, NOW).letters
    second = write_to_first(shop.workspace, 1, NOW + timedelta(hours=1)).letters

    assert first == second
    assert (Letter.objects.count(), Enrolled.objects.count()) == (1, 1)


def test_a_reminder_that_is_owed_anyway_is_the_letter_of_its_follow_up(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()

    (letter,) = write_to_first(shop.workspace, 1, NOW).letters
    assert letter.follow_up_key == FollowUp.objects.get(step="buyer/again").key


def test_a_draft_from_before_it_was_due_becomes_the_letter_of_the_follow_up(shop):
    change_playbook(shop.workspace, "buyer", "[again]\nhold-out = 0\norders = 4\n", NOW)
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    (letter,) = write_to_first(shop.workspace, 1, NOW).letters
    change_playbook(shop.workspace, "buyer", "[again]\nhold-out = 0\n", NOW)

    letters.draft_due(shop.workspace, day("2026-06-12"), 5)
    assert Letter.objects.get(pk=letter.pk).follow_up_key == FollowUp.objects.get(step="buyer/again").key
    assert (letter.follow_up_key, Letter.objects.count()) == ("", 1)


def test_the_letter_once_sent_settles_the_reminder(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    (letter,) = write_to_first(shop.workspace, 1, NOW).letters

    letters.posted(letter, NOW)
    assert not FollowUp.objects.filter(step="buyer/again").exists()
    assert written(shop) == ([], {"Ada": "You reminded them on 1 June, and they have not ordered since."})


def test_nobody_is_offered_something_twice_in_thirty_days(shop):
    shop.orders("Ada", *SIX_WEEKS)
    order = Fact.objects.filter(kind=Kind.ORDERED).earliest("at")
    shop.tell("Ada", Kind.SENT, "2026-05-10", step="buyer/win-back", because=order)
    shop.ranked()

    why = "You wrote to them on 10 May; one letter in 30 days that nobody asked for is enough."
    assert written(shop) == ([], {"Ada": why})
    assert written(shop, now=day("2026-06-10")) == (["Ada"], {})


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (Kind.OPTED_OUT, "They asked not to be written to."),
        (Kind.STOPPED, "You stopped all letters to them."),
        (Kind.COMPLAINED, "Their complaint of 20 May is not settled yet."),
        (Kind.RETURNED, "They sent something back on 20 May; after their next order is a better time."),
    ],
)
def test_who_may_not_be_written_to_is_passed_over_and_it_is_said_why(shop, kind, why):
    shop.orders("Ada", *SIX_WEEKS)
    shop.orders("Ben", "2026-01-10 20 EUR cup")
    shop.tell("Ada", kind, "2026-05-20")
    shop.ranked()

    assert written(shop, 1) == (["Ben"], {"Ada": why})


def test_a_suppressed_address_is_passed_over(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    suppress(shop.workspace, "ada@kunde.example", "opted_out", NOW)

    assert written(shop) == ([], {"Ada": "They must not be written to any more."})


def test_who_has_no_address_is_passed_over(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    Address.objects.all().delete()

    assert written(shop) == ([], {"Ada": "No mail address of theirs is known."})


def test_a_letter_on_its_way_is_not_written_again(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    (letter,) = write_to_first(shop.workspace, 1, NOW).letters
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.APPROVED)

    assert written(shop) == ([], {"Ada": "A letter to them is on its way."})


def test_whom_the_draw_leaves_alone_gets_no_letter_and_is_counted(shop):
    change_playbook(shop.workspace, "buyer", "[again]\nhold-out = 100\n", NOW)
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()

    names, passed = written(shop)
    assert (names, "Left alone by the draw" in passed["Ada"]) == ([], True)
    assert [row.arm for row in Enrolled.objects.all()] == ["left_alone"]


def test_a_reminder_that_was_switched_off_writes_to_nobody(shop):
    shop.orders("Ada", *SIX_WEEKS)
    shop.ranked()
    switch(shop.workspace, "buyer/again", on=False, now=NOW)

    with pytest.raises(Mend, match="switched off"):
        write_to_first(shop.workspace, 1, NOW)


def test_a_workspace_for_looking_for_work_has_no_customers_to_write_to(shop):
    Workspace.objects.filter(pk=shop.workspace.pk).update(mode="personal")
    shop.workspace.refresh_from_db()

    with pytest.raises(Mend, match="Only a business"):
        write_to_first(shop.workspace, 1, NOW)


@pytest.mark.parametrize(
    ("days", "is_written"),
    [(("2026-05-12",), True), (("2026-05-30",), False),
     (("2026-02-23", "2026-04-06", "2026-05-18"), False), (("2026-02-10", "2026-03-24", "2026-05-05"), True)],
    ids=["once, weeks ago", "once, two days ago", "a third of the usual gap ago", "more than half of it ago"],
)  # fmt: skip
def test_whoever_has_just_ordered_is_not_asked_to_order(shop, days, is_written):
    shop.orders("Ada", *(f"{each} 20 EUR bowl" for each in days))
    shop.ranked()

    names, why = written(shop)
    assert (names == ["Ada"], "Ada" in why) == (is_written, not is_written)


def test_it_says_when_they_ordered(shop):
    shop.orders("Ada", "2026-05-30 20 EUR bowl")
    shop.ranked()

    assert written(shop)[1] == {"Ada": "They ordered on 30 May; a reminder so soon after that has no reason."}
