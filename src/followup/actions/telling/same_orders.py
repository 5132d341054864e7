"""Telling, orders: the same order told by a shop's file and by a mail, by hand or by a plain list is one order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched

from django.db.models import Q

from followup.core.kinds import Kind
from followup.core.matching import reference_key
from followup.core.reading.orders import number_in
from followup.models import Fact, Workspace

#: In a fact's details: another fact tells the same order better; the value says whether this one was sure.
SAME = "same_order"


def settle_orders(workspace: Workspace, contacts: Iterable[int]) -> None:
    """Of the facts that tell one order of these contacts, the shop's own counts; the others become notes, or orders again."""
    for some in batched(sorted(contacts), 2000, strict=False):
        _settle(workspace, some)


def _settle(workspace: Workspace, contacts: Sequence[int]) -> None:
    here = Fact.objects.filter(workspace=workspace, contact__in=contacts, corrected_at=None)
    orders = here.filter(Q(kind=Kind.ORDERED) | Q(kind=Kind.NOTED, read_as=Kind.ORDERED))
    # Only what a shop's own file did not tell may be told better; that is little or nothing.
    others = orders.filter(Q(source__in=("mail", "hand")) | Q(source="orders", details__shop__isnull=True))
    candidates = [each for each in others if _number(each)]
    if not candidates:
        return
    told = {each.contact_id for each in candidates}
    by_files = orders.filter(source="orders", sure=True, contact__in=told)
    best: dict[tuple[int, str], set[str]] = defaultdict(set)
    for fact in by_files:
        best[fact.contact_id, _number(fact)].add(fact.details.get("shop", ""))
    changed = [each for each in candidates if _mark(each, best[each.contact_id, _number(each)])]
    Fact.objects.bulk_update(changed, ["kind", "sure", "details"], batch_size=500)


def _number(fact: Fact) -> str:
    about = fact.about or {}
    said = (
        fact.details.get("number")
        or about.get("reference")
        or number_in(f"{about.get('title', '')}. {fact.says}")
    )
    return reference_key(said)


def _mark(fact: Fact, shops: set[str]) -> bool:
    """Make a note of a fact that another tells better, or an order of it again; whether that changed it."""
    is_told_better = bool(shops - {""} if fact.source == "orders" else shops)
    if is_told_better == (SAME in fact.details):
        return False
    if is_told_better:
        # What is told better is no question any more.
        fact.details = fact.details | {SAME: "sure" if fact.sure else "unsure"}
        fact.kind, fact.sure = Kind.NOTED, True
    else:
        fact.kind, fact.sure = Kind.ORDERED, fact.details[SAME] == "sure"
        fact.details = {key: value for key, value in fact.details.items() if key != SAME}
    return True
