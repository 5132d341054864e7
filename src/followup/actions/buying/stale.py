"""Whether a ranking still holds: orders come and go, and every day makes a silence a day longer."""

from datetime import date, datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from followup import __version__
from followup.models import Ranking, Sender, Workspace
from followup.models.buyer_queries import fingerprint, has_more_orders_than


def is_stale(workspace: Workspace, now: datetime) -> bool:
    """Whether the customers are to be ranked anew: other orders, another day where the owner is, another version."""
    seen = Ranking.objects.filter(workspace=workspace).values_list("seen", flat=True).first()
    return seen != looks(workspace, now)


def is_to_be_ranked(workspace: Workspace, now: datetime) -> bool:
    """Whether the worker has a ranking to make: it is stale, and there is or was somebody to rank."""
    was_ranked = Ranking.objects.filter(workspace=workspace, customers__gt=0).exists()
    return (was_ranked or has_more_than(workspace, 0)) and is_stale(workspace, now)


def looks(workspace: Workspace, now: datetime) -> str:
    """What a ranking made now would stand on, in a line that is another as soon as that is."""
    zone = timezone_of(workspace)
    stands_on = f"{__version__} {zone} {fingerprint(workspace.pk)}"
    return f"{today_there(zone, now)} {blake2b(stands_on.encode(), digest_size=16).hexdigest()}"


def has_more_than(workspace: Workspace, orders: int) -> bool:
    """Whether there are more orders than that."""
    return has_more_orders_than(workspace.pk, orders)


def timezone_of(workspace: Workspace) -> str:
    """The clock by which a day begins and ends: the owner's."""
    return Sender.objects.filter(workspace=workspace).values_list("timezone", flat=True).first() or "UTC"


def today_there(timezone: str, now: datetime) -> date:
    """The day in a time zone."""
    return now.astimezone(ZoneInfo(timezone)).date()
