"""The lease on an account: one process reads it, and says with each batch that it still does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from followup.core.trouble import Unreachable
from followup.models import Account
from followup.models.lease import is_free
from followup.outbox.owner import is_gone, owner_name

from .report import Progress

#: A reader that died without a trace frees its account after this; each batch asks for as long again.
LEASE = timedelta(minutes=10)


class Taken(Unreachable):
    """Another process reads the account now: this one was silent for too long."""


@dataclass(frozen=True, slots=True)
class Lease:
    """An account that is ours for a while. Called with how far the reading is, it asks for as long again."""

    account: int
    owner: str
    clock: Callable[[], datetime]
    progress: Progress

    def __call__(self, done: int, of: int) -> None:
        """Keep the lease and tell the progress; Taken where the account has gone to another process."""
        mine = Account.objects.filter(pk=self.account, claimed_by=self.owner)
        if not mine.update(lease_until=self.clock() + LEASE):
            raise Taken("Another process has gone on with the reading of this account.")
        self.progress(done, of)


@contextmanager
def leased(
    account: Account, now: datetime, *, clock: Callable[[], datetime] | None, progress: Progress | None
) -> Iterator[Lease | None]:
    """The account for us alone while the block runs; None where somebody else has it."""
    owner = owner_name()
    _free_from_the_dead(account)
    rows = Account.objects.filter(pk=account.pk)
    if not rows.filter(is_free(now, owner)).update(claimed_by=owner, lease_until=now + LEASE):
        yield None
        return
    try:
        yield Lease(account.pk, owner, clock or (lambda: now), progress or (lambda *_: None))
    finally:
        rows.filter(claimed_by=owner).update(claimed_by="", lease_until=None)


def _free_from_the_dead(account: Account) -> None:
    holder = Account.objects.filter(pk=account.pk).values_list("claimed_by", flat=True).first()
    if holder and is_gone(holder):
        Account.objects.filter(pk=account.pk, claimed_by=holder).update(claimed_by="", lease_until=None)
