"""One person: what happened, what is known, what was written, and what to do next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from followup.actions import contacts as people
from followup.actions import decide, letters, refresh
from followup.conf import clock
from followup.core.kinds import DECISIONS, Kind
from followup.core.trouble import Mend
from followup.models import Contact, Fact, Merge
from followup.web.buyer_lines import buyer_of
from followup.web.buying import buying_of
from followup.web.lines import initials, lines
from followup.web.moments import morning_of
from followup.web.request import Request
from followup.web.said import say
from followup.web.words.consent import may_be_written_to
from followup.web.words.facts import happened
from followup.web.words.kinds import kinds_for
from followup.web.words.origins import origin
from followup.web.words.when import day_of

#: Facts on the page; a longer history is reached by ?all=yes.
RECENT = 60
#: Details that only matching needs, or that stand above already.
HIDDEN = ("uid", "card", "name", "customer")


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """The contact's page."""
    now = clock.now()
    contact = _contact(request, pk)
    if contact.merged_into_id:
        return redirect("contact", contact.merged_into_id)
    facts = contact.facts.select_related("message", "opportunity").order_by("-at", "-pk")
    limit = None if "all" in request.GET else RECENT
    timeline = [_event(fact) for fact in facts[:limit]]
    owed = contact.follow_ups.filter(lapses__gt=now).select_related(
        "contact__organisation", "opportunity", "because"
    )
    shown = contact.details.exclude(kind__in=HIDDEN)
    buying = buying_of(contact, everything=limit is None)
    return render(
        request,
        "contact/page.html",
        {
            "contact": contact,
            "initials": initials(contact),
            "timeline": timeline,
            "is_cut": limit is not None and len(timeline) == limit,
            "owed": lines(owed.order_by("due"), refresh.playbooks_of(request.workspace), "today", now=now),
            "details": [(each, origin(each.source)) for each in shown.order_by("kind", "value")],
            "addresses": [(each, origin(each.source)) for each in contact.addresses.order_by("address")],
            "letters": contact.letters.order_by("-changed_at")[:20],
            "merges": contact.merges.filter(undone_at=None).select_related("gone"),
            "kinds": kinds_for(request.workspace),
            "consent": may_be_written_to(contact, now) if request.workspace.mode == "business" else "",
            "buying": buying,
            "buyer": buyer_of(contact, now) if buying else None,
            "is_stopped": any(each["stops"] for each in timeline),
            "now": now,
        },
    )


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Put the person's name and place right."""
    fields = ("name", "honorific", "given", "family", "title", "timezone", "country")
    changes = {name: request.POST[name].strip() for name in fields if name in request.POST}
    people.change_contact(_contact(request, pk), changes, clock.now())
    say(request, "The details are kept.")
    return redirect("contact", pk)


@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """No more follow-ups for this person."""
    contact = _contact(request, pk)
    fact = decide.stop(contact, clock.now())
    say(request, f"No more follow-ups for {contact.name}.", undo=reverse("fact.undo", args=[fact.pk]))
    return redirect("contact", pk)


@require_POST
def promise(request: Request, pk: int) -> HttpResponse:
    """Keep in mind what you said you would do, and by when."""
    now = clock.now()
    contact = _contact(request, pk)
    says, until = request.POST.get("says", "").strip(), morning_of(request.POST.get("until", ""))
    if not says or until is None:
        raise Mend("Write what you promised and choose the day until which it should be kept.")
    fact = decide.promise(request.workspace, contact, until, says, now)
    say(request, f"Kept in mind {day_of(until, now)}.", undo=reverse("fact.undo", args=[fact.pk]))
    return redirect("contact", pk)


@require_POST
def merge(request: Request, pk: int) -> HttpResponse:
    """Put another record of the same person into this one."""
    kept = _contact(request, pk)
    gone = people.contact_named(request.workspace, request.POST.get("gone", ""))
    if gone.pk == kept.pk:
        raise Mend("That is this very record; name the other one.")
    made = people.merge(kept, gone, clock.now())
    say(request, f"{gone.name} is now part of {kept.name}.", undo=reverse("merge.undo", args=[made.pk]))
    return redirect("contact", pk)


@require_POST
def unmerge(request: Request, pk: int) -> HttpResponse:
    """Take two merged records apart again."""
    made = get_object_or_404(Merge, workspace=request.workspace, pk=pk)
    people.unmerge(made, clock.now())
    say(request, "They are two again.")
    return redirect("contact", made.kept_id)


@require_POST
def write(request: Request, pk: int) -> HttpResponse:
    """Begin a letter that no follow-up asks for."""
    letter = letters.letter_to(_contact(request, pk), "", "", clock.now())
    return redirect("letter", letter.pk)


def _contact(request: Request, pk: int) -> Contact:
    rows = Contact.objects.filter(workspace=request.workspace)
    return get_object_or_404(rows.select_related("organisation"), pk=pk)


def _event(fact: Fact) -> dict[str, object]:
    return {
        "fact": fact,
        "words": happened(fact.kind),
        "was": happened(fact.read_as) if fact.corrected_at and fact.read_as else "",
        "from": origin(fact.source),
        "is_decision": fact.kind in DECISIONS,
        "stops": fact.kind == Kind.STOPPED and not fact.opportunity_id,
    }
