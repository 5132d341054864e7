"""When the background work last ran, as the person wants to know it."""

from datetime import datetime, timedelta

from followup.models import Account, Heartbeat, Workspace

from .words.when import ago

#: A worker that has been silent for so long is not running.
SILENT = timedelta(minutes=2)


def worked(workspace: Workspace, now: datetime) -> str:
    """One sentence: when mail was read last, or why none is read."""
    if workspace.is_demo:
        return "A demo: nothing leaves this machine."
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None or now - beat.at > SILENT:
        return "Nothing is read or sent while followup is not up."
    kinds = (Account.Sort.IMAP, Account.Sort.JMAP)
    mailboxes = Account.objects.filter(workspace=workspace, kind__in=kinds).values_list(
        "worked_at", "trouble"
    )
    if not mailboxes:
        return "No mailbox is connected yet."
    if any(trouble for _, trouble in mailboxes):
        return "A mailbox could not be read; see Sources."
    # The one that was read longest ago says how fresh the list is.
    times = [at for at, _ in mailboxes if at is not None]
    return f"Mail read {ago(min(times), now)} ago." if len(times) == len(mailboxes) else "Mail is being read."
