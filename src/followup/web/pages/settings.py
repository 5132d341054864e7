"""Workspaces and their senders: set up, changed at leisure, switched between."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.actions import workspaces
from followup.conf import clock
from followup.core.trouble import Mend
from followup.models import Workspace
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
    found = {"sender": request.workspace.sender, "zones": _zones(), "people": _people(request)}
    return render(request, "settings/page.html", found)


@require_POST
def change(request: Request) -> HttpResponse:
    """Keep the sender, and within how many working hours whoever writes should have an answer."""
    if "answer_hours" in request.POST:
        workspaces.aim_for(request.workspace, request.POST["answer_hours"])
    workspaces.change_sender(request.workspace, **_fields(request))
    say(request, "Your details are kept.")
    return redirect("settings")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Make the first workspace: open to the very first visitor, on this machine, and to nobody after."""
    if request.user.is_authenticated or not is_first(request):
        return redirect("today")
    made = _made(request, "settings/set_up.html", owner=None)
    if isinstance(made, HttpResponse):
        return made
    login(request, made.members.select_related("user").get().user, backend=DOOR)
    return _begin(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Make another workspace of one's own."""
    ours = request.workspace.sender
    like_here = {name: getattr(ours, name) for name in ("name", "timezone", "country")}
    made = _made(request, "settings/new.html", owner=request.user, first=like_here)
    return made if isinstance(made, HttpResponse) else _begin(request, made)


@require_POST
def choose(request: Request, slug: str) -> HttpResponse:
    """Work in another workspace."""
    chosen = next((each for each in request.workspaces if each.slug == slug), None)
    if chosen is None:
        raise Mend("That workspace is not one of yours.")
    request.session["workspace"] = chosen.pk
    return redirect("today")


def _people(request: Request) -> list[User]:
    return list(User.objects.filter(memberships__workspace=request.workspace).order_by("memberships__pk"))


def _made(
    request: HttpRequest, template: str, *, owner: User | None, first: dict[str, str] | None = None
) -> Workspace | HttpResponse:
    """The workspace that the form asks for; the form while it is empty or something is to be mended."""
    found: dict[str, object] = {"sender": request.POST or first, "zones": _zones()}
    if request.method == "POST":
        try:
            return workspaces.init(
                now=clock.now(), mode=request.POST.get("mode", "personal"), owner=owner,
                workspace_name=request.POST.get("workspace_name", ""), **_fields(request),
            )  # fmt: skip
        except Mend as trouble:
            found["trouble"] = str(trouble)
    return render(request, template, found)


def _begin(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    request.session["workspace"] = workspace.pk
    say(request, "All set. Connect your mailbox or import some files, and Today fills itself.")
    return redirect("sources")


def _fields(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST[name].strip() for name in FIELDS if name in request.POST}


def _zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
