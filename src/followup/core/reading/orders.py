"""What a line of an order file tells."""

import re
from collections.abc import Iterator
from decimal import Decimal

from followup.core.facts import About, Told
from followup.core.kinds import Kind
from followup.core.orders import Order

LONGEST = 500
#: What people write before an order's number, in the languages that are read.
BEFORE_A_NUMBER = (
    "order", "po", "purchase order", "bestellung", "bestellnummer", "auftrag", "auftragsnummer", "commande", "pedido", "ordine", "bestelling",
)  # fmt: skip
_NUMBER = re.compile(
    rf"\b(?:{'|'.join(BEFORE_A_NUMBER)})\b[ ]?(?:no|nr|number|nummer|num|n°|id)?[.:]?[ ]?(?:is[ ])?#?((?=[\w-]*\d\d)[\w-]{{2,40}})",
    re.IGNORECASE,
)


def number_in(text: str) -> str:
    """The order's number that a text names; "" where it names none."""
    found = _NUMBER.search(text[:2_000])
    return found[1] if found else ""


def read_order(order: Order) -> tuple[Told, ...]:
    """That it was ordered, delivered and given back, each where the file says so; of one that came to nothing, that it did."""
    if order.is_void:
        return (_void(order),)
    return tuple(_facts(order))


def _facts(order: Order) -> Iterator[Told]:
    number, money = _number(order), {"currency": order.currency}
    if not order.is_return:
        told = number | money | {"amount": _sum(order.amount), "items": "\n".join(order.items)}
        yield _told(order, "ordered", Kind.ORDERED, told | {"gift": "yes" if order.is_gift else ""})
    if order.delivered_at:
        yield _told(order, "delivered", Kind.DELIVERED, number)
    if order.returned_at:
        yield _told(order, "returned", Kind.RETURNED, number | money | {"amount": _sum(order.returned)})


def _void(order: Order) -> Told:
    """It stands where the order would stand, so that an older export of the same order does not bring it back."""
    return Told(
        slot="ordered",
        kind=Kind.NOTED,
        at=order.placed_at,
        who=order.who,
        says=f"Order {order.number} came to nothing: it was cancelled or paid back before it was sent."[
            :LONGEST
        ],
        details=_filled(_number(order) | {"void": "yes"}),
    )


def _told(order: Order, slot: str, kind: Kind, details: dict[str, str]) -> Told:
    at = {Kind.DELIVERED: order.delivered_at, Kind.RETURNED: order.returned_at}.get(kind) or order.placed_at
    things = f": {', '.join(order.items)}" if order.items else ""
    about = About(
        kind="order",
        title=order.items[0] if order.items else "",
        organisation=order.organisation,
        reference=order.number,
    )
    says = f"Order {order.number}{things}"[:LONGEST]
    return Told(slot=slot, kind=kind, at=at, who=order.who, says=says, about=about, details=_filled(details))


def _number(order: Order) -> dict[str, str]:
    return {"number": order.number, "shop": order.shop}


def _sum(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _filled(details: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in details.items() if value}
