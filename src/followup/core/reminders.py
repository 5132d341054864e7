"""Whether a customer may be reminded now, when nobody waits for their usual gap: the sentence that says why not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .agenda_buyers import Customers, is_left_alone
from .agenda_history import History
from .agenda_limits import OFFERS_APART, Tact
from .agenda_matter import Matter
from .agenda_stops import Stop, called_off, silenced
from .calendar import Place, local
from .facts import Fact
from .kinds import Kind
from .playbooks import Playbooks, Step

LEFT_ALONE = "Left alone by the draw: one in ten gets no letter, so that its use can be measured."
NO_ORDER = "No order of theirs is known any more."
#: Whoever ordered less than half of their usual gap ago has what a reminder would ask about; without a gap, so many days.
SOON = timedelta(days=14)
JUST_ORDERED = "They ordered on {day}; a reminder so soon after that has no reason."
_STOPPED = {
    "asked for silence": "They asked not to be written to.",
    "stopped by hand": "You stopped all letters to them.",
    "did not arrive": "Letters to them come back.",
    "complaint": "Their complaint of {day} is not settled yet.",
    "outcome": "They sent something back on {day}; after their next order is a better time.",
}


def last_order(facts: Iterable[Fact], now: datetime) -> Fact | None:
    """The order that a reminder stands on: the last one that has been placed."""
    orders = (fact for fact in facts if fact.kind is Kind.ORDERED and fact.sure and fact.at <= now)
    return max(orders, key=lambda fact: (fact.at, fact.id), default=None)


def why_not(facts: Iterable[Fact], playbooks: Playbooks, step: Step, *, now: datetime, place: Place) -> str:
    """Why a step's letter must not go to this customer now; "" where it may. `facts` are those of the one customer."""
    history = History(fact for fact in facts if fact.sure)
    order = last_order(history.facts, now)
    if order is None:
        return NO_ORDER
    matter = Matter(step, order, order, order.contact, order.at)
    stop = silenced(history, order.contact, order.opportunity) or called_off(history, matter)
    if stop:
        return _sentence(stop, place)
    return (
        _written(history, matter, place)
        or _offered(history, playbooks, matter, now, place)
        or _just_ordered(history, order, now, place)
    )


def is_drawn(step: Step, order: Fact, place: Place) -> bool:
    """Whether the draw leaves the customer of an order alone."""
    return bool(step.hold_out) and is_left_alone(step, order.contact, local(place, order.at).date())


def _sentence(stop: Stop, place: Place) -> str:
    return _STOPPED.get(stop.how, "Something since {day} speaks against it.").format(day=_day(stop.by, place))


def _written(history: History, matter: Matter, place: Place) -> str:
    for fact in history.named(matter.contact):
        if fact.step == matter.step.id and fact.because == matter.trigger.id:
            act = "left this out" if fact.kind is Kind.SKIPPED else "reminded them"
            return f"You {act} on {_day(fact, place)}, and they have not ordered since."
    return ""


def _offered(history: History, playbooks: Playbooks, matter: Matter, now: datetime, place: Place) -> str:
    offers = Tact(history, playbooks).offered(matter.contact)
    if not offers or now - max(offers) >= timedelta(days=OFFERS_APART):
        return ""
    day = local(place, max(offers))
    return f"You wrote to them on {day.day} {day:%B}; one letter in {OFFERS_APART} days that nobody asked for is enough."


def _just_ordered(history: History, order: Fact, now: datetime, place: Place) -> str:
    gap = Customers(history, place, None).usual_gap(order)
    is_soon = now - order.at < (gap / 2 if gap else SOON)
    return JUST_ORDERED.format(day=_day(order, place)) if is_soon else ""


def _day(fact: Fact, place: Place) -> str:
    day = local(place, fact.at)
    return f"{day.day} {day:%B}"
