"""A sign-in that waits: the code to type in, or the page to agree on, and the way back."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from followup.actions.signing_in.begin import call_off
from followup.actions.signing_in.finish import Connected, ask, land, waiting_for
from followup.conf import clock
from followup.core.providers import Issuer, issuer
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import SignIn
from followup.outbox.server import is_loopback
from followup.web.request import Request
from followup.web.said import say

NOT_YET = "Nothing has arrived yet. Finish on the other page, then press it once more."


def way_back(request: Request, place: Issuer) -> str:
    """Where the issuer sends the browser: to these pages, if it may; else to this person's own machine, whose
    address is then pasted here."""
    own = request.build_absolute_uri(reverse("sources.sign-in.back"))
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return own if request.is_secure() or is_loopback(host) else f"{place.loopback}/"


def tell(request: Request, connected: Connected) -> None:
    """Say on the next page what is connected, and what kept the rest from it."""
    reads = any(each.kind == "imap" for each in connected.accounts)
    then = "Its mail is read with the worker’s next round." if reads else "Letters leave by it from now on."
    name = max((each.username or each.host for each in connected.accounts), key=len)
    tone = "mend" if connected.troubles else "good"
    say(request, " ".join([f"{name} is connected. {then}", *connected.troubles]), tone=tone)


@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """What the person has to do on the provider's page."""
    row = SignIn.objects.filter(workspace=request.workspace, pk=pk).first()
    if row is None:
        # Finished, or called off, in another window.
        return redirect("sources")
    return render(request, "connecting/sign_in.html", {"sign_in": row, "issuer": issuer(row.issuer)})


@require_POST
def ask_again(request: Request, pk: int) -> HttpResponse:
    """Look whether the code was typed in: the page does so by itself, a button does it without scripts."""
    row = SignIn.objects.filter(workspace=request.workspace, pk=pk).first()
    if row is None:
        return _go(request, "sources")
    try:
        connected = ask(row, clock.now())
    except Unreachable as silence:
        return _not_yet(request, row, str(silence))
    except (Mend, Refused) as refusal:
        return _over(request, row, str(refusal))
    return _done(request, connected) if connected else _not_yet(request, row, NOT_YET)


@require_safe
def come_back(request: Request) -> HttpResponse:
    """The browser comes back from the provider's page."""
    # The address carries a code that works once; only the sign-in that was begun with its state takes it.
    return _landed(request, waiting_for(request.workspaces, request.get_full_path()), request.get_full_path())


@require_POST
def paste(request: Request, pk: int) -> HttpResponse:
    """The person pastes the address that their browser ended at."""
    row = get_object_or_404(SignIn, workspace=request.workspace, pk=pk)
    return _landed(request, row, request.POST.get("came", ""))


@require_POST
def give_up(request: Request, pk: int) -> HttpResponse:
    """Forget the sign-in."""
    call_off(get_object_or_404(SignIn, workspace=request.workspace, pk=pk))
    say(request, "The sign-in is called off; nothing was connected.")
    return redirect("sources")


def _landed(request: Request, row: SignIn | None, came: str) -> HttpResponse:
    if row is None:
        raise Mend("This sign-in is not waited for any more; begin again under Sources.")
    try:
        return _done(request, land(row, came, clock.now()))
    except Refused as refusal:
        return _over(request, row, str(refusal))


def _done(request: Request, connected: Connected) -> HttpResponse:
    tell(request, connected)
    return _go(request, "sources")


def _over(request: Request, row: SignIn, sentence: str) -> HttpResponse:
    say(request, sentence, tone="mend")
    return _go(request, f"{reverse('sources.mail')}?{urlencode({'address': row.address})}")


def _not_yet(request: Request, row: SignIn, sentence: str) -> HttpResponse:
    if not request.htmx:
        say(request, sentence, tone="mend")
        return redirect("sources.sign-in", row.pk)
    if "pressed" not in request.POST:
        return HttpResponse(status=204)
    return HttpResponse(sentence, content_type="text/plain")


def _go(request: Request, where: str) -> HttpResponse:
    address = where if where.startswith("/") else reverse(where)
    return (
        HttpResponseClientRedirect(address)
        if request.htmx and not request.htmx.boosted
        else redirect(address)
    )
