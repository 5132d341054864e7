"""Telling, consequences: addresses that bounce, people who opted out, colleagues who answer for somebody."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched, starmap
from typing import NamedTuple

from django.db.models import Max, OuterRef, Q, Subquery

from followup.actions.placing.place import Touched
from followup.actions.suppress import suppress
from followup.core.kinds import ANSWERS, TOUCHES, Kind
from followup.core.reading.known import fold_address
from followup.models import Address, Contact, Fact, Workspace
from followup.models.bulk import change

from .items import Sentence

_SILENCING = {Kind.OPTED_OUT: "opted_out", Kind.REPORTED: "reported"}


class _Spoken(NamedTuple):
    """A fact of a conversation, as much of it as tells who answered whom."""

    pk: int
    thread: str
    kind: str
    contact_id: int
    details: dict[str, str]
    by_machine: bool


def mark_addresses(workspace: Workspace, sentences: Sequence[Sentence]) -> None:
    """Hold letters to addresses that do not exist, and to people who want none."""
    for each in sentences:
        address = fold_address(each.told.who.address)
        if each.told.kind == Kind.BOUNCED and each.told.details.get("hard") == "yes":
            rows = Address.objects.filter(workspace=workspace, address=address)
            rows.filter(Q(bounced_at=None) | Q(bounced_at__gt=each.told.at)).update(bounced_at=each.told.at)
        elif each.told.kind in _SILENCING and each.told.sure and address:
            suppress(workspace, address, _SILENCING[each.told.kind], each.told.at, each.told.says)


def answer_for_colleagues(workspace: Workspace, touched: Touched) -> None:
    """In a conversation with somebody we wrote to, another person's answer counts for them too."""
    for some in batched(sorted(touched.threads - {""}), 2000, strict=False):
        touched.contacts |= _answer_in(workspace, some)


def _answer_in(workspace: Workspace, named: Sequence[str]) -> set[int]:
    rows = Fact.objects.filter(workspace=workspace, thread__in=named).order_by("at", "source_key")
    threads: dict[str, list[_Spoken]] = defaultdict(list)
    for row in starmap(_Spoken, rows.values_list(*_Spoken._fields)):
        threads[row.thread].append(row)
    changed: list[tuple[str, int]] = []
    concerned: set[int] = set()
    for facts in threads.values():
        for fact, asked in _stand_ins(facts):
            if (before := fact.details.get("for_contact", "")) != asked:
                details = {key: value for key, value in fact.details.items() if key != "for_contact"}
                changed.append((json.dumps(details | ({"for_contact": asked} if asked else {})), fact.pk))
                concerned |= {int(each) for each in (before, asked) if each}
    change(Fact, "details", changed)
    return concerned


def note_last_facts(contacts: Iterable[int], now: datetime) -> None:
    """Keep beside each contact when something last happened."""
    facts = Fact.objects.filter(contact=OuterRef("pk"), at__lte=now).values("contact")
    last = Subquery(facts.annotate(last=Max("at")).values("last"))
    ids = sorted(contacts)
    for start in range(0, len(ids), 500):
        Contact.objects.filter(pk__in=ids[start : start + 500]).update(last_fact_at=last)


def _stand_ins(facts: Sequence[_Spoken]) -> list[tuple[_Spoken, str]]:
    """Each answer of the conversation with the contact it stands in for, "" where it is their own."""
    written_to = {fact.contact_id for fact in facts if fact.kind in TOUCHES}
    found, asked = [], ""
    for fact in facts:
        if fact.kind in TOUCHES and not fact.details.get("cc"):
            asked = str(fact.contact_id)
        elif fact.kind in ANSWERS and not fact.by_machine:
            found.append((fact, "" if fact.contact_id in written_to else asked))
    return found
