"""connect: an account of any kind, by its address; looked at once before it is kept."""

from datetime import datetime

from followup.conf import vault
from followup.core.trouble import Mend
from followup.models import Account, Workspace

from . import accounts, web_accounts
from .syncing.gone import believe


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
    """The account of an address, which let us in once before it is kept. Connecting it again changes its password."""
    if kind not in web_accounts.KINDS:
        return accounts.connect(
            workspace, kind, url, password, now,
            check=check, cap_per_day=cap_per_day, seconds_apart=seconds_apart,
        )  # fmt: skip
    account, secret = web_accounts.described(kind, url, password)
    account.workspace, account.created_at = workspace, now
    if account.username and not secret:
        raise Mend(f"The password of {account} is missing.")
    account.secret = vault.lock(secret, accounts.place_of(account)) if secret else b""
    if check:
        web_accounts.check(account, secret)
    row = accounts.kept(account)
    # Who connects it again after entries vanished has looked: they are gone.
    believe(row)
    return row
