"""followup sync."""

from followup.actions.syncing.sync import READERS
from followup.actions.syncing.sync import sync as sync_account
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account

from .as_json import put_json
from .here import Here
from .lists import Json
from .progress import counting
from .terminal import say


def sync(json: Json = False) -> None:
    """Read what is new in every connected mailbox, calendar and address book. Nothing is changed there."""
    here = Here()
    accounts = list(Account.objects.filter(workspace=here.workspace, kind__in=READERS))
    if not accounts:
        raise Mend("Nothing is connected; `followup connect imap imaps://you@host` connects a mailbox.")
    told, trouble = [], []
    for account in accounts:
        try:
            with counting(str(account)) as progress:
                report = sync_account(account, here.now, progress)
            told.append(
                {
                    "account": str(account),
                    "new": report.new,
                    "known": report.known,
                    "not_understood": report.not_understood,
                }
            )
        except (Unreachable, Refused, Mend) as one:
            trouble.append(str(one))
    if json:
        put_json({"accounts": told, "trouble": trouble})
    else:
        for each in told:
            say(
                f"{each['account']}: {each['new']} new, {each['known']} known, {each['not_understood']} not understood."
            )
    if trouble:
        raise Unreachable("\n".join(trouble))
