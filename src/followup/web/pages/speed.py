"""Reply time: the week in a sentence, the figures behind it, and who waits."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from followup.actions.speed import WEEKS, Waiting, speed_of, who_waits
from followup.conf import clock
from followup.core.speed.report import Pace, Speed, Week
from followup.core.speed.words import hours, verdict, within
from followup.web.lines import initials
from followup.web.request import Request
from followup.web.speed_chart import chart, in_words, top
from followup.web.words.speed import MANY, ONE, counted, half_of, kept, middle, share, sure, week_of
from followup.web.words.when import Chip, day_and_time

#: The spans to choose from: the query's word, what it says, how many full weeks.
SPANS = (("4", "4 weeks", 4), ("12", "12 weeks", WEEKS), ("all", "All", None))
#: Weeks in the drawing: beyond a year one week is too narrow to see.
DRAWN = 53
#: Who waits longest, so many of them.
SHOWN = 20


@require_safe
def show(request: Request) -> HttpResponse:
    """How fast whoever wrote was answered."""
    now = clock.now()
    span = next((each for each in SPANS if each[0] == request.GET.get("weeks")), SPANS[1])
    found = speed_of(request.workspace, now, weeks=span[2])
    weeks = found.weeks[-DRAWN:]
    target = within(found.target)
    return render(
        request,
        "speed.html",
        {
            "sentence": verdict(found.verdict, found.target),
            "week": week_of(found.verdict.monday),
            "target": target,
            "span": span[0],
            "spans": SPANS,
            "paces": _paces(found),
            "has_any": bool(found.pace.asked),
            "top": top(weeks),
            "middle": top(weeks) // 2,
            "chart": chart(weeks, in_words(weeks, target)),
            "marks": [_mark(weeks[place]) for place in sorted({0, len(weeks) // 2, len(weeks) - 1})],
            "weeks": [_week(week) for week in reversed(found.weeks)],
            "waiting": [
                _line(each, found, now) for each in who_waits(request.workspace, found, now, most=SHOWN)
            ],
            "more": max(len(found.waiting) - SHOWN, 0),
        },
    )


def _paces(found: Speed) -> list[dict[str, str]]:
    """All together first, where there is more than one sort."""
    each = [_pace(MANY[sort], pace) for sort, pace in found.sorts.items()]
    return [_pace("All together", found.pace), *each] if len(each) > 1 else each


def _pace(name: str, pace: Pace) -> dict[str, str]:
    return {
        "name": name,
        "median": hours(pace.median.span) if pace.median else "–",
        "middle": middle(pace),
        "counted": counted(pace),
        "share": share(pace.within),
        "sure": sure(pace.within),
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "name": week_of(week.monday),
        "counted": f"{week.pace.answered:,} of {week.pace.asked:,}" if week.pace.asked else "",
        "kept": kept(week),
        "half": half_of(week),
    }


def _mark(week: Week) -> str:
    return f"{week.monday.day} {week.monday:%b}"


def _line(each: Waiting, found: Speed, now: datetime) -> dict[str, Any]:
    is_late = each.length > found.target
    return {
        "url": _where(each),
        "who": each.contact.name,
        "firm": each.contact.organisation.name if each.contact.organisation else "",
        "initials": initials(each.contact),
        "why": f"{ONE[each.wait.sort]} {day_and_time(each.wait.since, now)}",
        "act": "Open the letter" if each.follow_up else "Open the conversation",
        "chip": Chip(hours(each.length) if each.length else "not yet open", "late" if is_late else "quiet"),
    }


def _where(each: Waiting) -> str:
    """The letter that would answer; the person's own page where the agenda has let it go."""
    if each.follow_up:
        return reverse("today.open", args=[each.follow_up])
    return reverse("contact", args=[each.wait.contact])
