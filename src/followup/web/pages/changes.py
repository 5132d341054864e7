"""The cheap change number that open pages poll."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from followup.web.request import Request


@require_safe
def show(request: Request) -> HttpResponse:
    """Nothing while nothing has changed; else the next poller, and word to the lists to read again."""
    if request.GET.get("since") == str(request.workspace.changes):
        return HttpResponse(status=204)
    response = render(request, "parts/changes.html")
    response["HX-Trigger"] = "changed"
    return response
