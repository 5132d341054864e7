"""Keeping the agenda's cache true to the facts."""

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import batched
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from followup.core.agenda import agenda, held_out
from followup.core.buyers import ranks_matter
from followup.core.calendar import Place, WorkCalendar, place_of
from followup.core.facts import Fact as FactValue
from followup.core.follow_ups import FollowUp as FollowUpValue
from followup.core.islands import islands, portions
from followup.core.kinds import Kind
from followup.core.playbooks import Playbooks, for_mode, shipped, with_changes
from followup.models import Letter, Workspace
from followup.models.agenda_rows import (
    Here,
    Row,
    ground_of,
    replace_rows,
    stored_rows,
    told_places,
    untouched_drafts,
)
from followup.models.buyer_queries import likely_among
from followup.models.fact_queries import facts_among, facts_in_threads, far_facts
from followup.models.fact_ties import facts_of_each, ties

#: Up to so many contacts are refreshed with their neighbours alone; of more, whole islands are derived.
HANDFUL = 300
#: Facts that are looked at together: so few that they and what is made of them fit the processor's own memory.
FACTS_AT_ONCE = 4000
#: Drafts that one statement takes away.
A_BATCH = 1000
#: Facts that may call for a letter to referees and referrers, and the kinds that make somebody one of them.
OUTCOMES = frozenset({Kind.REJECTED, Kind.OFFERED, Kind.HIRED, Kind.WITHDRAWN, Kind.REFERENCE_ASKED})
HELPING = frozenset({Kind.REFEREE_NAMED, Kind.REFEREE_AGREED, Kind.REFEREE_DECLINED, Kind.REFERRED})


@transaction.atomic
def refresh(workspace: Workspace, contact_ids: Iterable[int]) -> None:
    """Derives anew what is owed to these contacts and to everyone whom their facts concern.

    Where facts were taken away, ask `around` before and hand its answer in after.
    """
    wanted = sorted(set(contact_ids))
    if len(wanted) > HANDFUL:
        _derive(workspace, set(wanted))
        return
    ground = _ground(workspace)
    people, facts = _neighbourhood(workspace, wanted)
    owed = agenda(
        facts,
        ground.playbooks,
        _calendar(workspace, ground.owner, people),
        likely=_likely(workspace, ground, people),
    )
    # Of the neighbours' neighbours only half is known here: their lines are not for us to write.
    _write(workspace, (each for each in owed if each.contact in people), people)


@transaction.atomic
def rebuild(workspace: Workspace) -> None:
    """Derives the whole agenda anew from the facts alone."""
    _derive(workspace, None)


def _derive(workspace: Workspace, wanted: set[int] | None) -> None:
    """Derives anew the agenda of these contacts (of all, for None), island by island, so that memory stays small."""
    ground = _ground(workspace)
    likely = _likely(workspace, ground, wanted)
    sizes = facts_of_each(workspace.pk)
    parts = islands(sizes, ties(workspace.pk))
    if wanted is not None:
        parts = [island for island in parts if not wanted.isdisjoint(island)]
    is_other = False
    with _without_sweeping():
        for people in portions(parts, sizes, FACTS_AT_ONCE):
            calendar = _calendar(workspace, ground.owner, people)
            owed = agenda(facts_among("contact_id", people), ground.playbooks, calendar, likely=likely)
            is_other |= _write_rows(workspace, owed, people)
    if is_other:
        _note_change(workspace)


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Inside, Python does not look for cycles: a derivation makes none, and looking takes a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def around(workspace: Workspace, contact_ids: Iterable[int]) -> set[int]:
    """The contacts whose agenda may change when something changes about these."""
    return _neighbourhood(workspace, sorted(set(contact_ids)))[0]


def playbooks_of(workspace: Workspace) -> Playbooks:
    """The steps in force in a workspace: the shipped ones of its mode with the person's own laid over them."""
    return _ground(workspace).playbooks


def calendar_of(workspace: Workspace, contact_ids: Collection[int] | None = None) -> WorkCalendar:
    """Where the owner and the contacts work."""
    return _calendar(workspace, _ground(workspace).owner, contact_ids)


def likely_of(workspace: Workspace, contact_ids: Collection[int] | None = None) -> frozenset[int] | None:
    """Who of these contacts counts as likely to buy again, as the customers were last ranked; None: everybody does."""
    return _likely(workspace, _ground(workspace), contact_ids)


def ranking_matters(workspace: Workspace) -> bool:
    """Whether a step goes to the likely buyers only, and enough customers are ranked to say who they are."""
    ground = _ground(workspace)
    return ranks_matter(ground.playbooks, ground.customers)


