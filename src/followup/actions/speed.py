"""Reply time of a workspace, read from its facts."""

from datetime import datetime, timedelta

from followup.core.calendar import Place
from followup.core.facts import Fact
from followup.core.speed.report import Speed, begins, monday_before, speed
from followup.core.speed.waits import A_BURST, ASKING, NEEDED, waits
from followup.models import FollowUp, Workspace
from followup.models.fact_queries import facts_among, facts_since

from .refresh import calendar_of

#: So many full weeks, and the running one, unless somebody asks for more or fewer.
WEEKS = 12
#: In an order that never changes, so that the database prepares the sentence once.
KINDS = tuple(sorted(NEEDED))
KINDS_ASKING = tuple(sorted(ASKING))


def speed_of(
    workspace: Workspace, now: datetime, *, weeks: int | None = WEEKS, hours: int | None = None
) -> Speed:
    """How fast whoever wrote in the last full weeks (ever, for None) was answered, and who still waits.

    The target is the workspace's own unless `hours` says another.
    """
    place = calendar_of(workspace, ()).owner
    since = None if weeks is None else monday_before(place, now, weeks=weeks)
    start = None if since is None else begins(place, since)
    found = waits(_facts(workspace, place, start, now), now=now)
    target = timedelta(hours=hours or workspace.answer_hours)
    return speed(found, place, now=now, target=target, since=since)


def _facts(workspace: Workspace, place: Place, start: datetime | None, now: datetime) -> list[Fact]:
    """What waits are told from: all of the weeks asked for, and whatever else still stands on the agenda."""
    if start is None:
        return list(facts_since(workspace.pk, KINDS, None))
    # A wait of the first week may have begun with a mail before it.
    margin = start - A_BURST
    found = {fact.id: fact for fact in facts_since(workspace.pk, KINDS, margin)}
    begun = _waiting_longer(workspace, margin, now)
    for fact in facts_among("contact_id", tuple(begun)):
        if fact.at >= begun[fact.contact]:
            found.setdefault(fact.id, fact)
    return list(found.values())


def _waiting_longer(workspace: Workspace, moment: datetime, now: datetime) -> dict[int, datetime]:
    """Who wrote before a moment and is owed an answer all the same, since it was put off; and since when."""
    open_still = FollowUp.objects.alive(workspace, now).filter(
        because_at__lt=moment, because_kind__in=KINDS_ASKING, waiting_since=None
    )
    rows = open_still.order_by("-because_at").values_list("contact_id", "because_at")
    return dict(rows)
