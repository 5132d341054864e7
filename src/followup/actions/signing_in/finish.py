"""A sign-in ends: the tokens are tried on the mailbox and kept, and its accounts are connected."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest
from urllib.parse import parse_qs, urlsplit

from django.db import transaction
from django.db.models import Q

from followup.actions import accounts
from followup.core.providers import mend_of
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Grant, SignIn, Workspace
from followup.sources import oauth
from followup.sources.oauth import Client, Tokens

from .clients import client_of
from .kept import lock, unlock
from .renew import words_of

#: How long finishing may take: tokens are fetched, and two servers tried.
LEASE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The accounts that are connected now, and what kept others from it."""

    accounts: tuple[Account, ...]
    troubles: tuple[str, ...] = ()


def ask(sign_in: SignIn, now: datetime) -> Connected | None:
    """What is connected, once the person has typed in the code; None as long as they have not, or while
    somebody else is finishing it.

    Refused when they said no or the code has run out; the sign-in is gone then.
    """
    with _alone(sign_in, now) as is_alone:
        return _asked(sign_in, now) if is_alone else None


def land(sign_in: SignIn, came: str, now: datetime) -> Connected:
    """What is connected with the address that the browser came back with."""
    words = unlock(sign_in)
    found = parse_qs(urlsplit(came.strip()).query)
    if not compare_digest("".join(found.get("state", [])).encode(), words["state"].encode()):
        raise Mend("This address does not belong to the sign-in that was begun here; begin again.")
    with _alone(sign_in, now) as is_alone:
        if not is_alone:
            raise Mend("This sign-in is being finished already; look under Sources in a moment.")
        return _landed(sign_in, found, words, now)


def waiting_for(workspaces: Sequence[Workspace], came: str) -> SignIn | None:
    """The sign-in whose browser came back with this address, if one waits for it."""
    states = parse_qs(urlsplit(came).query).get("state", [])
    rows = SignIn.objects.filter(workspace__in=workspaces, way=SignIn.Way.BROWSER)
    return next((row for row in rows if parse_qs(urlsplit(row.link).query).get("state") == states), None)


@contextmanager
def _alone(sign_in: SignIn, now: datetime) -> Iterator[bool]:
    mine = SignIn.objects.filter(pk=sign_in.pk)
    is_free = Q(lease_until=None) | Q(lease_until__lte=now)
    is_alone = bool(mine.filter(is_free).update(lease_until=now + LEASE))
    if not is_alone and not mine.exists():
        raise Mend("This sign-in is not waited for any more; look under Sources, or begin again.")
    try:
        yield is_alone
    finally:
        if is_alone:
            mine.update(lease_until=None)


def _asked(sign_in: SignIn, now: datetime) -> Connected | None:
    words = unlock(sign_in)
    client = client_of(sign_in.issuer, sign_in.client_id, words["client_secret"])
    try:
        tokens = oauth.ask_device(client, words["device_code"], sign_in.interval)
    except Refused:
        _end(sign_in)
        raise
    if isinstance(tokens, oauth.Waiting):
        SignIn.objects.filter(pk=sign_in.pk).update(interval=tokens.interval)
        sign_in.interval = tokens.interval
        return None
    return _connected(sign_in, client, tokens, now)


def _landed(
    sign_in: SignIn, found: Mapping[str, Sequence[str]], words: Mapping[str, str], now: datetime
) -> Connected:
    client = client_of(sign_in.issuer, sign_in.client_id, words["client_secret"])
    if "code" not in found:
        _end(sign_in)
        said = "".join(found.get("error", [])) or "no code came back"
        mend = mend_of(said, issuer=sign_in.issuer)
        raise Refused(f"{client.issuer.name} did not sign you in ({said[:160]}). {mend}")
    try:
        tokens = oauth.exchange(client, found["code"][0], back=words["back"], verifier=words["verifier"])
    except Refused:
        _end(sign_in)
        raise
    return _connected(sign_in, client, tokens, now)


def _end(sign_in: SignIn) -> None:
    SignIn.objects.filter(pk=sign_in.pk).delete()


def _connected(sign_in: SignIn, client: Client, tokens: Tokens, now: datetime) -> Connected:
    grant = _grant(sign_in, tokens, now)
    good, troubles = [], []
    for url in sign_in.urls:
        account = accounts.described(sign_in.workspace, url, now)
        account.grant = grant
        try:
            accounts.try_out(account, now)
        except Refused as refusal:
            troubles.append(str(refusal))
            continue
        except Unreachable as silence:
            # The sign-in itself is good; the account is tried again like any other.
            account.trouble = str(silence)
            troubles.append(str(silence))
        good.append(account)
    if not good:
        _end(sign_in)
        oauth.revoke(client, tokens.refresh or tokens.access)
        raise Refused(" ".join(troubles))
    return Connected(accounts=_kept(sign_in, grant, good), troubles=tuple(troubles))


def _grant(sign_in: SignIn, tokens: Tokens, now: datetime) -> Grant:
    grant = Grant(
        workspace=sign_in.workspace,
        issuer=sign_in.issuer,
        address=sign_in.address,
        client_id=sign_in.client_id,
        expires_at=now + timedelta(seconds=tokens.lasts),
        created_at=now,
    )
    secret = unlock(sign_in)["client_secret"]
    grant.secret = lock(grant, words_of(tokens, {"client_secret": secret}))
    return grant


@transaction.atomic
def _kept(sign_in: SignIn, grant: Grant, good: Sequence[Account]) -> tuple[Account, ...]:
    row, _ = Grant.objects.update_or_create(
        workspace=grant.workspace,
        issuer=grant.issuer,
        address=grant.address,
        defaults={
            "client_id": grant.client_id,
            "secret": grant.secret,
            "expires_at": grant.expires_at,
            "is_over": False,
            "created_at": grant.created_at,
        },
    )
    # Accounts of this address that waited for a new sign-in go on at once.
    Account.objects.filter(grant=row).update(trouble="", next_try_at=None)
    for account in good:
        account.grant = row
    kept = tuple(accounts.kept(account) for account in good)
    _end(sign_in)
    return kept
