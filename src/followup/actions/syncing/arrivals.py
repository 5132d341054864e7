"""New mail, read as it arrives over a connection that stays open; one process listens to each account."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from followup.actions.full_disk import a_full_disk_told
from followup.actions.importing.batches import note_found
from followup.actions.importing.files import reader_of
from followup.actions.importing.reading import Found
from followup.actions.telling.tell import settle
from followup.core.mail import Mail
from followup.models import Account
from followup.outbox.owner import is_gone
from followup.sources import imap
from followup.sources.mail import parse_mail

from .lease import Taken, leased
from .mailbox import read_inbox, visit_of
from .report import SyncReport

#: A listener that fell silent is replaced after this.
WATCH = timedelta(minutes=10)
REHEARSAL = (
    b"From: Nobody <nobody@rehearsal.invalid>\nSubject: A rehearsal\nMessage-ID: <1@rehearsal.invalid>\n"
    b"Content-Type: text/html\n\n<p>Could we talk on Thursday at 3 pm?</p>\n"
)


def accounts_to_hear(now: datetime) -> list[int]:
    """The mailboxes that were read before and are in no trouble: those are listened to."""
    may_try = Q(next_try_at=None) | Q(next_try_at__lte=now)
    rows = Account.objects.filter(may_try, kind=Account.Sort.IMAP, worked_at__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def keep_watch(account: int, owner: str, now: datetime) -> bool:
    """Whether the account is ours to listen to, for a while from now on."""
    rows = Account.objects.filter(pk=account)
    holder = rows.values_list("watched_by", flat=True).first()
    is_free = Q(watched_until=None) | Q(watched_until__lte=now) | Q(watched_by=owner)
    if holder and is_gone(holder):
        is_free |= Q(watched_by=holder)
    return bool(rows.filter(is_free).update(watched_by=owner, watched_until=now + WATCH))


def get_ready(account: Account, now: datetime) -> None:
    """Go through a mail that nobody wrote and take it back: the first to arrive need not wait for all that this loads."""
    found = parse_mail(REHEARSAL)
    if not isinstance(found, Mail):
        return
    items = reader_of(account.workspace, now=now).items(found)
    with transaction.atomic():
        _, touched = note_found(
            account.workspace, [Found(0, items)], now=now, origin=None, source="rehearsal"
        )
        settle(account.workspace, touched, now=now)
        transaction.set_rollback(True)


def end_watch(account: int, owner: str) -> None:
    """Leave the account to whoever listens next."""
    Account.objects.filter(pk=account, watched_by=owner).update(watched_by="", watched_until=None)


def read_arrivals(
    account: Account, mailbox: imap.Mailbox, now: datetime, clock: Callable[[], datetime]
) -> SyncReport:
    """Read what is new in the inbox of an open mailbox, unless somebody reads the account just now."""
    with leased(account, now, clock=clock, progress=None) as lease:
        if lease is None:
            return SyncReport(is_busy=True)
        try:
            with a_full_disk_told():
                return read_inbox(visit_of(account, mailbox, now, lease))
        except Taken:
            return SyncReport(is_busy=True)
