"""Today, Waiting and Upcoming, each with the letter of the chosen line beside it."""

from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from followup.actions import letters, refresh
from followup.conf import clock
from followup.models import Fact, FollowUp, Letter, Workspace
from followup.web.desk import desk, desk_of
from followup.web.lines import Line, lines
from followup.web.paging import paged
from followup.web.request import Request
from followup.web.words.facts import happened
from followup.web.words.kinds import kinds_for
from followup.web.words.when import day_of
from followup.web.worked import worked

#: Questions that are counted; beyond, “many” says enough.
MOST_QUESTIONS = 20
#: States of a letter that needs nothing more from the person; one in doubt stays in sight.
LEAVING = (Letter.State.APPROVED, Letter.State.SENDING)
DONE = (*LEAVING, Letter.State.SENT)
#: Lines on one page of Waiting and Upcoming.
LONGEST = 200


@require_safe
def today(request: Request, key: str = "") -> HttpResponse:
    """Who should hear from you today: replies owed first, then a question, then what is due."""
    now = clock.now()
    playbooks = refresh.playbooks_of(request.workspace)
    rows = lines(_still_here(request.workspace, now), playbooks, "today", now=now)
    found: dict[str, object] = {
        "rows": rows,
        "owed": [line for line in rows if line.answers],
        "due": [line for line in rows if not line.answers],
        "spread": _spread(request.workspace, len(rows), now),
        "question": _question(request.workspace, now),
        "worked": worked(request.workspace, now),
        "done": _done(request.workspace, now),
    }
    return _show(request, "today", found, key=key, now=now)


@require_safe
def waiting(request: Request, key: str = "") -> HttpResponse:
    """Where the next move is theirs."""
    now = clock.now()
    page = paged(request, FollowUp.objects.waiting(request.workspace, now), size=LONGEST)
    rows = lines(page.rows, refresh.playbooks_of(request.workspace), "waiting", now=now)
    return _show(request, "waiting", {"rows": rows, "page": page}, key=key, now=now)


@require_safe
def upcoming(request: Request, key: str = "") -> HttpResponse:
    """What is due later, day by day."""
    now = clock.now()
    page = paged(request, FollowUp.objects.upcoming(request.workspace, now), size=LONGEST)
    rows = lines(page.rows, refresh.playbooks_of(request.workspace), "upcoming", now=now)
    found = {"rows": rows, "page": page, "days": _days(rows, now)}
    return _show(request, "upcoming", found, key=key, now=now)


def _show(request: Request, page: str, found: dict[str, object], *, key: str, now: datetime) -> HttpResponse:
    rows: list[Line] = found["rows"]  # type: ignore[assignment]
    return render(
        request,
        f"agenda/{page}.html",
        {
            **found,
            "chosen": key,
            "now": now,
            "list": page,
            "desk": _open(request, key, rows, now),
            "kinds": kinds_for(request.workspace),
        },
    )


def _open(request: Request, key: str, rows: list[Line], now: datetime) -> object:
    """The desk of the chosen line; with none chosen, the first line whose letter is written already."""
    if key:
        mine = FollowUp.objects.filter(workspace=request.workspace)
        follow_up = get_object_or_404(mine.select_related("contact", "opportunity", "because"), key=key)
        return desk_of(follow_up, letters.draft(follow_up, now), now)
    if not rows:
        return None
    written = Letter.objects.filter(workspace=request.workspace, follow_up_key=rows[0].key)
    letter = written.select_related("contact__organisation", "because", "opportunity").first()
    return desk(letter, now, at_a_glance=True) if letter else None


def _still_here(workspace: Workspace, now: datetime) -> QuerySet[FollowUp]:
    """What is due today, without what the person has done already: an approved letter only waits to leave."""
    gone = Letter.objects.filter(workspace=workspace, state__in=LEAVING).exclude(follow_up_key="")
    return FollowUp.objects.today(workspace, now).exclude(key__in=gone.values("follow_up_key"))


def _spread(workspace: Workspace, shown: int, now: datetime) -> int:
    """How many more are due than the day has room for; asked only when the day is full."""
    return FollowUp.objects.due_now(workspace, now).count() - shown if shown >= workspace.room else 0


def _done(workspace: Workspace, now: datetime) -> int:
    """How many letters went out today, or are about to."""
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Letter.objects.filter(workspace=workspace, state__in=DONE, send_after__gte=morning).count()


def _days(rows: list[Line], now: datetime) -> list[tuple[str, list[Line]]]:
    days = groupby(rows, key=lambda line: timezone.localtime(line.due).date())
    grouped = [list(each) for _, each in days]
    return [(day_of(each[0].due, now).removeprefix("on "), each) for each in grouped]


def _question(workspace: Workspace, now: datetime) -> dict[str, object] | None:
    """The latest question, and how many come after it: one at a time is a question, five are a form."""
    unsure = Fact.objects.filter(workspace=workspace, sure=False).order_by("-at", "-pk")
    found = list(unsure.select_related("contact__organisation")[: MOST_QUESTIONS + 1])
    if not found:
        return None
    fact, more = found[0], len(found) - 1
    return {
        "fact": fact,
        "asks": _asks(fact),
        "when": day_of(fact.at, now),
        "more": f"{more} more" if more < MOST_QUESTIONS else "many more",
        "is_last": not more,
    }


def _asks(fact: Fact) -> str:
    if fact.asks_whose:
        return f"Is this the same {fact.contact.name}?"
    return QUESTION.get(fact.kind, happened(fact.kind) + "?")


QUESTION = {
    "rejected": "Is this a rejection?",
    "assessment_asked": "Do they want you to take a test?",
    "information_asked": "Do they want papers or particulars from you?",
    "invited": "Do they want to talk with you about the job?",
    "interview_set": "Is this an invitation to an interview?",
    "interview_cancelled": "Does this cancel the interview?",
    "offered": "Is this an offer?",
    "opted_out": "Does this mean: no more letters?",
    "complained": "Is this a complaint?",
    "enquired": "Is this an enquiry?",
    "ordered": "Is this an order?",
    "acknowledged": "Does this confirm your application?",
    "reference_asked": "Are they asking for references?",
    "answer_promised": "Have they promised an answer?",
    "referred": "Have they referred you?",
}
