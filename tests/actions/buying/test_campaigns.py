"""Campaigns: both arms join by the same rule, and what they did then is counted."""

from datetime import timedelta

import pytest

from followup.actions.buying.campaigns import enrol, result
from followup.actions.playbooks import change_playbook
from followup.core.kinds import Kind
from followup.models import Enrolled, FollowUp

from .shop import NOW, day, opened

pytestmark = pytest.mark.django_db

#: Every thirty days, the last time at the beginning of May: due on 4 June.
MONTHLY = ("2026-03-06 10 EUR", "2026-04-05 10 EUR", "2026-05-05 10 EUR")
DUE = day("2026-06-04")
BOTH = "[again]\nhold-out = {0}\nlikely = false\n[win-back]\nhold-out = {0}\n"


@pytest.fixture
def shop():
    return opened()


def drawn(shop, share, people=20):
    """Customers who are all due, of whom the draw leaves so many in a hundred alone."""
    change_playbook(shop.workspace, "buyer", BOTH.format(share), NOW)
    for number in range(people):
        shop.orders(f"Person {number}", *MONTHLY)
    shop.ranked(DUE)


def arms(step="buyer/again"):
    """Who is enrolled, by arm."""
    rows = Enrolled.objects.filter(step=step).order_by("contact__name")
    return [(row.contact.name, row.arm) for row in rows]


def test_a_step_without_a_draw_is_not_measured(shop):
    drawn(shop, 0)

    assert enrol(shop.workspace, DUE) == 0


def test_both_arms_join_at_the_moment_at_which_the_letter_is_due(shop):
    drawn(shop, 50)

    assert (enrol(shop.workspace, NOW), enrol(shop.workspace, DUE)) == (0, 20)
    assert {row.joined_at for row in Enrolled.objects.all()} == {day("2026-06-04T09:00")}
    assert {row.until - row.joined_at for row in Enrolled.objects.all()} == {timedelta(days=30)}


def test_the_arm_is_who_is_owed_the_letter_and_who_is_not(shop):
    drawn(shop, 50)
    enrol(shop.workspace, DUE)

    owed = set(FollowUp.objects.filter(step="buyer/again").values_list("contact__name", flat=True))
    assert {name for name, arm in arms() if arm == "written"} == owed
    assert len(owed) < len(arms()) == 20


def test_nobody_joins_twice_for_the_same_order(shop):
    drawn(shop, 50)
    enrol(shop.workspace, DUE)

    assert enrol(shop.workspace, DUE + timedelta(days=2)) == 0


def test_who_is_left_alone_joins_only_where_a_letter_would_have_been_owed(shop):
    drawn(shop, 100, people=3)
    shop.tell("Person 0", Kind.COMPLAINED, "2026-05-20")
    shop.tell("Person 1", Kind.OPTED_OUT, "2026-05-20")

    enrol(shop.workspace, DUE)
    assert arms() == [("Person 2", "left_alone")]


def test_a_usual_gap_longer_than_a_month_counts_in_full(shop):
    change_playbook(shop.workspace, "buyer", BOTH.format(100), NOW)
    shop.orders("Ada", "2025-11-06 10 EUR", "2026-02-04 10 EUR", "2026-05-05 10 EUR")
    due = day("2026-08-03")
    shop.ranked(due)

    enrol(shop.workspace, due)
    assert [row.until - row.joined_at for row in Enrolled.objects.all()] == [timedelta(days=90)]


def test_orders_within_the_time_are_counted_for_both_arms_once_it_is_over(shop):
    drawn(shop, 50)
    enrol(shop.workspace, DUE)
    names: dict[str, list[str]] = {"written": [], "left_alone": []}
    for name, arm in arms():
        names[arm].append(name)
    shop.orders(names["written"][0], "2026-06-20 10 EUR")
    shop.orders(names["left_alone"][0], "2026-07-20 10 EUR")

    before, after = (
        result(shop.workspace, "buyer/again", day(when)) for when in ("2026-07-01", "2026-08-01")
    )
    assert (before.written.customers, before.running) == (0, 20)
    assert (after.written.ordered, after.left_alone.ordered, after.running) == (1, 0, 0)
    assert (after.written.customers, after.left_alone.customers) == tuple(map(len, names.values()))


def test_the_next_order_is_another_draw_and_another_campaign(shop):
    drawn(shop, 100, people=1)
    enrol(shop.workspace, DUE)
    shop.orders("Person 0", "2026-06-06 10 EUR")
    later = day("2026-07-08")
    shop.ranked(later)

    assert enrol(shop.workspace, later) == 1
    assert len(arms()) == 2
