"""One letter: written, checked, approved, called back."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from followup.actions import letters
from followup.actions.letters import checks as letter_checks
from followup.actions.sending import deliver
from followup.conf import clock
from followup.core.trouble import Mend
from followup.models import Letter
from followup.web.desk import desk, in_order, name_of
from followup.web.findings import as_rows, mended
from followup.web.request import Request
from followup.web.said import back, say
from followup.web.words.kinds import kinds_for


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """The letter on its sheet, with its findings and the facts it stands on."""
    now = clock.now()
    letter = _letter(request, pk)
    context = {
        "desk": desk(letter, now),
        "seconds": _seconds(letter, now),
        "now": now,
        "list": "letters",
        "kinds": kinds_for(request.workspace),
    }
    return render(request, "letter/page.html", context)


@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """The findings of the text as it stands in the editor, while it is being typed."""
    letter = _letter(request, pk)
    # In memory alone: the row keeps its words until the person keeps or approves these.
    letter.subject, letter.body = _text(request)
    found = letters.check_letter(letter, clock.now())
    right = () if found else letter_checks.seal(letter, clock.now())
    context = {"letter": letter, "findings": in_order(as_rows(found)), "seal": right}
    return render(request, "letter/findings.html", context)


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Keep the text; with `mend`, put right what that finding names."""
    now = clock.now()
    letter = _edited(request, pk, now)
    if "again" in request.POST:
        letter = letters.edit(letter, now=now)
    wanted = [each for each in letter.findings if name_of(each) == request.POST.get("mend")]
    if wanted:
        subject, body = mended(letter, wanted[0])
        letters.edit(letter, subject=subject, body=body, now=now)
    say(request, "The letter is kept.")
    return back(request, reverse("letter", args=[pk]))


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Keep the text and let the letter go; until its moment comes it can be called back."""
    now = clock.now()
    try:
        letter = letters.approve(_edited(request, pk, now), now, by=request.user.get_username())
    except Mend as trouble:
        say(request, str(trouble), tone="mend")
        return back(request, reverse("letter", args=[pk]))
    say(
        request,
        f"The letter to {letter.contact.name} goes out.",
        undo=reverse("letter.call-back", args=[pk]),
        seconds=_seconds(letter, now),
    )
    return back(request, reverse("letter", args=[pk])) if "stay" in request.POST else redirect(_list(request))


@require_POST
def call_back(request: Request, pk: int) -> HttpResponse:
    """Take an approval back before the letter has gone."""
    letter = _letter(request, pk)
    letters.call_back(letter, clock.now())
    say(request, f"The letter to {letter.contact.name} stays here.")
    return redirect("letter", pk)


@require_POST
def posted(request: Request, pk: int) -> HttpResponse:
    """It went on paper."""
    now = clock.now()
    letter = letters.posted(_edited(request, pk, now), now)
    say(request, f"Noted: you posted the letter to {letter.contact.name}.")
    return redirect(_list(request))


@require_POST
def decide_unsure(request: Request, pk: int) -> HttpResponse:
    """The person says whether a letter in doubt has arrived."""
    letter = _letter(request, pk)
    was_sent = request.POST.get("was_sent") == "yes"
    deliver.decide_unsure(letter, was_sent, clock.now())
    say(request, "Noted as sent." if was_sent else "It is a draft again; approve it when it should go.")
    return redirect("letter", pk)


def _seconds(letter: Letter, now: datetime) -> int:
    """How long it can be called back."""
    return max(int((letter.send_after - now).total_seconds()), 0) if letter.send_after else 0


def _letter(request: Request, pk: int) -> Letter:
    rows = Letter.objects.filter(workspace=request.workspace)
    return get_object_or_404(rows.select_related("contact__organisation", "because", "opportunity"), pk=pk)


def _text(request: Request) -> tuple[str, str]:
    # Browsers send line ends as CR LF; a letter has plain ones.
    body = request.POST.get("body", "").replace("\r\n", "\n")
    return " ".join(request.POST.get("subject", "").split()), body


def _edited(request: Request, pk: int, now: datetime) -> Letter:
    """The letter with the editor's text, written only where it differs."""
    letter = _letter(request, pk)
    subject, body = _text(request)
    if "body" not in request.POST or (subject, body) == (letter.subject, letter.body):
        return letter
    return letters.edit(letter, subject=subject, body=body, now=now)


def _list(request: Request) -> str:
    wanted = request.POST.get("list", "")
    return reverse(wanted) if wanted in {"today", "waiting", "upcoming", "letters"} else reverse("today")
