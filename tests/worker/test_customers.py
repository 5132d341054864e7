"""The round ranks the customers of businesses and notes for whom a measured letter came due."""

from datetime import timedelta

import pytest

from followup.actions.playbooks import change_playbook
from followup.conf import clock
from followup.models import Enrolled, Ranking, Workspace
from followup.worker import loop
from tests.actions.buying.shop import day, opened

pytestmark = pytest.mark.django_db(transaction=True)

DUE = day("2026-06-05")


@pytest.fixture
def shop(monkeypatch, settings):
    """A shop whose worker does its tasks itself, a month after the last order of a customer who comes monthly."""
    settings.TASKS_ENGINE = "inline"
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(clock, "now", lambda: DUE)
    made = opened()
    change_playbook(made.workspace, "buyer", "[again]\nhold-out = 100\n", DUE)
    made.orders("Ada", "2026-03-06 10 EUR", "2026-04-05 10 EUR", "2026-05-05 10 EUR")
    return made


def test_a_round_ranks_the_customers_and_enrols_whose_letter_is_due(shop):
    loop.tick(DUE)

    assert shop.names() == ["Ada"]
    assert [(row.step, row.arm) for row in Enrolled.objects.all()] == [("buyer/again", "left_alone")]


def test_a_ranking_that_holds_is_left_as_it_is(shop):
    loop.tick(DUE)
    Ranking.objects.update(ranker="as it was")

    loop.tick(DUE + timedelta(minutes=5))
    assert Ranking.objects.get().ranker == "as it was"


def test_who_looks_for_work_has_nobody_ranked(shop):
    Workspace.objects.update(mode=Workspace.Mode.PERSONAL)

    loop.tick(DUE)
    assert not Ranking.objects.exists()
