"""Telling, customers: whom an order without a mail address is of. A name alone is a question, never a guess."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from followup.core.facts import NOTHING, Party, Told
from followup.core.orders import Order
from followup.models import Contact, Detail, Fact, Workspace
from followup.models.bulk import add, added
from followup.models.fact import BY_NAME

from .items import Item, Sentence
from .people import contact_columns

#: The detail by which a shop's customer is found again, once it is known who that is.
CUSTOMER = "customer"


@dataclass(slots=True)
class Customers:
    """The sentences, those of customers by name alone under a party of their own; and the contact of each such party."""

    sentences: list[Sentence]
    people: dict[Party, int] = field(default_factory=dict)


def find_customers(  # noqa: PLR0913 - the batch, and what it is told with
    workspace: Workspace,
    items: Sequence[Item],
    sentences: Iterable[Sentence],
    owners: Mapping[int, Fact],
    *,
    now: datetime,
    source: str,
) -> Customers:
    """The contact of every customer without an address: by the shop's own name for them, else asked, else a new one.

    `owners` are the orders known already, by the item's place: what a later file says of one is of the same contact.
    """
    found = Customers([])
    wanted: dict[str, Party] = {}
    for each in sentences:
        order = items[each.item].thing
        if not isinstance(order, Order) or "@" in order.who.address:
            found.sentences.append(each)
            continue
        owner = owners.get(each.item)
        party = Party(order.who.name, customer_key(order) if owner is None else f"of {owner.pk}")
        if owner is None:
            wanted[party.address] = party
        else:
            found.people[party] = owner.contact_id
        found.sentences.append(replace(each, told=_of(each.told, party, owner)))
    known = _known(workspace, wanted)
    asked = _settle(
        workspace, {key: each for key, each in wanted.items() if key not in known}, now=now, source=source
    )
    found.people |= {wanted[key]: contact for key, contact in (known | asked.people).items()}
    found.sentences = [_asking(each, items, asked.named) for each in found.sentences]
    return found


def customer_key(order: Order) -> str:
    """The name under which a shop knows its customer."""
    return f"{order.shop}|{order.customer or ' '.join(order.who.name.casefold().split())}"


def _of(told: Told, party: Party, owner: Fact | None) -> Told:
    """Of an order about which it is still asked, everything is asked."""
    asked = (
        {BY_NAME: owner.details[BY_NAME]}
        if owner and not owner.sure and BY_NAME in owner.details
        else NOTHING
    )
    return replace(told, who=party, sure=told.sure and not asked, details={**told.details, **asked})


def _known(workspace: Workspace, keys: Iterable[str]) -> dict[str, int]:
    rows = Detail.objects.filter(
        workspace=workspace, kind=CUSTOMER, value__in=list(keys), contact__merged_into__isnull=True
    )
    return dict(rows.values_list("value", "contact_id"))


@dataclass(slots=True)
class _Asked:
    people: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


def _settle(workspace: Workspace, wanted: Mapping[str, Party], *, now: datetime, source: str) -> _Asked:
    """Who bears a name that one other contact bears is asked about; all others are new."""
    asked, fresh = _Asked(), dict[str, str]()
    bearers = _bearers(workspace, {each.name for each in wanted.values()})
    for key, party in sorted(wanted.items()):
        name = party.name
        if len(bearers[name]) == 1:
            asked.people[key] = next(iter(bearers[name]))
            asked.named.add(key)
        elif name not in fresh.values():
            fresh[key] = name
    made = added(Contact, [contact_columns(workspace, name, now=now) for name in fresh.values()])
    by_name = dict(zip(fresh.values(), made, strict=True))
    for key, party in wanted.items():
        if key not in asked.people:
            asked.people[key] = by_name[party.name]
            if key not in fresh:
                asked.named.add(key)
    same = {"workspace_id": workspace.pk, "source": source, "seen_at": now}
    rows = [
        same | {"contact_id": asked.people[key], "kind": kind, "value": value}
        for key, name in fresh.items()
        for kind, value in (("name", name), (CUSTOMER, key))
        if value
    ]
    add(Detail, rows, unless_there=True)
    return asked


def _bearers(workspace: Workspace, names: set[str]) -> defaultdict[str, set[int]]:
    """The contacts that bear each of these very names, however that is known."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    here = {"workspace": workspace, "merged_into": None}
    for name, contact in Contact.objects.filter(**here, name__in=names).values_list("name", "pk"):
        found[name].add(contact)
    details = Detail.objects.filter(
        workspace=workspace, kind__in=("card", "name"), value__in=names, contact__merged_into__isnull=True
    )
    for name, contact in details.values_list("value", "contact_id"):
        found[name].add(contact)
    return found


def _asking(each: Sentence, items: Sequence[Item], named: set[str]) -> Sentence:
    order, told = items[each.item].thing, each.told
    if not isinstance(order, Order) or told.who.address not in named:
        return each
    says = f"{told.says}. The file names only “{order.who.name}”, without an address."
    return replace(
        each,
        told=replace(told, says=says[:500], sure=False, details={**told.details, BY_NAME: told.who.address}),
    )
