"""The sentence that the next page says about what was just done, with the way back where there is one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def say(request: HttpRequest, sentence: str, *, undo: str = "", seconds: int = 0, tone: str = "good") -> None:
    """Keep a sentence for the next page; `undo` is the address its button posts to, `seconds` how long that is possible."""
    request.session["said"] = {
        "sentence": sentence,
        "undo": undo,
        "seconds": seconds,
        "tone": tone,
    }


def take(request: HttpRequest) -> dict[str, str | int] | None:
    """The sentence that waits, once."""
    if not hasattr(request, "session") or "said" not in request.session:
        return None
    return request.session.pop("said")


def back(request: HttpRequest, default: str) -> HttpResponse:
    """A redirect to the page that the form names in `next`, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and wanted.startswith("/"):
        return redirect(wanted)
    return redirect(default)
