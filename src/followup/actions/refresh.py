"""Keeping the agenda's cache true to the facts."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import batched

from django.db import transaction
from django.db.models import F, Q

from followup.core.agenda import agenda
from followup.core.calendar import Place, WorkCalendar, place_of
from followup.core.facts import Fact as FactValue
from followup.core.follow_ups import FollowUp as FollowUpValue
from followup.core.kinds import Kind
from followup.core.playbooks import Playbooks, for_mode, shipped, with_changes
from followup.models import Contact, Fact, FollowUp, Letter, PlaybookText, Sender, Workspace
from followup.models.fact_queries import facts_among

#: So many contacts are refreshed in one go; of more than MANY, the whole agenda is made anew.
HANDFUL = 300
MANY = 3000
#: Rows that one statement writes or takes away.
A_BATCH = 1000
#: Facts that may call for a letter to referees and referrers, and the kinds that make somebody one of them.
OUTCOMES = frozenset({Kind.REJECTED, Kind.OFFERED, Kind.HIRED, Kind.WITHDRAWN, Kind.REFERENCE_ASKED})
HELPING = frozenset({Kind.REFEREE_NAMED, Kind.REFEREE_AGREED, Kind.REFEREE_DECLINED, Kind.REFERRED})
COLUMNS = (
    "key", "step", "contact_id", "opportunity_id", "because_id", "because_kind", "because_at", "due", "deadline",
    "lapses", "waiting_since", "rank",
)  # fmt: skip
Row = tuple[object, ...]


@transaction.atomic
def refresh(workspace: Workspace, contact_ids: Iterable[int]) -> None:
    """Derives anew what is owed to these contacts and to everyone whom their facts concern.

    Where facts were taken away, ask `around` before and hand its answer in after.
    """
    wanted = sorted(set(contact_ids))
    if len(wanted) > MANY:
        rebuild(workspace)
        return
    playbooks = playbooks_of(workspace)
    for some in batched(wanted, HANDFUL, strict=False):
        people, facts = _neighbourhood(workspace, some)
        _derive(workspace, people, facts, playbooks)


@transaction.atomic
def rebuild(workspace: Workspace) -> None:
    """Derives the whole agenda anew from the facts alone."""
    facts = Fact.objects.filter(workspace=workspace).as_values()
    owed = agenda(facts, playbooks_of(workspace), calendar_of(workspace))
    _write(workspace, owed, Q())


def around(workspace: Workspace, contact_ids: Iterable[int]) -> set[int]:
    """The contacts whose agenda may change when something changes about these."""
    return _neighbourhood(workspace, sorted(set(contact_ids)))[0]


def playbooks_of(workspace: Workspace) -> Playbooks:
    """The steps in force in a workspace: the shipped ones of its mode with the person's own laid over them."""
    texts = PlaybookText.objects.filter(workspace=workspace).values_list("name", "text").order_by("name")
    return _playbooks(workspace.mode, tuple(texts))


def calendar_of(workspace: Workspace, contact_ids: Iterable[int] | None = None) -> WorkCalendar:
    """Where the owner and the contacts work."""
    owner = _owner(workspace)
    contacts = Contact.objects.filter(workspace=workspace)
    if contact_ids is not None:
        contacts = contacts.filter(id__in=list(contact_ids))
    told = contacts.exclude(
        Q(timezone="") & Q(country="") & (Q(organisation=None) | Q(organisation__country=""))
    ).values_list(
        "id", "timezone", "country", "subdivision", "organisation__country", "organisation__subdivision"
    )
    places = {row[0]: _place(owner, row[1:4], ("", row[4] or "", row[5] or "")) for row in told}
    return WorkCalendar(owner, places)


def _derive(workspace: Workspace, people: set[int], facts: Iterable[FactValue], playbooks: Playbooks) -> None:
    owed = agenda(facts, playbooks, calendar_of(workspace, people))
    # Of the neighbours' neighbours only half is known here: their lines are not for us to write.
    theirs = [each for each in owed if each.contact in people]
    _write(workspace, theirs, Q(contact_id__in=people))


