"""All letters, by what becomes of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from followup.conf import clock
from followup.models import Letter
from followup.web.paging import paged
from followup.web.request import Request

#: address word: heading, states
SHELVES = {
    "drafts": ("Drafts", ("draft",)),
    "approved": ("On their way", ("approved", "sending")),
    "doubt": ("In doubt", ("unsure",)),
    "sent": ("Sent", ("sent",)),
    "refused": ("Refused", ("refused",)),
}


@require_safe
def show(request: Request) -> HttpResponse:
    """One shelf of letters, newest first."""
    shelf = request.GET.get("shelf", "drafts")
    shelf = shelf if shelf in SHELVES else "drafts"
    rows = Letter.objects.filter(workspace=request.workspace, state__in=SHELVES[shelf][1])
    page = paged(request, rows.select_related("contact__organisation").order_by("-changed_at", "-pk"))
    return render(
        request, "letters.html", {"page": page, "shelf": shelf, "shelves": SHELVES, "now": clock.now()}
    )