def held_out_of(workspace: Workspace, contact_ids: Iterable[int]) -> list[FollowUpValue]:
    """What these contacts would be owed now or later but for the draw that leaves some customers alone."""
    ground = _ground(workspace)
    wanted = set(contact_ids)
    people, facts = _neighbourhood(workspace, sorted(wanted))
    calendar = _calendar(workspace, ground.owner, people)
    left = held_out(facts, ground.playbooks, calendar, likely=_likely(workspace, ground, people))
    return [each for each in left if each.contact in wanted]


class _Ground(NamedTuple):
    """The steps in force, where the owner is, and how many customers are ranked (None before any were)."""

    playbooks: Playbooks
    owner: Place
    customers: int | None


def _ground(workspace: Workspace) -> _Ground:
    owner, customers, texts = ground_of(workspace.pk)
    place = Place(*owner) if owner else Place("UTC")
    return _Ground(_playbooks(workspace.mode, texts), place, customers)


def _likely(
    workspace: Workspace, ground: _Ground, contact_ids: Collection[int] | None
) -> frozenset[int] | None:
    if not ranks_matter(ground.playbooks, ground.customers):
        return None
    return likely_among(workspace.pk, contact_ids)


def _calendar(workspace: Workspace, owner: Place, contact_ids: Collection[int] | None) -> WorkCalendar:
    told = told_places(workspace.pk, contact_ids)
    return WorkCalendar(owner, {contact: _place(owner, here) for contact, here in told})


def _neighbourhood(workspace: Workspace, ids: Sequence[int]) -> tuple[set[int], list[FactValue]]:
    """Everyone concerned by facts of these contacts, and all facts that their agenda is derived from."""
    known = {fact.id: fact for fact in facts_among("contact_id", ids)}
    own = list(known.values())
    near = _shared(workspace, own, known)
    people = {*ids, *(fact.contact for fact in near)}
    if any(fact.kind in OUTCOMES for fact in own):
        people |= {fact.contact for fact in far_facts(workspace.pk, HELPING)}
    others = people.difference(ids)
    if others:
        theirs = _new(facts_among("contact_id", others), known)
        _shared(workspace, theirs, known)
    if any(fact.kind in HELPING for fact in known.values()):
        _new(far_facts(workspace.pk, OUTCOMES), known)
    return people, list(known.values())


def _shared(workspace: Workspace, facts: Iterable[FactValue], known: dict[int, FactValue]) -> list[FactValue]:
    """The facts that others share with these: about the same opportunities, in the same conversations."""
    facts = list(facts)
    opportunities = {fact.opportunity for fact in facts if fact.opportunity is not None}
    found = _new(facts_among("opportunity_id", opportunities), known)
    threads = {fact.thread for fact in facts if fact.thread}
    return found + _new(facts_in_threads(workspace.pk, threads), known)


def _new(facts: Iterable[FactValue], known: dict[int, FactValue]) -> list[FactValue]:
    found = [fact for fact in facts if fact.id not in known]
    known.update((fact.id, fact) for fact in found)
    return found


def _write(workspace: Workspace, owed: Iterable[FollowUpValue], people: Collection[int]) -> None:
    """Makes the rows of these people be what is owed, and tells the open pages where they differed."""
    if _write_rows(workspace, owed, people):
        _note_change(workspace)


def _write_rows(workspace: Workspace, owed: Iterable[FollowUpValue], people: Collection[int]) -> bool:
    """Makes the rows of these people be what is owed, touching only those that differ; whether any did."""
    wanted = {each.key: _row(each) for each in owed}
    stored = stored_rows(workspace.pk, people)
    gone = [key for key, row in stored.items() if wanted.get(key) != row]
    fresh = [row for key, row in wanted.items() if stored.get(key) != row]
    if gone or fresh:
        replace_rows(workspace.pk, gone, fresh)
    left = [pk for pk, key in untouched_drafts(workspace.pk, people) if key not in wanted]
    for some in batched(left, A_BATCH, strict=False):
        # Nobody touched them and nothing calls for them any more.
        Letter.objects.filter(pk__in=some, state=Letter.State.DRAFT, is_edited=False).delete()
    return bool(gone or fresh or left)


def _note_change(workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)


def _row(each: FollowUpValue) -> Row:
    return (
        each.key, each.step, each.contact, each.opportunity, each.because, each.because_kind.value,
        each.because_at, each.due, each.deadline, each.lapses, each.waiting_since, each.rank,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _playbooks(mode: str, texts: tuple[tuple[str, str], ...]) -> Playbooks:
    return for_mode(with_changes(shipped(), dict(texts)) if texts else shipped(), mode)


@lru_cache(maxsize=4096)
def _place(owner: Place, here: Here) -> Place:
    timezone, country, part, firm_country, firm_part = here
    return place_of(owner, (timezone, country, part), ("", firm_country, firm_part))
