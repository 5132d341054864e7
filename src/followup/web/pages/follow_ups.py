"""What a person decides about one follow-up: later, or not this one."""

from datetime import date, datetime, time, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from followup.actions import decide
from followup.conf import clock
from followup.core.trouble import Mend
from followup.models import Fact, FollowUp
from followup.web.request import Request
from followup.web.said import back, say
from followup.web.words.when import day_of

#: The choices of “Snooze”, in days; anything else is a date.
LATER = {"tomorrow": 1, "three-days": 3, "week": 7}


@require_POST
def snooze(request: Request, key: str) -> HttpResponse:
    """Show it again on the chosen day."""
    now = clock.now()
    follow_up = get_object_or_404(FollowUp, workspace=request.workspace, key=key)
    until = _until(request.POST.get("until", ""), request.POST.get("on", ""), now)
    who = follow_up.contact.name
    fact = decide.snooze(request.workspace, key, until, now)
    say(request, f"{who} comes back {day_of(until, now)}.", undo=_undo(fact))
    return back(request, reverse("today"))


@require_POST
def skip(request: Request, key: str) -> HttpResponse:
    """Not this one."""
    follow_up = get_object_or_404(FollowUp, workspace=request.workspace, key=key)
    who = follow_up.contact.name
    fact = decide.skip(request.workspace, key, clock.now())
    say(request, f"Left out: {who}.", undo=_undo(fact))
    return back(request, reverse("today"))


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take a decision back."""
    fact = get_object_or_404(Fact, workspace=request.workspace, pk=pk)
    decide.undo_decision(fact, clock.now())
    say(request, "Taken back.")
    return back(request, reverse("today"))


def _undo(fact: Fact) -> str:
    return reverse("fact.undo", args=[fact.pk])


def _until(word: str, on: str, now: datetime) -> datetime:
    """The morning of the chosen day, in the owner's zone."""
    chosen = _date(on)
    if word == "on" and not chosen:
        raise Mend("Choose the day on which it should come back.")
    here = timezone.localtime(now)
    chosen = chosen if word == "on" and chosen else here.date() + timedelta(days=LATER.get(word, 1))
    until = datetime.combine(chosen, time(9), tzinfo=timezone.get_current_timezone())
    if until <= now:
        raise Mend("That day has passed; choose a later one.")
    return until


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
