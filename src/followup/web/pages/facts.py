"""Facts by hand: recorded, corrected, and the questions answered."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from followup.actions import corrections, record
from followup.conf import clock
from followup.core.kinds import BY_HAND, Kind
from followup.core.trouble import Mend
from followup.models import Contact, Fact
from followup.web.moments import moment_of
from followup.web.request import Request
from followup.web.said import back, say
from followup.web.words.facts import happened


@require_POST
def by_hand(request: Request, pk: int) -> HttpResponse:
    """Record something that no source could know."""
    now = clock.now()
    contact = get_object_or_404(Contact, workspace=request.workspace, pk=pk)
    kind = _kind(request)
    record.record(
        request.workspace,
        kind,
        contact,
        at=moment_of(request.POST.get("at", "")) or now,
        now=now,
        about=request.POST.get("about", "").strip(),
        note=request.POST.get("note", "").strip(),
        until=moment_of(request.POST.get("until", "")),
    )
    say(request, f"Recorded: {happened(kind).lower()}.")
    return redirect("contact", pk)


@require_POST
def correct(request: Request, pk: int) -> HttpResponse:
    """Say what a fact really was; later readings of the same source leave that alone."""
    fact = _fact(request, pk)
    corrections.correct(fact, _kind(request), clock.now())
    say(request, "Corrected; the next sync leaves it so.", undo=reverse("fact.uncorrect", args=[pk]))
    return back(request, reverse("contact", args=[fact.contact_id]))


@require_POST
def uncorrect(request: Request, pk: int) -> HttpResponse:
    """Go back to what the source says."""
    fact = _fact(request, pk)
    corrections.uncorrect(fact, clock.now())
    say(request, "Back to what the source says.")
    return back(request, reverse("contact", args=[fact.contact_id]))


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a question: it is so, or it is not."""
    fact = _fact(request, pk)
    yes = request.POST.get("answer") == "yes"
    otherwise = "somebody else of that name" if fact.asks_whose else "an ordinary message"
    corrections.answer(fact, yes, clock.now())
    say(request, "Thank you; noted." if yes else f"Thank you; then it is {otherwise}.")
    return back(request, reverse("today"))


def _fact(request: Request, pk: int) -> Fact:
    return get_object_or_404(Fact, workspace=request.workspace, pk=pk)


def _kind(request: Request) -> Kind:
    wanted = request.POST.get("kind", "")
    if wanted not in BY_HAND:
        raise Mend("Choose what happened from the list.")
    return Kind(wanted)
