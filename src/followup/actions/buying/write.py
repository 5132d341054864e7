"""Writing to the first of the ranking: a draft for each who may be written to, and the reason for each who may not."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from followup.actions.letters import draft
from followup.actions.letters.records import of_follow_up, record_of
from followup.actions.refresh import calendar_of, playbooks_of
from followup.core.calendar import Place
from followup.core.facts import Fact as FactValue
from followup.core.kinds import Kind
from followup.core.playbooks import Playbooks, Step
from followup.core.reminders import LEFT_ALONE, is_drawn, last_order, why_not
from followup.core.trouble import Mend
from followup.models import Buyer, Enrolled, Fact, FollowUp, Letter, Workspace, bulk

from .campaigns import Campaign, gaps_of

STEP = "buyer/again"
#: So many customers are looked at for each letter: where all have opted out, one need not read on for ever.
LOOKED_AT = 20
NO_ADDRESS = "No mail address of theirs is known."
SUPPRESSED = "They must not be written to any more."
ON_ITS_WAY = "A letter to them is on its way."
OFF = "“Remind of the next order” (buyer/again) is switched off; switch it on under Playbooks first."
PERSONAL = "Only a business writes to its customers; this workspace is for looking for work."

IN_THE_POST = (Letter.State.APPROVED, Letter.State.SENDING, Letter.State.UNSURE)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A customer who got no letter, and the sentence that says why."""

    buyer: Buyer
    why: str


@dataclass(slots=True)
class Written:
    """The drafts, best-ranked first, and who was passed over on the way."""

    letters: list[Letter] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


@transaction.atomic
def write_to_first(workspace: Workspace, count: int, now: datetime) -> Written:
    """Drafts a reminder to each of the first `count` customers of the ranking who may be written to now.

    Asked again it hands back the same drafts. Those whom the draw leaves alone are passed over; both they and the others
    are enrolled, so that the page can say what the letters changed.
    """
    desk = _Desk(workspace, now)
    rows = Buyer.objects.filter(workspace=workspace).order_by("rank")
    rows = rows.select_related("workspace", "contact__organisation", "contact__workspace")
    written = Written()
    for buyer in rows[: count * LOOKED_AT]:
        if len(written.letters) == count:
            break
        letter, why = desk.write(buyer)
        if letter is None:
            written.passed_over.append(PassedOver(buyer, why))
        else:
            written.letters.append(letter)
    return written


class _Desk:
    """What is the same for all letters of one asking."""

    def __init__(self, workspace: Workspace, now: datetime) -> None:
        if workspace.mode != Workspace.Mode.BUSINESS:
            raise Mend(PERSONAL)
        self.workspace, self.now = workspace, now
        self.playbooks: Playbooks = playbooks_of(workspace)
        if STEP not in self.playbooks:
            raise Mend(OFF)
        self.step: Step = self.playbooks[STEP]
        self.owner: Place = calendar_of(workspace, ()).owner

    def write(self, buyer: Buyer) -> tuple[Letter | None, str]:
        """The draft, or why there is none."""
        facts = list(Fact.objects.filter(contact=buyer.contact_id, sure=True).as_values())
        order = last_order(facts, self.now)
        why = why_not(facts, self.playbooks, self.step, now=self.now, place=self.owner) or self._on_its_way(
            buyer
        )
        if why or order is None:
            return None, why
        if is_drawn(self.step, order, self.owner):
            self._enrol(buyer, order, Enrolled.Arm.LEFT_ALONE)
            return None, LEFT_ALONE
        follow_up = self._follow_up(buyer, order)
        if why := _unreachable(follow_up):
            return None, why
        self._enrol(buyer, order, Enrolled.Arm.WRITTEN)
        return draft(follow_up, self.now), ""

    def _on_its_way(self, buyer: Buyer) -> str:
        selling = [step.id for step in self.playbooks.steps if step.sells]
        letters = Letter.objects.filter(contact=buyer.contact_id, step__in=selling, state__in=IN_THE_POST)
        return ON_ITS_WAY if letters.exists() else ""

    def _follow_up(self, buyer: Buyer, order: FactValue) -> FollowUp:
        """The follow-up that calls for the letter; where none does yet, one that is nowhere but in this draft."""
        because = Fact.objects.select_related("opportunity__organisation", "contact").get(pk=order.id)
        rows = FollowUp.objects.filter(contact=buyer.contact_id, step=STEP, because=because)
        found = rows.select_related("opportunity__organisation", "because__contact").first()
        if found is None:
            found = FollowUp(
                step=STEP, because=because, because_kind=Kind.ORDERED, because_at=because.at,
                opportunity=because.opportunity, due=self.now, lapses=self.now,
            )  # fmt: skip
        found.workspace, found.contact = self.workspace, buyer.contact
        return found

    def _enrol(self, buyer: Buyer, order: FactValue, arm: str) -> None:
        since = Enrolled.objects.filter(
            workspace=self.workspace, step=STEP, contact=buyer.contact_id, joined_at__gte=order.at
        )
        if not since.exists():
            gap = gaps_of([buyer.contact_id]).get(buyer.contact_id)
            row = Campaign(self.workspace.pk, STEP).row(buyer.contact_id, arm, at=self.now, gap=gap)
            bulk.add(Enrolled, [row])


def _unreachable(follow_up: FollowUp) -> str:
    person = record_of(of_follow_up(follow_up)).contact
    if person.is_suppressed:
        return SUPPRESSED
    return "" if person.address else NO_ADDRESS
