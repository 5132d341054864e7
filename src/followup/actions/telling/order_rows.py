"""Telling, orders: the same order in a later file, in another form or from another store of the same making."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from followup.core.kinds import Kind
from followup.core.orders import Order
from followup.models import Fact, Workspace
from followup.models.bulk import among

from .items import Item, Sentence, order_key

#: The day of one order may be written a little differently in two exports; an order further away is another store's.
SAME_ORDER = timedelta(days=3)
COLUMNS = ["kind", "read_as", "says", "about", "firm", "details"]


@dataclass(slots=True)
class Orders:
    """The sentences under the names of the facts that there are; the contacts of known orders by the item's place;
    and the places of those that brought an old fact up to date, with whom that concerns."""

    sentences: list[Sentence]
    owners: dict[int, Fact] = field(default_factory=dict)
    renewed: set[int] = field(default_factory=set)
    contacts: set[int] = field(default_factory=set)


def find_orders(workspace: Workspace, items: Sequence[Item], sentences: list[Sentence]) -> Orders:
    """Which of the orders are known, under whatever name, and what a later file says of them."""
    places = {place for place, item in enumerate(items) if isinstance(item.thing, Order)}
    if not places:
        return Orders(sentences)
    known = _known(workspace, items, [each for each in sentences if each.item in places])
    found = Orders([])
    changed: dict[int, Fact] = {}
    for each in sentences:
        order = items[each.item].thing
        if not isinstance(order, Order):
            found.sentences.append(each)
            continue
        named = _named(order, each, known)
        found.sentences.append(named)
        if owner := known.get(_owner_key(order, named)) or known.get(each.former):
            found.owners.setdefault(each.item, owner)
        if (row := known.get(named.key)) and _renew(row, named):
            changed[row.pk] = row
            found.renewed.add(each.item)
            found.contacts.add(row.contact_id)
    Fact.objects.bulk_update(changed.values(), COLUMNS, batch_size=500)
    return found


def _known(workspace: Workspace, items: Sequence[Item], told: Iterable[Sentence]) -> Mapping[str, Fact]:
    keys: set[str] = set()
    for each in told:
        order = items[each.item].thing
        keys |= {each.key, each.former}
        if isinstance(order, Order) and order.shop:
            keys |= {order_key(order, "ordered"), order_key(order, "ordered", is_elsewhere=True)}
            keys.add(order_key(order, each.told.slot, is_elsewhere=True))
    same = {"workspace_id": workspace.pk, "source": "orders"}
    ids = [pk for (pk,) in among(Fact, ("id",), same, "source_key", keys - {""})]
    return {each.source_key: each for each in Fact.objects.in_bulk(ids).values()}


def _named(order: Order, each: Sentence, known: Mapping[str, Fact]) -> Sentence:
    """The sentence under the name that its fact has already, if it has one."""
    if not order.shop:
        return each
    if each.former in known:
        return replace(each, key=each.former)
    first = known.get(order_key(order, "ordered"))
    if first and not order.is_return and abs(first.at - order.placed_at) > SAME_ORDER:
        return replace(each, key=order_key(order, each.told.slot, is_elsewhere=True))
    return each


def _owner_key(order: Order, each: Sentence) -> str:
    """The name of the sentence that says who ordered."""
    if not order.shop:
        return each.key
    is_elsewhere = each.key == order_key(order, each.told.slot, is_elsewhere=True)
    return order_key(order, "ordered", is_elsewhere=is_elsewhere)


def _renew(row: Fact, each: Sentence) -> bool:
    """Bring a fact up to date with what a later file says; whether there was anything to change."""
    told = each.told
    if row.corrected_at:
        return False
    if told.details.get("void") and row.kind == Kind.ORDERED:
        row.kind = row.read_as = Kind.NOTED
        row.says, row.about, row.firm, row.details = told.says, None, "", dict(told.details)
        return True
    if told.kind == Kind.RETURNED and _sum(told.details) > _sum(row.details):
        row.details = row.details | dict(told.details)
        return True
    return False


def _sum(details: Mapping[str, str]) -> Decimal:
    try:
        return Decimal(details.get("amount", "0"))
    except InvalidOperation:
        return Decimal(0)
