"""What letters to customers changed, as far as it can be told: for the Buyers page and `followup buyers`."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from followup.analytics.uplift import Arm, Uplift, uplift
from followup.models import Enrolled, Workspace

from .words.lengths import many


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """One sort of letter: both groups, the difference between them with its interval, and what follows from it."""

    step: str
    name: str
    written: Arm
    left_alone: Arm
    told: Uplift
    #: How many customers still have time to order before they are counted.
    running: int

    @property
    def is_counted(self) -> bool:
        """Whether anybody's time is over."""
        return bool(self.written.customers or self.left_alone.customers)

    @property
    def sentence(self) -> str:
        """What can be said by now."""
        return f"{self.told.sentence if self.is_counted else ''} {self.still_running}".strip()

    @property
    def difference(self) -> str:
        """“4 more of 100 (1 fewer to 9 more)”; nothing while one group is empty."""
        if not (self.written.customers and self.left_alone.customers):
            return ""
        return (
            f"{_points(self.told.difference)} of 100 ({_points(self.told.low)} to {_points(self.told.high)})"
        )

    @property
    def still_running(self) -> str:
        """“12 customers still have time to order and are not counted yet.”"""
        verb = "has" if self.running == 1 else "have"
        return (
            f"{many(self.running, 'customer')} still {verb} time to order, not counted yet."
            if self.running
            else ""
        )


def campaign_lines(workspace: Workspace, now: datetime) -> list[CampaignLine]:
    """Every sort of letter that anybody was enrolled for."""
    if not has_campaigns(workspace):
        return []
    campaigns = import_module("followup.actions.buying.campaigns")
    lines = []
    for step in campaigns.steps_measured(workspace):
        found = campaigns.result(workspace, step.id, now)
        if found.written.customers or found.left_alone.customers or found.running:
            told = uplift(written=found.written, left_alone=found.left_alone)
            lines.append(
                CampaignLine(
                    step=step.id,
                    name=step.title,
                    written=found.written,
                    left_alone=found.left_alone,
                    told=told,
                    running=found.running,
                )
            )
    return lines


def has_campaigns(workspace: Workspace) -> bool:
    """Whether anybody was written to, or left alone, so that the letters' use can be measured."""
    return Enrolled.objects.filter(workspace=workspace).exists()


def _points(share: float) -> str:
    """A share of a hundred customers, in words."""
    points = round(abs(share) * 100)
    return f"{points} {'fewer' if share < 0 and points else 'more'}"
