"""Items: the things of a source with what the readers made of them, and the sentences inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from followup.core.cards import Card
from followup.core.events import Event
from followup.core.facts import Party, Told
from followup.core.mail import Mail, message_key
from followup.core.orders import Order
from followup.core.reading.known import fold_address

type Thing = Mail | Event | Card | Order

SOURCES = {Mail: "mail", Event: "calendar", Card: "cards", Order: "orders"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a source and what the readers made of it."""

    thing: Thing
    told: tuple[Told, ...] = ()
    #: What the signature of a mail says, empty where that is nothing; None where nobody has read it yet.
    signed: tuple[Card, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One told fact with the name under which its source tells it, always the same."""

    item: int
    told: Told
    source: str
    key: str
    message: str = ""  # the key of the mail it was read in
    former: str = ""  # the name that an earlier version of the program gave it


def sentences_of(items: Sequence[Item], left_out: Iterable[int] = ()) -> list[Sentence]:
    """Everything that the items tell; those at the positions `left_out` are passed over."""
    passed = set(left_out)
    return [
        Sentence(
            item=position,
            told=told,
            source=SOURCES[type(item.thing)],
            key=_key(item.thing, told),
            message=message_key(item.thing.message_id) if isinstance(item.thing, Mail) else "",
            former=_by_who(item.thing, told) if isinstance(item.thing, Order) and item.thing.shop else "",
        )
        for position, item in enumerate(items)
        if position not in passed
        for told in item.told
    ]


def name_of(thing: Thing) -> str:
    """The lasting name of a thing inside its source."""
    match thing:
        case Mail():
            return message_key(thing.message_id)
        case Event():
            answer = f"|{thing.method}|{thing.sequence}|{thing.stamp}" if is_answer(thing) else ""
            return short(f"{thing.uid}|{thing.recurrence}{answer}")
        case Order():
            return short(f"{thing.shop}|{thing.number}") if thing.shop else _name_of_order(thing)
        case Card():
            return short(thing.uid or repr(thing))


def party_of(card: Card) -> Party:
    """The person of a card, as a fact names people."""
    return Party(card.name, card.addresses[0] if card.addresses else "")


def is_answer(event: Event) -> bool:
    """Whether it speaks about an entry (accepted, declined, another time) and is not the entry itself."""
    return event.method in {"reply", "counter"}


def short(text: str) -> str:
    """Sixteen characters that stand for a longer name."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def order_key(order: Order, slot: str, *, is_elsewhere: bool = False) -> str:
    """The name of an order's sentence: by shop and number, or with its customer where another store counts alike."""
    name = name_of(order)
    if is_elsewhere:
        name = short(f"{order.shop}|{order.number}|{fold_address(order.who.address) or order.who.name}")
    return f"{name}/{slot}/{short(slot)}"


def _key(thing: Thing, told: Told) -> str:
    if isinstance(thing, Order) and thing.shop:
        return order_key(thing, told.slot)
    return _by_who(thing, told)


def _by_who(thing: Thing, told: Told) -> str:
    name = _name_of_order(thing) if isinstance(thing, Order) else name_of(thing)
    return f"{name}/{told.slot[:60]}/{short(f'{told.slot}|{_who(told)}')}"


def _name_of_order(order: Order) -> str:
    return short(f"{order.number}|{fold_address(order.who.address) or order.who.name}")


def _who(told: Told) -> str:
    return fold_address(told.who.address) or " ".join(told.who.name.casefold().split())
