"""Whatever a person does, and wherever it breaks off: the cache is what the facts call for."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from followup.actions import decide
from followup.actions import refresh as refreshing
from followup.actions.buying.rank import rank_buyers
from followup.actions.refresh import around, calendar_of, likely_of, playbooks_of, rebuild, refresh
from followup.core import buyers
from followup.core.agenda import agenda
from followup.core.kinds import DECISIONS, Kind
from followup.models import Contact, Fact, FollowUp, Opportunity, Sender, Workspace
from followup.models.agenda_rows import COLUMNS

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
#: PostgreSQL never gives a number twice, and draws and keys hang on the numbers: a story told again must find the same ones.
FIRST = 1_000_000
HAPPENS = [kind for kind in Kind if kind not in DECISIONS]


class Crash(Exception):
    """The power goes."""


class Desk(RuleBasedStateMachine):
    """A person with four contacts and two opportunities records, decides, undoes and crashes."""

    @initialize(mode=st.sampled_from(["personal", "business"]))
    def begin(self, mode: str) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.workspace = Workspace.objects.create(slug="desk", name="Desk", mode=mode, created_at=START)
        Sender.objects.create(workspace=self.workspace, name="Ada", timezone="Europe/Berlin", country="DE")
        self.people = [
            Contact.objects.create(
                pk=FIRST + place, workspace=self.workspace, name=name, created_at=START, country=country
            )
            for place, (name, country) in enumerate(
                (("Ben", ""), ("Cleo", "US"), ("Dan", "SA"), ("Eve", "GB"))
            )
        ]
        self.jobs = [
            Opportunity.objects.create(workspace=self.workspace, kind="sale", key=key, created_at=START)
            for key in ("one", "two")
        ]
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule(
        kind=st.sampled_from(HAPPENS), who=st.integers(0, 3), job=st.sampled_from([None, None, 0, 1]),
        hours=st.integers(0, 24 * 60), thread=st.sampled_from(["", "x", "y"]), asks=st.booleans(),
        lasts=st.sampled_from([None, 2, 24 * 10]),
    )  # fmt: skip
    def something_happens(self, kind, who, job, hours, thread, asks, lasts) -> None:
        self._record(kind, who, job, hours, thread, asks, lasts)

    @rule(who=st.integers(0, 3), kind=st.sampled_from(HAPPENS))
    def the_power_goes_while_recording(self, who, kind) -> None:
        with pytest.raises(Crash):
            self._record_and_crash(kind, who)

    @precondition(lambda self: FollowUp.objects.exists())
    @rule(data=st.data(), days=st.integers(1, 40))
    def something_is_put_off(self, data, days) -> None:
        follow_up = self._one(data)
        decide.snooze(self.workspace, follow_up.key, self._now() + timedelta(days=days), self._now())

    @precondition(lambda self: FollowUp.objects.exists())
    @rule(data=st.data())
    def something_is_left(self, data) -> None:
        decide.skip(self.workspace, self._one(data).key, self._now())

    @precondition(lambda self: FollowUp.objects.exists())
    @rule(data=st.data())
    def what_is_owed_is_written(self, data) -> None:
        owed = self._one(data)
        self._row(
            kind=Kind.SENT, contact_id=owed.contact_id, opportunity_id=owed.opportunity_id, at=owed.due, step=owed.step,
            because_id=owed.because_id,
        )  # fmt: skip
        refresh(self.workspace, [owed.contact_id])

    @rule(who=st.integers(0, 3))
    def somebody_is_left_alone(self, who) -> None:
        decide.stop(self.people[who], self._now())

    @precondition(lambda self: Fact.objects.filter(kind__in=DECISIONS).exists())
    @rule()
    def a_decision_is_taken_back(self) -> None:
        decide.undo_decision(Fact.objects.filter(kind__in=DECISIONS).latest("pk"), self._now())

    @precondition(lambda self: Fact.objects.exists())
    @rule(data=st.data())
    def a_fact_is_forgotten(self, data) -> None:
        fact = data.draw(st.sampled_from(list(Fact.objects.order_by("pk"))))
        people = around(self.workspace, [fact.contact_id])
        fact.delete()
        refresh(self.workspace, people)

    @rule(who=st.integers(0, 3), gap=st.integers(3, 40), days=st.integers(60, 200))
    def two_customers_order_and_are_ranked(self, who, gap, days) -> None:
        for number in range(6):
            self._record(
                Kind.ORDERED, (who + number % 2) % 4, None, 24 * gap * (number // 2), "", False, None
            )
        rank_buyers(self.workspace, now=START + timedelta(days=days))

    @rule(at_once=st.sampled_from([1, 3, 4000]))
    def everything_is_derived_anew(self, at_once: int) -> None:
        FollowUp.objects.all().delete()
        with patch.object(refreshing, "FACTS_AT_ONCE", at_once):
            rebuild(self.workspace)

    @invariant()
    def the_cache_is_what_the_facts_call_for(self) -> None:
        if not hasattr(self, "workspace"):
            return
        facts = Fact.objects.filter(workspace=self.workspace).as_values()
        derived = agenda(
            facts,
            playbooks_of(self.workspace),
            calendar_of(self.workspace),
            likely=likely_of(self.workspace),
        )
        stored = FollowUp.objects.filter(workspace=self.workspace).values_list(*COLUMNS)

        assert sorted(row[0] for row in stored) == sorted(each.key for each in derived)
        assert {(row[0], row[7], row[9], row[11]) for row in stored} == {
            (each.key, each.due, each.lapses, each.rank) for each in derived
        }

    @transaction.atomic
    def _record_and_crash(self, kind, who) -> None:
        self._record(kind, who, None, 5, "", True, None)
        raise Crash

    def _record(self, kind, who, job, hours, thread, asks, lasts) -> None:
        at = START + timedelta(hours=hours)
        self._row(
            kind=kind, contact=self.people[who], opportunity=None if job is None else self.jobs[job], at=at,
            thread=thread, asks=asks, until=at + timedelta(hours=lasts) if lasts else None,
        )  # fmt: skip
        refresh(self.workspace, [self.people[who].pk])

    def _row(self, **columns: object) -> None:
        self.count += 1
        Fact.objects.create(
            pk=FIRST + self.count,
            workspace=self.workspace,
            source="hand",
            source_key=str(self.count),
            recorded_at=START,
            **columns,
        )

    def _one(self, data: st.DataObject) -> FollowUp:
        return data.draw(st.sampled_from(list(FollowUp.objects.order_by("key"))))

    def _now(self) -> datetime:
        self.count += 1
        return START + timedelta(days=30, minutes=self.count)


@pytest.mark.django_db
def test_the_cache_is_what_the_facts_call_for():
    assert connection.vendor in {"sqlite", "postgresql"}

    # Of four people two are customers enough for a ranking to matter.
    with patch.object(buyers, "ENOUGH", 2):
        run_state_machine_as_test(
            Desk,
            settings=settings(
                max_examples=25, stateful_step_count=15, deadline=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
            ),
        )  # fmt: skip
