"""followup rebuild."""

from followup.actions.refresh import rebuild as derive_again

from .here import Here
from .terminal import say


def rebuild() -> None:
    """Derive the whole agenda again from the facts. The result is the same; that is the point."""
    here = Here()
    derive_again(here.workspace)
    say("The agenda is derived anew.")
