"""Connecting a mailbox by its address: the provider is known by it, and says what they want."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from followup.actions.mailboxes import BOTH, connect_mailbox, provider_for, wanted_of
from followup.actions.signing_in.begin import begin_browser, begin_device
from followup.actions.signing_in.clients import client_of, has_client
from followup.conf import clock
from followup.core.providers import choices, issuer
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Grant, SignIn
from followup.web.request import Request

from .sign_ins import tell, way_back


@require_safe
def show(request: Request) -> HttpResponse:
    """What the provider of an address wants, or the question who that is."""
    return _page(request, request.GET.get("address", ""), request.GET.get("provider", ""))


@require_POST
def with_password(request: Request) -> HttpResponse:
    """Connect the mailbox of an address with its password; tried once before it is kept."""
    address, key = _typed(request)
    try:
        provider = provider_for(address, key=key)
        password = request.POST.get("password", "")
        connected = connect_mailbox(
            request.workspace, provider, address, password, clock.now(), kinds=_kinds(request)
        )
    except (Mend, Unreachable, Refused) as trouble:
        # Everything but the password stays in the form.
        return _page(request, address, key, trouble=str(trouble))
    tell(request, connected)
    return redirect("sources")


@require_POST
def sign_in(request: Request) -> HttpResponse:
    """Begin to sign in to the mailbox of an address; the next page says what to do."""
    address, key = _typed(request)
    try:
        begun = _begun(request, address, key)
    except (Mend, Unreachable, Refused) as trouble:
        return _page(request, address, key, trouble=str(trouble))
    return redirect("sources.sign-in", begun.pk)


def _begun(request: Request, address: str, key: str) -> SignIn:
    own = (request.POST.get("client_id", ""), request.POST.get("client_secret", ""))
    provider = provider_for(address, key=key)
    wanted = wanted_of(provider, address, kinds=_kinds(request), client=own)
    place = client_of(wanted.issuer, *own).issuer
    if place.device:
        return begin_device(request.workspace, wanted, clock.now())
    return begin_browser(request.workspace, wanted, clock.now(), back=way_back(request, place))


def _typed(request: Request) -> tuple[str, str]:
    return request.POST.get("address", "").strip(), request.POST.get("provider", "")


def _kinds(request: Request) -> tuple[str, ...]:
    return BOTH if request.POST.get("sends") else ("imap",)


def _page(request: Request, address: str, key: str, *, trouble: str = "") -> HttpResponse:
    address, provider = address.strip(), None
    before = Grant.objects.filter(workspace=request.workspace, address=address).first()
    if address:
        try:
            provider = provider_for(address, key=key, issuer=before.issuer if before else "")
        except Mend as asks:
            trouble = trouble or str(asks)
    signs_in = issuer(provider.sign_in) if provider and provider.sign_in else None
    found = {
        "address": address,
        "provider": provider,
        "providers": choices(),
        "issuer": signs_in,
        "has_client": signs_in is not None and has_client(signs_in.key),
        "client_id": before.client_id if before else "",
        "over": Grant.objects.filter(workspace=request.workspace, is_over=True),
        "trouble": trouble,
        "sends": request.method != "POST" or bool(request.POST.get("sends")),
    }
    return render(request, "connecting/page.html", found)
