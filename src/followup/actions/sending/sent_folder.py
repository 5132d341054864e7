"""The Sent folder of a workspace's mailbox: letters are looked up there, and filed there."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email import message_from_bytes

from followup.actions.accounts import login_of
from followup.models import Account, Letter, Workspace
from followup.sources import imap


def has_mailbox(workspace: Workspace) -> bool:
    """Whether there is a mailbox to look into."""
    return _mailbox_of(workspace.pk) is not None


def copy_of(letter: Letter, now: datetime) -> str | None:
    """The id of the letter's copy in Sent, "" when it is our own id, None when it is not there.

    Raises Unreachable or Refused where the mailbox cannot be looked into: that is no answer.
    """
    account = _mailbox_of(letter.workspace_id)
    if account is None:
        return None
    with imap.connect(login_of(account, now)) as mailbox:
        raw = imap.find_sent(mailbox, letter.message_id, followup_id=letter.message_id)
    return None if raw is None else _alias(raw, letter)


def file_in(workspace: Workspace, letters: Iterable[Letter], now: datetime) -> Iterator[tuple[Letter, str]]:
    """Each letter with the id its copy goes by; copies that are missing are put into the Sent folder."""
    account = _mailbox_of(workspace.pk)
    if account is None:
        return
    with imap.connect(login_of(account, now)) as mailbox:
        for letter in letters:
            raw = imap.find_sent(mailbox, letter.message_id, followup_id=letter.message_id)
            if raw is None:
                imap.append_sent(mailbox, bytes(letter.frozen or b""))
            yield letter, _alias(raw, letter) if raw else ""


def _mailbox_of(workspace: int) -> Account | None:
    return Account.objects.filter(workspace=workspace, kind=Account.Sort.IMAP).order_by("pk").first()


def _alias(raw: bytes, letter: Letter) -> str:
    head = raw.split(b"\r\n\r\n", 1)[0]
    found = str(message_from_bytes(head + b"\r\n\r\n").get("Message-ID", "")).strip("<> \r\n")
    return "" if found == letter.message_id else found[:255]
