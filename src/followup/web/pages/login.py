"""Coming in: by a one-time link, or by a password where one is set."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.actions import workspaces
from followup.conf import clock
from followup.web import guesses
from followup.web.request import Request

LOOPBACK = ("127.0.0.1", "::1")
DOOR = "django.contrib.auth.backends.ModelBackend"


def is_first(request: HttpRequest) -> bool:
    """Nobody has ever been in, and this visitor sits at this machine."""
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not User.objects.exists()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The door: how to get a link, and the password form."""
    if is_first(request):
        return redirect("set-up")
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.method != "POST":
        return render(request, "login/page.html", {"next": onward})
    name = request.POST.get("username", "")
    if guesses.too_many(name):
        trouble = "Too many wrong passwords; wait ten minutes, or use a link from `followup login`."
        return render(request, "login/page.html", {"next": onward, "trouble": trouble}, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        guesses.wrong(name)
        trouble = "Name and password do not belong together; try again, or use a link."
        return render(request, "login/page.html", {"next": onward, "trouble": trouble}, status=401)
    guesses.right(name)
    login(request, user)
    return redirect(onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "/")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A one-time link. Looking at it shows a button; only pressing that uses it up."""
    if request.method != "POST":
        return render(request, "login/enter.html", {"token": request.GET.get("token", "")})
    user = workspaces.enter(request.POST.get("token", ""), clock.now())
    if user is None:
        return render(request, "login/enter.html", {"is_used": True}, status=403)
    login(request, user, backend=DOOR)
    return redirect("today")


@require_POST
def leave(request: Request) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("login")


@require_safe
def keys(request: Request) -> HttpResponse:
    """The keys as a page, for who has no script."""
    return render(request, "keys.html")
