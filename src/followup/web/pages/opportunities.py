"""What it is about: applications, enquiries, orders, with where each stands."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from followup.conf import clock
from followup.core.kinds import DECISIONS, Kind
from followup.models import Fact, Opportunity
from followup.web.paging import paged
from followup.web.request import Request
from followup.web.words.facts import happened
from followup.web.words.when import day_of


@require_safe
def show(request: Request) -> HttpResponse:
    """All opportunities, those that moved last first."""
    now = clock.now()
    latest = (
        Fact.objects.filter(opportunity=OuterRef("pk"), sure=True).exclude(kind__in=DECISIONS).order_by("-at")
    )
    rows = Opportunity.objects.filter(workspace=request.workspace).select_related("organisation")
    rows = rows.annotate(
        last_kind=Subquery(latest.values("kind")[:1]),
        last_at=Subquery(latest.values("at")[:1]),
        person=Subquery(latest.values("contact")[:1]),
        person_name=Subquery(latest.values("contact__name")[:1]),
    )
    page = paged(request, rows.order_by("-last_at", "-pk"))
    stands = [
        {
            "opportunity": row,
            "words": _stands(row, now),
            "when": day_of(row.last_at, now) if row.last_at else "",
        }
        for row in page.rows
    ]
    return render(request, "opportunities.html", {"page": page, "stands": stands, "now": now})


def _stands(row: Any, now: datetime) -> str:
    """What happened last, or what is to come."""
    if row.last_kind in TO_COME and row.last_at > now:
        return TO_COME[row.last_kind]
    return happened(row.last_kind) if row.last_kind else ""


#: A talk that is agreed bears the day on which it takes place.
TO_COME = {Kind.INTERVIEW_SET: "Your interview is ahead", Kind.INTERVIEW_MOVED: "Your interview is ahead"}
