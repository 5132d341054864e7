"""Customers: how often one orders, and who is left alone so that a reminder's use can be measured."""

from datetime import timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from .agenda_history import History
from .agenda_matter import Matter
from .facts import Fact
from .kinds import Kind


def is_chosen(history: History, matter: Matter) -> bool:
    """False for a customer with too few orders, and for those left alone by the fixed draw."""
    step = matter.step
    if step.orders and len(_order_days(history, matter.trigger)) < step.orders:
        return False
    if not step.hold_out:
        return True
    draw = blake2b(f"{step.id}|{matter.contact}".encode(), digest_size=4).digest()
    return int.from_bytes(draw) % 100 >= step.hold_out


def usual_gap(history: History, trigger: Fact) -> timedelta:
    """The median of the days between a customer's orders, up to the one in question."""
    days = _order_days(history, trigger)
    return timedelta(days=float(median(later - earlier for earlier, later in pairwise(days))))


def _order_days(history: History, trigger: Fact) -> list[int]:
    orders = history.kinds_of(trigger.contact).get(Kind.ORDERED, ())
    return sorted({fact.at.toordinal() for fact in orders if fact.at <= trigger.at})
