"""A sign-in begins: by a code that the person types in elsewhere, or through their browser."""

from datetime import datetime, timedelta

from followup.core.trouble import Mend
from followup.models import SignIn, Workspace
from followup.sources import oauth

from .clients import client_of
from .kept import lock
from .wanted import Wanted, refuse_strangers

#: How long the way through the browser is kept open.
BROWSER = timedelta(minutes=30)


def begin_device(workspace: Workspace, wanted: Wanted, now: datetime) -> SignIn:
    """A sign-in with the code to type in and the page to do it on; `ask` says when it is done."""
    client = client_of(wanted.issuer, wanted.client_id, wanted.client_secret)
    refuse_strangers(wanted.urls, client.issuer)
    if not client.issuer.device:
        raise Mend(f"{client.issuer.name} gives no codes for mail; sign in through the browser.")
    code = oauth.begin_device(client)
    row = _row(workspace, wanted, client, now)
    row.way, row.link, row.user_code = SignIn.Way.DEVICE, code.link, code.user_code
    row.interval, row.expires_at = code.interval, now + timedelta(seconds=code.lasts)
    row.secret = lock(row, {"device_code": code.device_code, "client_secret": client.secret})
    return _kept(row, now)


def begin_browser(workspace: Workspace, wanted: Wanted, now: datetime, *, back: str) -> SignIn:
    """A sign-in with the page to agree on; the browser then comes back to `back`, for `land`."""
    client = client_of(wanted.issuer, wanted.client_id, wanted.client_secret)
    refuse_strangers(wanted.urls, client.issuer)
    row = _row(workspace, wanted, client, now)
    state, verifier = oauth.proof(), oauth.proof()
    row.way, row.expires_at = SignIn.Way.BROWSER, now + BROWSER
    row.link = oauth.browser_link(client, back=back, state=state, verifier=verifier, address=wanted.address)
    row.secret = lock(
        row, {"state": state, "verifier": verifier, "back": back, "client_secret": client.secret}
    )
    return _kept(row, now)


def call_off(sign_in: SignIn) -> None:
    """Forget a sign-in that was not finished."""
    SignIn.objects.filter(pk=sign_in.pk).delete()


def _row(workspace: Workspace, wanted: Wanted, client: oauth.Client, now: datetime) -> SignIn:
    return SignIn(
        workspace=workspace,
        issuer=wanted.issuer,
        address=wanted.address,
        client_id=client.id,
        urls=list(wanted.urls),
        created_at=now,
    )


def _kept(row: SignIn, now: datetime) -> SignIn:
    # One at a time for an address; what ran out is of no use to anybody.
    SignIn.objects.filter(workspace=row.workspace, address=row.address).delete()
    SignIn.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    row.save()
    return row
