"""What a line of an order file tells."""

from followup.core.facts import About, Told
from followup.core.kinds import Kind
from followup.core.orders import Order


def read_order(order: Order) -> tuple[Told, ...]:
    """That it was ordered, and delivered where the file says so."""
    details = {"number": order.number, "currency": order.currency, "items": "\n".join(order.items)}
    details["amount"] = "" if order.amount is None else str(order.amount)
    details = {name: value for name, value in details.items() if value}
    about = About(
        kind="order",
        title=order.items[0] if order.items else "",
        organisation=order.organisation,
        reference=order.number,
    )
    says = f"Order {order.number}" + (f": {', '.join(order.items)}" if order.items else "")
    told = [
        Told(
            slot="ordered",
            kind=Kind.ORDERED,
            at=order.placed_at,
            who=order.who,
            says=says[:500],
            about=about,
            details=details,
        )
    ]
    if order.delivered_at:
        told.append(
            Told(slot="delivered", kind=Kind.DELIVERED, at=order.delivered_at, who=order.who, says=says[:500], about=about,
                 details={"number": order.number})
        )  # fmt: skip
    return tuple(told)