def _neighbourhood(workspace: Workspace, ids: Sequence[int]) -> tuple[set[int], list[FactValue]]:
    """Everyone concerned by facts of these contacts, and all facts that their agenda is derived from."""
    known = {fact.id: fact for fact in facts_among("contact_id", ids)}
    own = list(known.values())
    near = _shared(workspace, own, known)
    people = {*ids, *(fact.contact for fact in near)}
    if any(fact.kind in OUTCOMES for fact in own):
        helping = Fact.objects.filter(workspace=workspace, kind__in=HELPING)
        people |= set(helping.values_list("contact_id", flat=True))
    others = people.difference(ids)
    if others:
        theirs = _new(facts_among("contact_id", others), known)
        _shared(workspace, theirs, known)
    if any(fact.kind in HELPING for fact in known.values()):
        _new(Fact.objects.filter(workspace=workspace, kind__in=OUTCOMES).as_values(), known)
    return people, list(known.values())


def _shared(workspace: Workspace, facts: Iterable[FactValue], known: dict[int, FactValue]) -> list[FactValue]:
    """The facts that others share with these: about the same opportunities, in the same conversations."""
    facts = list(facts)
    found: list[FactValue] = []
    if opportunities := {fact.opportunity for fact in facts if fact.opportunity is not None}:
        found += _new(facts_among("opportunity_id", opportunities), known)
    if threads := {fact.thread for fact in facts if fact.thread}:
        talks = Fact.objects.filter(workspace=workspace, thread__in=threads)
        found += _new(talks.as_values(), known)
    return found


def _new(facts: Iterable[FactValue], known: dict[int, FactValue]) -> list[FactValue]:
    found = [fact for fact in facts if fact.id not in known]
    known.update((fact.id, fact) for fact in found)
    return found


def _write(workspace: Workspace, owed: Iterable[FollowUpValue], whose: Q) -> None:
    """Makes the rows be what is owed, touching only those that differ."""
    wanted = {each.key: _row(each) for each in owed}
    rows = FollowUp.objects.filter(whose, workspace=workspace)
    stored = {row[0]: row for row in rows.values_list(*COLUMNS)}
    gone = [key for key, row in stored.items() if wanted.get(key) != row]
    fresh = [row for key, row in wanted.items() if stored.get(key) != row]
    for keys in batched(gone, A_BATCH, strict=False):
        FollowUp.objects.filter(workspace=workspace, key__in=keys).delete()
    FollowUp.objects.bulk_create(
        (FollowUp(workspace_id=workspace.pk, **dict(zip(COLUMNS, row, strict=True))) for row in fresh),
        batch_size=A_BATCH,
    )
    left = _drop_drafts(workspace, wanted.keys(), whose)
    if gone or fresh or left:
        Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)


def _drop_drafts(workspace: Workspace, keys: Collection[str], whose: Q) -> bool:
    """Takes away the drafts that nobody touched and nothing calls for any more."""
    drafts = Letter.objects.filter(whose, workspace=workspace, state=Letter.State.DRAFT, is_edited=False)
    rows = drafts.exclude(follow_up_key="").values_list("pk", "follow_up_key")
    left = [pk for pk, key in rows if key not in keys]
    for some in batched(left, A_BATCH, strict=False):
        drafts.filter(pk__in=some).delete()
    return bool(left)


def _row(each: FollowUpValue) -> Row:
    return (
        each.key, each.step, each.contact, each.opportunity, each.because, each.because_kind.value,
        each.because_at, each.due, each.deadline, each.lapses, each.waiting_since, each.rank,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _playbooks(mode: str, texts: tuple[tuple[str, str], ...]) -> Playbooks:
    return for_mode(with_changes(shipped(), dict(texts)) if texts else shipped(), mode)


@lru_cache(maxsize=4096)
def _place(owner: Place, own: tuple[str, str, str], firm: tuple[str, str, str]) -> Place:
    return place_of(owner, own, firm)


def _owner(workspace: Workspace) -> Place:
    columns = ("timezone", "country", "subdivision", "work_start", "work_end")
    row = Sender.objects.filter(workspace=workspace).values_list(*columns).first()
    return Place(*row) if row else Place("UTC")
