"""What the frame round every page needs."""

from functools import partial

from django.http import HttpRequest

from .said import take

#: address, words, icon and the key after `g`; the first four stand in the bottom bar of a phone.
NAVIGATION = (
    ("today", "Today", "calendar-check", "t"),
    ("waiting", "Waiting", "hourglass", "w"),
    ("upcoming", "Upcoming", "calendar-days", "u"),
    ("contacts", "Contacts", "users", "c"),
    ("opportunities", "Opportunities", "briefcase", "o"),
    ("letters", "Letters", "mail", "l"),
    ("sources", "Sources", "inbox", "s"),
    ("playbooks", "Playbooks", "book-open", "p"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """The navigation with the place we are at, the workspaces to switch to, and what is to be said."""
    match = request.resolver_match
    here = (match.url_name or "").split(".")[0] if match else ""
    return {
        "navigation": NAVIGATION,
        "here": here,
        "workspace": getattr(request, "workspace", None),
        "workspaces": getattr(request, "workspaces", []),
        "said": partial(take, request),
    }
