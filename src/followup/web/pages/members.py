"""Who may come in: the password, and colleagues who are invited."""

from urllib.parse import urlsplit

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions import members
from followup.conf import clock
from followup.core.trouble import Mend
from followup.web.request import Request
from followup.web.said import say

from .login import LOOPBACK

#: Names under which only this machine finds itself.
HERE = (*LOOPBACK, "localhost")


@require_POST
def change_password(request: Request) -> HttpResponse:
    """Set or change the password; this browser stays in, all others are logged out."""
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise Mend("The two passwords differ; type the same one twice.")
    members.change_password(request.user, password, present=request.POST.get("present", ""))
    update_session_auth_hash(request, request.user)
    say(request, "The password is kept; other browsers have to log in again.")
    return redirect("settings")


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """Let a colleague in. The link is shown on this page alone and kept nowhere."""
    if request.method != "POST":
        return redirect("settings")
    user, token = members.invite(request.workspace, request.POST.get("email", "").strip(), clock.now())
    found = {
        "colleague": user,
        "link": request.build_absolute_uri(f"{reverse('enter')}?token={token}") if token else "",
        "is_only_here": urlsplit(f"//{request.get_host()}").hostname in HERE,
    }
    return render(request, "settings/invited.html", found)
