"""Reply time of a workspace, read from its facts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from followup.core.calendar import Place
from followup.core.facts import Fact
from followup.core.speed.report import Measured, Speed, begins, monday_before, speed
from followup.core.speed.waits import A_BURST, ASKING, NEEDED, Wait, waits
from followup.models import Contact, FollowUp, Workspace
from followup.models.fact_queries import facts_among, facts_since

from .refresh import calendar_of, playbooks_of

#: So many full weeks, and the running one, unless somebody asks for more or fewer.
WEEKS = 12
#: In an order that never changes, so that the database prepares the sentence once.
KINDS = tuple(sorted(NEEDED))
KINDS_ASKING = tuple(sorted(ASKING))
#: So many who wait are named; beyond, their number says enough.
NAMED = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, how long, and the follow-up whose letter would answer ("" where none is open)."""

    wait: Wait
    length: timedelta
    contact: Contact
    follow_up: str


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


def who_waits(workspace: Workspace, found: Speed, now: datetime, *, most: int = NAMED) -> list[Waiting]:
    """The first of those who wait, the longest first."""
    shown = found.waiting[:most]
    ids = {each.wait.contact for each in shown}
    people = Contact.objects.filter(workspace=workspace, pk__in=ids).select_related("organisation").in_bulk()
    keys = _keys(workspace, ids, now)
    return [_named(each, people[each.wait.contact], keys) for each in shown]


def _named(each: Measured, contact: Contact, keys: Mapping[int, Sequence[FollowUp]]) -> Waiting:
    wait = each.wait
    rows = [row for row in keys.get(contact.pk, ()) if row.because_at >= wait.since]
    # The follow-up may be named after another mail of the same burst.
    found = next((row for row in rows if row.because_id == wait.fact), rows[0] if rows else None)
    return Waiting(wait, each.length, contact, found.key if found else "")


def _keys(workspace: Workspace, contacts: Collection[int], now: datetime) -> Mapping[int, Sequence[FollowUp]]:
    """The open answers that the agenda holds for some contacts, the oldest question first."""
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for row in _owed(workspace, now).filter(contact__in=contacts).order_by("because_at"):
        found[row.contact_id].append(row)
    return found


def _owed(workspace: Workspace, now: datetime) -> QuerySet[FollowUp]:
    """The answers that the agenda says we owe."""
    steps = [step.id for step in playbooks_of(workspace).steps if step.answers]
    return FollowUp.objects.alive(workspace, now).filter(step__in=steps)


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
    open_still = _owed(workspace, now).filter(because_at__lt=moment, because_kind__in=KINDS_ASKING)
    return dict(open_still.order_by("-because_at").values_list("contact_id", "because_at"))
