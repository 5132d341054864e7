"""Campaigns: who was written to and who was left alone, so that what the letters change can be seen.

Whoever's letter comes due is enrolled at that very moment, in both arms by the same rule, and stays in the arm that the draw
gave them, whether the letter was sent or not: what is compared is having been chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from followup.actions.refresh import calendar_of, held_out_of, playbooks_of, ranking_matters
from followup.analytics.uplift import Arm
from followup.core.agenda_buyers import is_left_alone
from followup.core.agenda_times import Count, times
from followup.core.calendar import Place, local
from followup.core.kinds import Kind
from followup.core.playbooks import Step
from followup.models import Buyer, Enrolled, Fact, FollowUp, Workspace, bulk

#: An order within so long counts as one that followed, or within a usual gap where that is longer.
AT_LEAST = timedelta(days=30)
#: What is due by the calendar of the customer may be due a few days later than by ours.
SOONEST = timedelta(days=7)
#: Customers whose agenda is looked at together.
AT_ONCE = 200

type Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Campaign:
    """The letters of one step in one workspace."""

    workspace: int
    step: str

    def row(self, contact: int, arm: str, *, at: datetime, gap: float | None) -> Row:
        """The row of somebody who joins at a moment; `gap` is how many days usually lie between their orders."""
        until = at + max(AT_LEAST, timedelta(days=gap or 0))
        who = {"workspace_id": self.workspace, "step": self.step, "contact_id": contact}
        return {**who, "arm": arm, "joined_at": at, "until": until}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a step's letters: both arms of those whose time is over, and how many still have some."""

    written: Arm
    left_alone: Arm
    running: int


@transaction.atomic
def enrol(workspace: Workspace, now: datetime) -> int:
    """Keeps for whom a measured letter has come due: the draw's arm, and by when an order counts. How many were new."""
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    rows = [
        row
        for step in steps_measured(workspace)
        for row in (*_written(workspace, step, now), *_left_alone(workspace, step, now))
    ]
    bulk.add(Enrolled, rows, unless_there=True)
    return len(rows)


def result(workspace: Workspace, step: str, now: datetime) -> Result:
    """How many of each arm ordered before their time was over."""
    whom = Coalesce(OuterRef("contact__merged_into"), OuterRef("contact"))
    orders = Fact.objects.filter(
        contact=whom, kind=Kind.ORDERED, sure=True, at__gt=OuterRef("joined_at"), at__lte=OuterRef("until")
    )
    rows = Enrolled.objects.filter(workspace=workspace, step=step)
    over = list(rows.filter(until__lte=now).values_list("arm", Exists(orders)))
    arms = {arm: [ordered for each, ordered in over if each == arm] for arm in Enrolled.Arm}
    return Result(
        written=Arm(len(arms[Enrolled.Arm.WRITTEN]), sum(arms[Enrolled.Arm.WRITTEN])),
        left_alone=Arm(len(arms[Enrolled.Arm.LEFT_ALONE]), sum(arms[Enrolled.Arm.LEFT_ALONE])),
        running=rows.filter(until__gt=now).count(),
    )


def steps_measured(workspace: Workspace) -> list[Step]:
    """The steps whose use is measured, in the order of their playbooks."""
    return [step for step in playbooks_of(workspace).steps if step.hold_out]


def gaps_of(contacts: Iterable[int]) -> dict[int, float]:
    """How many days usually lie between the orders of these customers."""
    rows = Buyer.objects.filter(contact__in=list(contacts))
    return {
        contact: usual or _mean_gap(orders, first, last)
        for contact, orders, first, last, usual in rows.values_list(
            "contact", "orders", "first_at", "last_at", "usual_gap"
        )
    }


def _written(workspace: Workspace, step: Step, now: datetime) -> Iterator[Row]:
    since = Enrolled.objects.filter(
        workspace=workspace, step=step.id, contact=OuterRef("contact"), joined_at__gte=OuterRef("because_at")
    )
    due = FollowUp.objects.due_now(workspace, now).filter(
        ~Exists(since), step=step.id, because_kind__in=_kinds(step)
    )
    rows = list(due.values_list("contact", "due"))
    gaps = gaps_of(contact for contact, _ in rows)
    campaign = Campaign(workspace.pk, step.id)
    for contact, at in rows:
        yield campaign.row(contact, Enrolled.Arm.WRITTEN, at=at, gap=gaps.get(contact))


def _left_alone(workspace: Workspace, step: Step, now: datetime) -> Iterator[Row]:
    """Those whom only the draw keeps from being owed the letter today."""
    alone = _drawn(workspace, step, now)
    campaign, contacts = Campaign(workspace.pk, step.id), sorted(alone)
    for start in range(0, len(contacts), AT_ONCE):
        for each in held_out_of(workspace, contacts[start : start + AT_ONCE]):
            is_it = each.step == step.id and each.because_kind in _kinds(step)
            if is_it and each.due <= now < each.lapses:
                yield campaign.row(
                    each.contact, Enrolled.Arm.LEFT_ALONE, at=each.due, gap=alone[each.contact]
                )


def _drawn(workspace: Workspace, step: Step, now: datetime) -> dict[int, float]:
    """Customers whom the draw leaves alone, about due and not enrolled since their last order, with their usual gaps.

    Only these are looked at closely: deriving everybody's agenda anew would take minutes of a big book.
    """
    since = Enrolled.objects.filter(
        workspace=workspace, step=step.id, contact=OuterRef("contact"), joined_at__gte=OuterRef("last_at")
    )
    rows = Buyer.objects.filter(~Exists(since), workspace=workspace, orders__gte=step.orders)
    if step.likely and ranking_matters(workspace):
        rows = rows.filter(is_likely=True)
    place = calendar_of(workspace, ()).owner
    return {
        contact: gap
        for contact, orders, first, last, usual in rows.values_list(
            "contact", "orders", "first_at", "last_at", "usual_gap"
        )
        if is_left_alone(step, contact, local(place, last).date())
        and _is_about_due(step, place, last, gap := usual or _mean_gap(orders, first, last), now)
    }


def _is_about_due(step: Step, place: Place, last: datetime, gap: float, now: datetime) -> bool:
    found = times(step, Count(place, last, None, timedelta(days=gap)))
    return found is not None and found.due - SOONEST <= now < found.lapses + SOONEST


def _mean_gap(orders: int, first: datetime, last: datetime) -> float:
    return (last - first) / timedelta(days=1) / max(orders - 1, 1)


def _kinds(step: Step) -> Sequence[Kind]:
    return [trigger.kind for trigger in step.when]
