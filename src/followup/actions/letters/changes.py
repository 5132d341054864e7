"""What every change of a letter has to mind."""

from django.db.models import F

from followup.models import Workspace


def storable(text: str) -> str:
    """The text as every database keeps it."""
    # PostgreSQL keeps no NUL in a text.
    return text.replace("\r\n", "\n").replace("\0", "")


def changed(workspace: int) -> None:
    """Lets open pages know that something is new."""
    Workspace.objects.filter(pk=workspace).update(changes=F("changes") + 1)
