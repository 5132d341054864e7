"""The people: found by a word, paged."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from followup.actions.contacts import find_contacts
from followup.conf import clock
from followup.web.lines import initials
from followup.web.paging import paged
from followup.web.request import Request
from followup.web.words.when import day_of


@require_safe
def show(request: Request) -> HttpResponse:
    """Everybody, or whom the words find; those you dealt with last come first."""
    now = clock.now()
    words = request.GET.get("q", "").strip()[:200]
    page = paged(request, find_contacts(request.workspace, words).select_related("organisation"))
    people = [
        {
            "contact": each,
            "initials": initials(each),
            "when": day_of(each.last_fact_at, now) if each.last_fact_at else "",
        }
        for each in page.rows
    ]
    return render(request, "contacts.html", {"page": page, "people": people, "words": words, "now": now})
