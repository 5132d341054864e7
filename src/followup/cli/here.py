"""What every command asks first: which workspace, what time, which follow-up, which letter."""

from datetime import datetime
from zoneinfo import ZoneInfo

from followup.actions.letters import draft
from followup.actions.workspaces import workspace_named
from followup.conf.clock import now
from followup.conf.table import read
from followup.core.trouble import Mend
from followup.models import FollowUp, Letter, Workspace


class Here:
    """The workspace that commands work on (`-w`, FOLLOWUP_WORKSPACE, or the first one made) and the time,
    read once."""

    def __init__(self) -> None:
        self.workspace: Workspace = workspace_named(read("FOLLOWUP_WORKSPACE"))
        self.now: datetime = now()
        self.zone = ZoneInfo(self.workspace.sender.timezone)

    def follow_up(self, text: str) -> FollowUp:
        """The follow-up whose id begins with the text; Mend when none or several do."""
        rows = FollowUp.objects.shown(self.workspace).filter(key__startswith=text.strip().lower())
        found = list(rows[:2]) if text.strip() else []
        if not found:
            raise Mend(
                f"No follow-up has the id “{text}”; `followup today` and `followup upcoming` show the ids."
            )
        if len(found) > 1:
            raise Mend(f"Several follow-ups begin with “{text}”; give more of the id.")
        return found[0]

    def letter(self, text: str) -> Letter:
        """The letter with that number, or the one of the follow-up with that id (drafted when missing)."""
        letters = Letter.objects.filter(workspace=self.workspace).select_related("contact__organisation")
        if text.isdecimal() and (found := letters.filter(pk=int(text)).first()):
            return found
        if (
            found := letters.filter(follow_up_key__startswith=text.strip().lower() or "-")
            .order_by("-pk")
            .first()
        ):
            return found
        return draft(self.follow_up(text), self.now)
