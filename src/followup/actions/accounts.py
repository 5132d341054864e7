"""Accounts: a mailbox or a sending server is connected, checked at once, and let go again."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, unquote, urlsplit

from django.db import transaction
from django.db.models import F

from followup.conf import vault
from followup.core.trouble import Mend
from followup.models import Account, Grant, Workspace
from followup.outbox.line import Line
from followup.outbox.server import is_loopback
from followup.sources import imap

from .sending.outgoing import server_of
from .signing_in.end import end_unused
from .signing_in.renew import bearer_of


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the beginning of a URL says: the kind of account, the port and the encryption."""

    kind: str
    port: int
    security: str


SCHEMES = {
    "imaps": Scheme("imap", 993, "tls"),
    "imap": Scheme("imap", 143, "starttls"),
    "smtps": Scheme("smtp", 465, "tls"),
    "smtp": Scheme("smtp", 587, "starttls"),
}


def connect(  # noqa: PLR0913 - what the command line's options say, each by its name
    workspace: Workspace,
    kind: str,
    url: str,
    password: str,
    now: datetime,
    *,
    check: bool = True,
    cap_per_day: int = 50,
    seconds_apart: int = 30,
) -> Account:
    """The account of a URL such as imaps://ada%40example.org@imap.example.org, logged in once before it is kept.

    Connecting it again changes its password. On this machine a server without encryption will do.
    """
    account = described(workspace, url, now, kind=kind)
    password = password or unquote(urlsplit(url).password or "")
    account.secret = vault.lock(password, place_of(account)) if password else b""
    account.cap_per_day, account.seconds_apart = cap_per_day, seconds_apart
    if check:
        try_out(account, now)
    row = kept(account)
    # A password takes the place of the sign-in there was.
    Grant.objects.filter(workspace=workspace, accounts=None).delete()
    return row


def described(workspace: Workspace, url: str, now: datetime, *, kind: str = "") -> Account:
    """The account that a URL describes, not kept yet; `kind` where the URL alone may not say it."""
    account = _parsed(kind or urlsplit(url).scheme.removesuffix("s"), url)
    account.workspace, account.created_at = workspace, now
    return account


def login_of(account: Account, now: datetime) -> imap.Login:
    """How to be let into the account's mailbox; Mend where the key does not open its password, or where
    somebody has to sign in again."""
    return imap.Login(
        host=account.host,
        port=account.port,
        security=account.security,
        username=account.username,
        password=vault.unlock(bytes(account.secret), place_of(account)) if account.secret else "",
        bearer=bearer_of(account.grant, now) if account.grant else None,
    )


def place_of(account: Account) -> str:
    """What the stored password is bound to."""
    return f"{account.kind}:{account.host}:{account.username}"


def disconnect(account: Account, now: datetime) -> str:
    """Forget the account with its password or sign-in; what was read from it stays.

    The sentence says what only the person can do to take a sign-in back; "" when there is nothing.
    """
    grant = account.grant
    Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)
    Account.objects.filter(pk=account.pk).delete()
    return end_unused(grant) if grant else ""


def _parsed(kind: str, url: str) -> Account:
    parts = urlsplit(url if "://" in url else f"{kind}s://{url}")
    scheme = SCHEMES.get(parts.scheme.lower())
    example = f"{kind}s://you%40example.org@{kind}.example.org"
    if scheme is None or scheme.kind != kind:
        raise Mend(f"“{parts.scheme}://” is no {kind} address; write {example}.")
    if not parts.hostname:
        raise Mend(f"The server's name is missing in “{url}”; write {example}.")
    return Account(
        kind=kind,
        host=parts.hostname,
        port=_port(parts) or scheme.port,
        # What stays on this machine needs no encryption, and has no certificate that anybody would trust.
        security="none" if scheme.security == "starttls" and is_loopback(parts.hostname) else scheme.security,
        username=unquote(parts.username or ""),
    )


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as trouble:
        raise Mend(f"The port in “{parts.netloc}” is not a number from 1 to 65535.") from trouble


def try_out(account: Account, now: datetime) -> None:
    """Log in and out again; Refused or Unreachable say in one sentence why it does not work."""
    if account.kind == Account.Sort.IMAP:
        with imap.connect(login_of(account, now)) as mailbox:
            imap.folders(mailbox)
    else:
        with Line(server_of(account, now)) as line:
            line.open()


@transaction.atomic
def kept(account: Account) -> Account:
    """The row of the account: a new one, or the one it had before with what is new."""
    names = ("workspace", "kind", "host", "port", "username", "path")
    columns = ("security", "secret", "grant", "is_near", "cap_per_day", "seconds_apart")
    row, _ = Account.objects.update_or_create(
        **{name: getattr(account, name) for name in names},
        defaults={name: getattr(account, name) for name in columns}
        | {"trouble": "", "next_try_at": None, "claimed_by": "", "lease_until": None},
        create_defaults={name: getattr(account, name) for name in (*columns, "created_at")},
    )
    Workspace.objects.filter(pk=row.workspace_id).update(changes=F("changes") + 1)
    return row
