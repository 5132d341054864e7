"""A new ranking changes who is reminded, in the same breath."""

import pytest

from followup.actions.playbooks import change_playbook
from followup.actions.refresh import rebuild
from followup.models import Contact, FollowUp

from .shop import NOW, opened

pytestmark = pytest.mark.django_db

#: Every thirty days, the last time at the beginning of May.
MONTHLY = ("2026-03-06 10 EUR", "2026-04-05 10 EUR", "2026-05-05 10 EUR")


@pytest.fixture
def shop():
    made = opened()
    change_playbook(made.workspace, "buyer", "[again]\nhold-out = 0\n", NOW)
    return made


def reminded():
    """Whom buyer/again is owed to."""
    owed = FollowUp.objects.filter(step="buyer/again")
    return sorted(owed.values_list("contact__name", flat=True))


def seldom(shop, count):
    """Customers who ordered a long time ago."""
    for number in range(count):
        shop.orders(f"Old {number}", "2024-01-05 10 EUR", "2024-02-04 10 EUR", "2024-03-05 10 EUR")


def test_where_few_are_ranked_everybody_counts_as_likely(shop):
    seldom(shop, 3)
    shop.orders("Ada", *MONTHLY)

    shop.ranked()
    assert reminded() == ["Ada", "Old 0", "Old 1", "Old 2"]


def test_of_ten_the_first_fifth_is_reminded(shop):
    seldom(shop, 8)
    shop.orders("Ada", *MONTHLY)
    shop.orders("Ben", *MONTHLY)

    shop.ranked()
    assert reminded() == ["Ada", "Ben"]


def test_who_overtakes_another_takes_the_place(shop):
    seldom(shop, 7)
    shop.orders("Cleo", "2024-01-08 10 EUR")
    shop.orders("Ada", *MONTHLY)
    shop.orders("Ben", *MONTHLY)
    shop.ranked()
    shop.orders("Cleo", *MONTHLY, "2026-05-06 10 EUR", "2026-05-16 10 EUR", "2026-05-26 10 EUR")
    shop.orders("Ben", "2026-05-20 10 EUR")

    shop.ranked()
    assert reminded() == ["Ben", "Cleo"]


def test_deriving_everything_anew_changes_nothing(shop):
    seldom(shop, 10)
    shop.orders("Ada", *MONTHLY)
    shop.ranked()
    before = set(FollowUp.objects.values_list("key", "due"))

    rebuild(shop.workspace)
    assert set(FollowUp.objects.values_list("key", "due")) == before


def test_when_customers_become_too_few_everybody_counts_again(shop):
    seldom(shop, 9)
    shop.orders("Ada", *MONTHLY)
    shop.ranked()
    Contact.objects.filter(name__in=["Old 0", "Old 1"]).delete()
    shop.people = {name: each for name, each in shop.people.items() if name not in {"Old 0", "Old 1"}}

    shop.ranked()
    assert len(reminded()) == 8
