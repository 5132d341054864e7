"""followup login."""

from followup.actions.workspaces import login_link
from followup.conf.table import read

from .here import Here
from .terminal import say


def login() -> None:
    """Print a one-time link that opens the pages; it works once, for ten minutes."""
    say(link(Here()))


def link(here: Here, *, port: int | None = None) -> str:
    """The address of a new one-time link."""
    host = read("FOLLOWUP_HOST")
    shown = f"[{host}]" if ":" in host else host
    base = read("FOLLOWUP_BASE_URL").rstrip("/") or f"http://{shown}:{port or read('FOLLOWUP_PORT')}"
    return f"{base}/enter?token={login_link(here.workspace, here.now)}"
