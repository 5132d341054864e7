"""Tokens are renewed before they run out, by one process at a time; when that is over, a person is asked."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F

from followup.core.providers import Bearer, issuer
from followup.core.trouble import Mend, Unreachable
from followup.models import Grant, Workspace
from followup.models.durable import on_disk
from followup.models.lease import is_free
from followup.outbox.owner import is_gone, owner_name
from followup.sources import oauth
from followup.sources.oauth import Tokens

from .clients import client_of
from .kept import lock, unlock

#: A token is renewed this long before it runs out.
EARLY = timedelta(minutes=5)
#: How long one process may take to renew, and how often the others look.
LEASE = timedelta(minutes=1)
LOOKS, PAUSE = 100, 0.2


def bearer_of(grant: Grant, now: datetime) -> Bearer:
    """What gives the grant's access token, renewed where it is about to run out or was refused.

    Mend when the provider no longer accepts the sign-in; nothing is asked of it from then on.
    """
    return lambda worn: _token(grant, now, worn)


def words_of(tokens: Tokens, before: Mapping[str, str]) -> dict[str, str]:
    """What is kept of new tokens: providers that change the renewing one each time send it, others keep theirs."""
    return {
        "access": tokens.access,
        "refresh": tokens.refresh or before.get("refresh", ""),
        "client_secret": before.get("client_secret", ""),
    }


def sign_in_again(grant: Grant) -> str:
    """The sentence for a sign-in that is over."""
    return (
        f"{issuer(grant.issuer).name} no longer accepts the sign-in of {grant.address}. Sign in again: under Sources,"
        f" “Connect”, or with `followup connect mail {grant.address} --oauth {grant.issuer}`. Nothing that was read is lost."
    )


def _token(grant: Grant, now: datetime, worn: str) -> str:
    if grant._state.adding:
        # Tried before it is kept: fresh from the provider, and not to be renewed.
        return "" if worn else unlock(grant)["access"]
    row = _again(grant)
    access = unlock(row)["access"]
    if access != worn and row.expires_at - now > EARLY:
        return access
    return _renewed(row, now, access)


def _renewed(row: Grant, now: datetime, access: str) -> str:
    owner = owner_name()
    mine = Grant.objects.filter(pk=row.pk)
    for _ in range(LOOKS):
        if is_gone(row.claimed_by):
            mine.filter(claimed_by=row.claimed_by).update(lease_until=None)
        if mine.filter(is_free(now, owner)).update(claimed_by=owner, lease_until=now + LEASE):
            break
        time.sleep(PAUSE)
        row = _again(row)
    else:
        raise Unreachable(f"The sign-in of {row.address} is being renewed elsewhere; it is tried again.")
    try:
        row = _again(row)
        newer = unlock(row)["access"]
        return newer if newer != access else _ask(row, now)
    finally:
        mine.filter(claimed_by=owner).update(claimed_by="", lease_until=None)


def _ask(row: Grant, now: datetime) -> str:
    words = unlock(row)
    client = client_of(row.issuer, row.client_id, words["client_secret"])
    tokens = oauth.refresh(client, words["refresh"]) if words["refresh"] else None
    if tokens is None:
        Grant.objects.filter(pk=row.pk).update(is_over=True)
        Workspace.objects.filter(pk=row.workspace_id).update(changes=F("changes") + 1)
        raise Mend(sign_in_again(row))
    # The old renewing token may be worth nothing from here on: the new one must not be lost.
    with on_disk():
        Grant.objects.filter(pk=row.pk).update(
            secret=lock(row, words_of(tokens, words)), expires_at=now + timedelta(seconds=tokens.lasts)
        )
    return tokens.access


def _again(row: Grant) -> Grant:
    fresh = Grant.objects.filter(pk=row.pk).first()
    if fresh is None or fresh.is_over:
        raise Mend(sign_in_again(row))
    return fresh
