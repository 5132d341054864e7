"""Leases: a row belongs to one worker for a while."""

from datetime import datetime

from django.db.models import Q


def is_free(now: datetime, owner: str) -> Q:
    """Rows that nobody holds, whose holder's time is over, or that are the owner's own."""
    return Q(lease_until=None) | Q(lease_until__lte=now) | Q(claimed_by=owner)
