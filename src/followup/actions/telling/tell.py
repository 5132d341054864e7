"""Telling: what sources found becomes contacts, messages, opportunities and facts, each written once.

The order in which things are told does not matter, and telling them again writes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from followup.actions.own import known_of
from followup.actions.placing.place import Touched, place
from followup.actions.refresh import refresh
from followup.core.cards import Card
from followup.core.facts import Party
from followup.core.kinds import Kind
from followup.core.mail import Mail, message_key
from followup.models import Import, Workspace

from .cards import Cards, tell_cards
from .consequences import answer_for_colleagues, mark_addresses, note_last_facts
from .customers import Customers, find_customers
from .events import write_entries
from .facts import unknown, write_facts
from .items import Item, Sentence, party_of, sentences_of
from .messages import sent_by_outbox, write_messages
from .order_rows import find_orders
from .people import settle_people
from .proposals import settle_proposals
from .same_orders import settle_orders
from .signatures import learn_signatures

__all__ = ["Item", "Telling", "note", "settle", "tell"]


@dataclass(slots=True)
class Telling:
    """What came of it: whether each item brought something new, and whom it concerns."""

    news: list[bool] = field(default_factory=list)
    touched: Touched = field(default_factory=Touched)

    @property
    def new(self) -> int:
        """How many items brought something new."""
        return sum(self.news)


@transaction.atomic
def tell(
    workspace: Workspace,
    items: Iterable[Item],
    *,
    now: datetime,
    origin: Import | None = None,
    source: str = "hand",
) -> Telling:
    """Write what is new among the items of one batch, and work out at once what follows from it.

    `source` names the import or account for addresses and details ("import 3").
    """
    told = note(workspace, items, now=now, origin=origin, source=source)
    settle(workspace, told.touched, now=now)
    return told


@transaction.atomic
def note(
    workspace: Workspace,
    items: Iterable[Item],
    *,
    now: datetime,
    origin: Import | None = None,
    source: str = "hand",
) -> Telling:
    """As `tell`, but what follows is left to a later `settle`: a big import does that once, at its end."""
    items = list(items)
    mails = [item.thing for item in items if isinstance(item.thing, Mail)]
    # Writers of one workspace take turns: PostgreSQL by this row, SQLite by its immediate transactions.
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    entries = write_entries(workspace, items, origin)
    orders = find_orders(workspace, items, sentences_of(items, left_out=entries.outdated))
    sentences = unknown(workspace, orders.sentences, sent_by_outbox(workspace, mails))
    cards = tell_cards(workspace, items, now=now, source=source)
    known = known_of(workspace)
    customers = find_customers(workspace, items, sentences, orders.owners, now=now, source=source)
    sentences = customers.sentences
    people = _people(workspace, items, sentences, cards, customers, now=now, source=source)
    written = write_messages(
        workspace, mails, _other_sides(sentences, people), known=known, now=now, origin=origin
    )
    facts = write_facts(
        workspace, sentences, now=now, origin=origin, contacts=people, threads=written.threads
    )
    mark_addresses(workspace, sentences)
    firsts = _first_copies(items, written.new)
    learn_signatures(workspace, [items[at] for at in sorted(firsts)], known=known, now=now, source=source)
    touched = Touched(
        contacts=facts.contacts
        | entries.contacts
        | orders.contacts
        | {cards.contacts[at] for at in cards.new},
        threads=facts.threads | written.changed,
    )
    told = {each.item for each in sentences} | cards.new | entries.new | orders.renewed | firsts
    return Telling([at in told for at in range(len(items))], touched)


@transaction.atomic
def settle(workspace: Workspace, touched: Touched, *, now: datetime) -> None:
    """Work out anew all that follows from changed facts: opportunities, stand-ins, follow-ups."""
    if not touched:
        return
    answer_for_colleagues(workspace, touched)
    settle_proposals(workspace, touched)
    settle_orders(workspace, touched.contacts)
    place(workspace, touched, now=now)
    note_last_facts(touched.contacts, now)
    refresh(workspace, touched.contacts)
    Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)


def _people(  # noqa: PLR0913 - the batch, and what it is told with
    workspace: Workspace,
    items: Sequence[Item],
    sentences: Sequence[Sentence],
    cards: Cards,
    customers: Customers,
    *,
    now: datetime,
    source: str,
) -> dict[Party, int]:
    of_cards = {
        party_of(item.thing): cards.contacts[at]
        for at, item in enumerate(items)
        if isinstance(item.thing, Card)
    }
    others = {each.told.who for each in sentences} - of_cards.keys() - customers.people.keys()
    return settle_people(workspace, others, now=now, source=source) | of_cards | customers.people


def _other_sides(sentences: Iterable[Sentence], people: Mapping[Party, int]) -> dict[str, int]:
    """The contact that each mail is filed under: who wrote it, or to whom it went first."""
    sides: dict[str, int] = {}
    for each in sentences:
        if each.message and each.told.who in people:
            if each.told.kind in (Kind.RECEIVED, Kind.SENT) and not each.told.details.get("cc"):
                sides[each.message] = min(
                    people[each.told.who], sides.get(each.message, people[each.told.who])
                )
            sides.setdefault(each.message, people[each.told.who])
    return sides


def _first_copies(items: Sequence[Item], keys: frozenset[str]) -> set[int]:
    """Where the mails of these keys stand first: a second copy in the same batch is nothing new."""
    first: dict[str, int] = {}
    for at, item in enumerate(items):
        if isinstance(item.thing, Mail):
            first.setdefault(message_key(item.thing.message_id), at)
    return {at for key, at in first.items() if key in keys}
