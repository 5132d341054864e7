"""Who will buy again: the customers in order, with what is expected of them, and letters to the first of them."""

from datetime import datetime
from importlib import import_module
from types import ModuleType

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from followup.conf import clock
from followup.models import Buyer, Contact, Letter, Ranking, Workspace
from followup.models.search import contacts_with
from followup.web.buyer_lines import buyer_lines, ranked
from followup.web.campaign_lines import campaign_lines, has_campaigns
from followup.web.paging import paged_by
from followup.web.request import Request
from followup.web.said import say
from followup.web.words.buyers import written_sentence
from followup.web.words.lengths import many
from followup.web.words.rankings import horizon, ranker_name, totals, trial_lines

#: How many are written to at once.
FIRST = 10
#: So many customers are not ranked while a page waits.
MANY = 20_000
#: People whom a search may find before the ranking is walked for them.
MANY_FOUND = 1000
SHELVES = {"all": "All", "due": "Due now", "likely": "Most likely"}


@require_safe
def show(request: Request) -> HttpResponse:
    """The customers, most likely to buy again first."""
    now = clock.now()
    if request.workspace.mode != Workspace.Mode.BUSINESS:
        return render(request, "buyers/personal.html")
    ranking = _ranking(request.workspace, now)
    if ranking is None or not ranking.customers:
        return render(request, "buyers/none.html", {"ranking": ranking})
    shelf, words = _asked(request)
    page = paged_by(request, _chosen(request.workspace, shelf, words, now), "place")
    found = {
        "page": page,
        "lines": buyer_lines(page.rows, now),
        "shelf": shelf,
        "shelves": SHELVES,
        "words": words,
        "first": FIRST,
    }
    return render(
        request,
        "buyers/page.html",
        {**found, **_head(ranking), "has_campaigns": has_campaigns(request.workspace)},
    )


@require_POST
def again(request: Request) -> HttpResponse:
    """Put the customers in order anew."""
    ranking = _buying("rank").rank_buyers(request.workspace, now=clock.now())
    say(request, f"{many(ranking.customers, 'customer')} put in order anew.")
    return redirect("buyers")


@require_POST
def write(request: Request) -> HttpResponse:
    """Draft letters to the first of the ranking who may be written to."""
    done = _buying("write").write_to_first(request.workspace, FIRST, clock.now())
    request.session["written"] = {
        "workspace": request.workspace.pk,
        "letters": [letter.pk for letter in done.letters],
        "passed_over": [
            {"contact": each.buyer.contact_id, "name": each.buyer.contact.name, "why": each.why}
            for each in done.passed_over
        ],
    }
    return redirect("buyers.written")


@require_safe
def written(request: Request) -> HttpResponse:
    """The drafts that were made last, and who was passed over and why."""
    kept = request.session.get("written", {})
    kept = kept if kept.get("workspace") == request.workspace.pk else {}
    mine = Letter.objects.filter(workspace=request.workspace, pk__in=kept.get("letters", ()))
    letters = list(mine.select_related("contact__organisation").order_by("pk"))
    found = {
        "letters": letters,
        "passed_over": kept.get("passed_over", ()),
        "sentence": written_sentence(len(letters), len(kept.get("passed_over", ()))),
    }
    return render(request, "buyers/written.html", found)


@require_safe
def results(request: Request) -> HttpResponse:
    """Whether the letters help: those written to beside those left alone."""
    return render(
        request, "buyers/results.html", {"campaigns": campaign_lines(request.workspace, clock.now())}
    )


def _buying(module: str) -> ModuleType:
    """A module that counts: it loads NumPy, which no other page needs."""
    return import_module(f"followup.actions.buying.{module}")


def _ranking(workspace: Workspace, now: datetime) -> Ranking | None:
    """The ranking to show; made anew where that is soon done, else by the worker."""
    kept = Ranking.objects.filter(workspace=workspace).first()
    return kept if kept and kept.customers > MANY else _buying("rank").buyers_of(workspace, now)


def _asked(request: Request) -> tuple[str, str]:
    """Which shelf and which words are asked for."""
    shelf = request.GET.get("show", "all")
    return shelf if shelf in SHELVES else "all", request.GET.get("q", "").strip()[:200]


def _chosen(workspace: Workspace, shelf: str, words: str, now: datetime) -> QuerySet[Buyer]:
    rows = ranked(workspace)
    if shelf == "due":
        rows = rows.filter(next_at__lte=now)
    elif shelf == "likely":
        rows = rows.filter(is_likely=True)
    if not words:
        return rows.annotate(place=F("rank"))
    found = contacts_with(workspace, words)
    if found is None:
        return rows.none().annotate(place=F("rank"))
    # Looked up first: a database that walks the ranking instead reads all of it to find a handful.
    people = list(Contact.objects.filter(pk__in=found).values_list("pk", flat=True)[: MANY_FOUND + 1])
    if len(people) > MANY_FOUND:
        return rows.filter(contact__in=found).annotate(place=F("rank"))
    # Not asked for by workspace as well: without statistics SQLite would read all of it.
    places = Buyer.objects.filter(contact__in=people).values_list("workspace_id", "rank")
    mine = [rank for owner, rank in places if owner == workspace.pk]
    # A sum is in no index: the few are fetched and sorted, instead of the whole ranking being walked for them.
    return rows.filter(rank__in=mine).annotate(place=F("rank") + 0)


def _head(ranking: Ranking) -> dict[str, object]:
    """What is said of all of them together."""
    return {
        "ranking": ranking,
        "customers": many(ranking.customers, "customer"),
        "totals": totals(ranking),
        "days": horizon(ranking),
        "ranker": ranker_name(ranking.ranker),
        "trials": trial_lines(ranking),
    }
