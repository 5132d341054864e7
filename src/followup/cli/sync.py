"""followup sync."""

from followup.actions.syncing.counts import sentence
from followup.actions.syncing.report import SyncReport
from followup.actions.syncing.sync import READERS
from followup.actions.syncing.sync import sync as sync_account
from followup.conf.clock import now as clock
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Folder

from .as_json import put_json
from .here import Here
from .lists import Json
from .progress import counting
from .terminal import say


def sync(json: Json = False) -> None:
    """Read what is new in every connected mailbox, calendar and address book. Nothing is changed there.

    Of each folder it says how much the server has, how much of that is here, and what became of the rest.
    """
    here = Here()
    accounts = list(Account.objects.filter(workspace=here.workspace, kind__in=READERS))
    if not accounts:
        raise Mend("Nothing is connected; `followup connect imap imaps://you@host` connects a mailbox.")
    told, trouble = [], []
    for account in accounts:
        try:
            with counting(str(account)) as progress:
                report = sync_account(account, here.now, progress, clock=clock)
            told.append(_told(account, report))
        except (Unreachable, Refused, Mend) as one:
            trouble.append(str(one))
    if json:
        put_json({"accounts": told, "trouble": trouble})
    else:
        for each in told:
            _say(each)
    if trouble:
        raise Unreachable("\n".join(trouble))


def _told(account: Account, report: SyncReport) -> dict[str, object]:
    folders = [each for each in Folder.objects.filter(account=account).order_by("pk") if each.is_read]
    return {
        "account": str(account),
        "is_busy": report.is_busy,
        "new": report.new,
        "known": report.known,
        "not_understood": report.not_understood,
        "folders": [_folder(each) for each in folders],
    }


def _folder(folder: Folder) -> dict[str, object]:
    return {
        "name": folder.name,
        "role": folder.role,
        "on_server": folder.on_server,
        "here": folder.here,
        "not_understood": folder.not_understood,
        "left_out": folder.left_out,
        "unexplained": folder.unexplained,
        "gone": folder.gone,
        "compared_at": folder.compared_at.isoformat() if folder.compared_at else None,
        "sentence": sentence(folder),
        "trouble": folder.trouble,
    }


def _say(told: dict[str, object]) -> None:
    if told["is_busy"]:
        say(f"{told['account']} is being read by another process just now.")
        return
    say(
        f"{told['account']}: {told['new']} new, {told['known']} known, {told['not_understood']} not understood."
    )
    folders = told["folders"]
    for each in folders if isinstance(folders, list) else []:
        say(f"  {each['name']}: {each['sentence']}.{' ' * bool(each['trouble'])}{each['trouble']}")
