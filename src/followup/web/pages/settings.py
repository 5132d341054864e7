"""The workspace and its sender: set up once, changed at leisure; and the switch between workspaces."""

from zoneinfo import available_timezones

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.actions import workspaces
from followup.conf import clock
from followup.core.trouble import Mend
from followup.web.request import Request
from followup.web.said import say

from .login import DOOR, is_first

#: What the sender's form may change.
FIELDS = (
    "name", "email", "mobile", "landline", "postal", "organisation", "title", "opt_out_text", "timezone",
    "country", "subdivision", "work_start", "work_end",
)  # fmt: skip


@require_safe
def show(request: Request) -> HttpResponse:
    """The sender as letters carry it, the password, and the way out."""
    return render(request, "settings/page.html", {"sender": request.workspace.sender, "zones": _zones()})


@require_POST
def change(request: Request) -> HttpResponse:
    """Keep the sender."""
    workspaces.change_sender(request.workspace, **_fields(request))
    say(request, "Your details are kept.")
    return redirect("settings")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: Request) -> HttpResponse:
    """Make the first workspace: open to the very first visitor, on this machine, and to nobody after."""
    if request.user.is_authenticated or not is_first(request):
        return redirect("today")
    if request.method != "POST":
        return _form(request, {"sender": {}})
    try:
        made = workspaces.init(now=clock.now(), mode=request.POST.get("mode", "personal"), **_fields(request))
    except Mend as trouble:
        return _form(request, {"trouble": str(trouble), "sender": request.POST}, status=422)
    login(request, made.members.select_related("user").get().user, backend=DOOR)
    request.session["workspace"] = made.pk
    say(request, "All set. Connect your mailbox or import some files, and Today fills itself.")
    return redirect("sources")


@require_POST
def choose(request: Request, slug: str) -> HttpResponse:
    """Work in another workspace."""
    chosen = next((each for each in request.workspaces if each.slug == slug), None)
    if chosen is None:
        raise Mend("That workspace is not one of yours.")
    request.session["workspace"] = chosen.pk
    return redirect("today")


def _form(request: Request, found: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "settings/set_up.html", {**found, "zones": _zones()}, status=status)


def _fields(request: Request) -> dict[str, str]:
    return {name: request.POST[name].strip() for name in FIELDS if name in request.POST}


def _zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
