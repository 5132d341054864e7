"""What the frame round every page needs."""

from functools import partial

from django.http import HttpRequest

from followup.models import Workspace

from .said import take

#: address, words, icon and the key after `g`; the first four stand in the bottom bar of a phone.
NAVIGATION = (
    ("today", "Today", "calendar-check", "t"),
    ("waiting", "Waiting", "hourglass", "w"),
    ("upcoming", "Upcoming", "calendar-days", "u"),
    ("contacts", "Contacts", "users", "c"),
    ("opportunities", "Opportunities", "briefcase", "o"),
    ("letters", "Letters", "mail", "l"),
    ("speed", "Reply time", "clock", "r"),
    ("sources", "Sources", "inbox", "s"),
    ("playbooks", "Playbooks", "book-open", "p"),
)

#: What only a business has, and after which of those above it stands.
OF_A_BUSINESS = {"contacts": (("buyers", "Buyers", "shopping-bag", "b"),)}


def frame(request: HttpRequest) -> dict[str, object]:
    """The navigation with the place we are at, the workspaces to switch to, and what is to be said."""
    match = request.resolver_match
    here = (match.url_name or "").split(".")[0] if match else ""
    workspace = getattr(request, "workspace", None)
    return {
        "navigation": navigation(workspace),
        "here": here,
        "workspace": workspace,
        "workspaces": getattr(request, "workspaces", []),
        "said": partial(take, request),
    }


def navigation(workspace: Workspace | None) -> list[tuple[str, str, str, str]]:
    """The places of a workspace; a business has more of them."""
    more = OF_A_BUSINESS if workspace and workspace.mode == Workspace.Mode.BUSINESS else {}
    return [place for each in NAVIGATION for place in (each, *more.get(each[0], ()))]
