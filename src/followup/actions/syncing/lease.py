"""The lease on an account: one process reads it, and says with each batch that it still does."""

from datetime import datetime, timedelta

from followup.models import Account

#: A reader that died frees its account after this; each batch asks for as long again.
LEASE = timedelta(minutes=10)


def keep(account: int, now: datetime) -> None:
    """Ask for as long again."""
    Account.objects.filter(pk=account).update(lease_until=now + LEASE)
