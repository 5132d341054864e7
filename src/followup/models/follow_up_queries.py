"""The lists of a day, one query each."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from .workspace import Workspace

if TYPE_CHECKING:
    from .follow_up import FollowUp  # noqa: F401  # named in the string below

#: What a line of a list shows beside itself.
SHOWN = ("contact__organisation", "opportunity__organisation", "because")


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups."""

    def today(self, workspace: Workspace, now: datetime) -> Self:
        """What is due, as much as a day has room for: replies owed first, then thanks, then the rest."""
        # Sorting ids inside one index, and fetching only what is shown, keeps a page quick however many are alive.
        chosen = self.due_now(workspace, now).order_by("rank", "due", "id").values("id")[: workspace.room]
        return self.filter(id__in=chosen).order_by("rank", "due", "id").select_related(*SHOWN)

    def waiting(self, workspace: Workspace, now: datetime) -> Self:
        """Where the next move is theirs, the longest wait first; a talk still to come is waited for by nobody."""
        waiting = self.alive(workspace, now).filter(due__gt=now, waiting_since__lte=now)
        return waiting.order_by("waiting_since", "id").select_related(*SHOWN)

    def upcoming(self, workspace: Workspace, now: datetime) -> Self:
        """What is due later, and what today has no room for; the soonest first."""
        today = self.due_now(workspace, now).order_by("rank", "due", "id").values("id")[: workspace.room]
        later = self.alive(workspace, now).exclude(id__in=today)
        return later.order_by("due", "rank", "id").select_related(*SHOWN)

    def all_due(self, workspace: Workspace, now: datetime) -> Self:
        """Everything that is due, in the order of `today`."""
        return self.due_now(workspace, now).order_by("rank", "due", "id").select_related(*SHOWN)

    def shown(self, workspace: Workspace) -> Self:
        """All of a workspace, with what a line shows beside itself."""
        return self.filter(workspace=workspace).select_related(*SHOWN)

    def due_now(self, workspace: Workspace, now: datetime) -> Self:
        """Everything that is due, room or no room."""
        return self.alive(workspace, now).filter(due__lte=now)

    def alive(self, workspace: Workspace, now: datetime) -> Self:
        """Everything that is not too late."""
        return self.filter(workspace=workspace, lapses__gt=now)
