"""Customers: how often one orders, whom a reminder is for, and who is left alone so that its use can be measured."""

from bisect import bisect_right, insort
from collections.abc import Collection
from datetime import date, timedelta
from hashlib import blake2b
from itertools import pairwise

from . import calendar
from .agenda_history import History
from .agenda_matter import Matter
from .calendar import Place
from .facts import Fact
from .kinds import Kind
from .playbooks import Step


def is_left_alone(step: Step, contact: int, day: date) -> bool:
    """Whether a customer is among those who get no letter of a step after their order of a day.

    The draw is made anew with each order: the same people would otherwise be left alone for ever, and a campaign a year
    later would be measured on customers who had missed all letters before it. It hangs on nothing but the step, the
    customer and the day, so that whoever derives it finds the same, in whatever order mail and files came in.
    """
    draw = blake2b(f"{step.id}|{contact}|{day}".encode(), digest_size=4).digest()
    return int.from_bytes(draw) % 100 < step.hold_out


class Customers:
    """What each one's orders say, the days worked out once however many orders ask for them.

    `place` is the owner's: a day of orders ends when it ends there. `likely` are those most likely to buy again, None for everybody.
    """

    __slots__ = ("_days", "_gaps", "_history", "_likely", "_place")

    def __init__(self, history: History, place: Place, likely: Collection[int] | None) -> None:
        self._history, self._place, self._likely = history, place, likely
        self._days: dict[int, list[int]] = {}
        self._gaps: dict[int, list[float]] = {}

    def are_meant(self, matter: Matter) -> bool:
        """Whether a step is for this customer: with orders enough, and likely to buy again where it asks for that."""
        step, contact = matter.step, matter.contact
        if step.likely and self._likely is not None and contact not in self._likely:
            return False
        return not step.orders or self._count(matter.trigger) >= step.orders

    def are_left_alone(self, matter: Matter) -> bool:
        """Whether the draw keeps this letter back."""
        day = calendar.local(self._place, matter.trigger.at).date()
        return bool(matter.step.hold_out) and is_left_alone(matter.step, matter.contact, day)

    def usual_gap(self, trigger: Fact) -> timedelta:
        """The median of the days between a customer's orders, up to the one in question."""
        return timedelta(days=self._medians(trigger.contact)[max(self._count(trigger) - 1, 0)])

    def _medians(self, contact: int) -> list[float]:
        """The median gap after each of a customer's days with orders; 0 after the first, which has none before it."""
        if contact not in self._gaps:
            ranked: list[int] = []
            medians = [0.0]
            for earlier, later in pairwise(self._of(contact)):
                insort(ranked, later - earlier)
                medians.append((ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2)
            self._gaps[contact] = medians
        return self._gaps[contact]

    def _count(self, trigger: Fact) -> int:
        return bisect_right(self._of(trigger.contact), self._day(trigger))

    def _of(self, contact: int) -> list[int]:
        """The days of a customer's orders; one that mail and a file tell of under the same number is one order."""
        if contact not in self._days:
            orders = self._history.kinds_of(contact).get(Kind.ORDERED, ())
            told = {fact.details.get("number") or str(fact.id): fact for fact in reversed(orders)}
            self._days[contact] = sorted({self._day(fact) for fact in told.values()})
        return self._days[contact]

    def _day(self, fact: Fact) -> int:
        return calendar.local(self._place, fact.at).toordinal()
