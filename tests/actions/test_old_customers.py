"""Of a customer with a long history the letter knows what matters, though not every fact of it."""

from datetime import timedelta

import pytest

from followup.actions.letters.records import FACTS, About, record_of
from followup.core.consent import Ground, consent
from followup.models import Contact, Fact
from tests.outbox.rows import NOW, contact, workspace

pytestmark = pytest.mark.django_db
ORDERS = FACTS + 50


@pytest.fixture
def customer():
    """Somebody who agreed to letters long ago and has ordered on every day since, once of each number twice told."""
    made = contact(workspace(mode="business"))
    days = [NOW - timedelta(days=number) for number in range(1, ORDERS + 1)]
    told = [(f"B{number}", at) for number, at in enumerate(days)] + [("B0", days[0] + timedelta(hours=3))]
    Fact.objects.bulk_create(
        [_fact(made, "ordered", at, str(place), {"number": name}) for place, (name, at) in enumerate(told)]
        + [_fact(made, "consented", NOW - timedelta(days=3000), "c", {"how": "at the fair"})]
    )
    return made


def _fact(of: Contact, kind: str, at, key: str, details: dict[str, str]) -> Fact:
    return Fact(
        workspace=of.workspace, contact=of, kind=kind, at=at, details=details, source="orders", source_key=key, recorded_at=NOW,
    )  # fmt: skip


def test_every_day_with_an_order_is_counted_once(customer):
    assert len(record_of(About(workspace=customer.workspace, contact=customer)).order_days) == ORDERS


def test_what_they_agreed_to_long_ago_is_known(customer):
    found = consent(record_of(About(workspace=customer.workspace, contact=customer)).facts, "CA", NOW)

    assert getattr(found, "ground", None) is Ground.EXPRESS
