"""Which of a customer's orders call for a letter: the n-th ones, and the first of each further year."""

from datetime import date, datetime

from . import calendar
from .agenda_history import History
from .calendar import Place
from .facts import Fact
from .kinds import Kind
from .occasions import occasion, order_days
from .playbooks import Step


class Occasions:
    """Each customer's days with orders, worked out once however many orders ask for them; a day is the owner's."""

    def __init__(self, history: History, place: Place) -> None:
        self._history, self._place = history, place
        self._days: dict[tuple[int, Kind], tuple[int, ...]] = {}

    def calls(self, step: Step, fact: Fact) -> bool:
        """True where the step is for every order, or for this one."""
        if not step.nth and not step.yearly:
            return True
        day = self._day(self._history.order_of(fact).at).toordinal()
        found = occasion(self._of(fact.contact, Kind.ORDERED), day)
        if found.number == 0:
            # A delivery of which no order is known.
            found = occasion(self._of(fact.contact, Kind.DELIVERED), day)
        return found.number in step.nth or (step.yearly and found.years > 0)

    def _of(self, contact: int, kind: Kind) -> tuple[int, ...]:
        key = contact, kind
        if key not in self._days:
            facts = self._history.kinds_of(contact).get(kind, ())
            told = ((fact.at, fact.details.get("number")) for fact in facts)
            self._days[key] = order_days(told, self._day)
        return self._days[key]

    def _day(self, at: datetime) -> date:
        return calendar.local(self._place, at).date()
