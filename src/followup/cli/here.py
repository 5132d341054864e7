"""What every command asks first: which workspace, what time, which follow-up."""

from datetime import datetime
from zoneinfo import ZoneInfo

from followup.actions.named import workspace_named
from followup.conf.clock import now
from followup.conf.table import read
from followup.core.trouble import Mend
from followup.models import FollowUp, Workspace


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
