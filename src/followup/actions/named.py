"""Which workspace is meant: apart from all else about workspaces, since every command asks it first."""

from followup.conf.table import read
from followup.core.trouble import Mend
from followup.models import Workspace


def workspace_named(slug: str = "") -> Workspace:
    """The workspace of that name, or the first one; Mend where there is none."""
    slug = slug or read("FOLLOWUP_WORKSPACE")
    rows = Workspace.objects.order_by("pk")
    found = rows.filter(slug=slug).first() if slug else rows.first()
    if found is None and slug:
        raise Mend(f"There is no workspace “{slug}”; `followup init --workspace …` makes one.")
    if found is None:
        raise Mend("There is no workspace yet; `followup init --name … --email …` makes one.")
    return found
