"""Nobody sees a page without logging in, and everybody works in one workspace at a time."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Workspace

from .request import Request
from .said import say


class EnterWorkspace:
    """Puts `workspace` and `workspaces` on the request, and the owner's time zone round the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.workspaces = _workspaces(request)
        # A view that runs without a workspace is one of those marked below and never reads it.
        request.workspace = cast(Workspace, _chosen(request))
        with timezone.override(_zone(request.workspace)):
            response = self.get_response(request)
        if not response.has_header("Cache-Control") and _is_in(request):
            # A shared computer must not show a letter from its cache after logging out.
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: Request, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        """Send strangers to the login, and the very first visitor on from there to the set-up."""
        if not getattr(view, "login_required", True):
            return None
        if not _is_in(request):
            return redirect_to_login(request.get_full_path())
        if not request.workspace:
            raise PermissionDenied
        return None

    def process_exception(self, request: Request, trouble: Exception) -> HttpResponse | None:
        """Show the sentence of what the person can mend where they are; bugs stay bugs."""
        if not isinstance(trouble, (Mend, Unreachable, Refused)):
            return None
        if request.method == "POST":
            say(request, str(trouble), tone="mend")
            return redirect(_came_from(request))
        return render(request, "trouble.html", {"sentence": str(trouble)}, status=HTTPStatus.CONFLICT)


def _is_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _workspaces(request: Request) -> list[Workspace]:
    if not _is_in(request):
        return []
    own = Workspace.objects.filter(members__user=request.user)
    return list(own.select_related("sender").order_by("pk"))


def _chosen(request: Request) -> Workspace | None:
    wanted = request.session.get("workspace")
    return next(
        (each for each in request.workspaces if each.pk == wanted), next(iter(request.workspaces), None)
    )


def _zone(workspace: Workspace | None) -> ZoneInfo:
    sender = getattr(workspace, "sender", None)
    return ZoneInfo(sender.timezone if sender else "UTC")


def _came_from(request: HttpRequest) -> str:
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host() or not page.path.startswith("/"):
        return "/"
    return f"{page.path}?{page.query}" if page.query else page.path
