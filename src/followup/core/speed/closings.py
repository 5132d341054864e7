"""What ends a wait without an answer: nothing more is owed, and the wait is seen so far and no further."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from followup.core.facts import Fact
from followup.core.kinds import Kind

#: About a person, whatever was asked.
FOR_GOOD = frozenset({Kind.OPTED_OUT, Kind.REPORTED})
#: About one opportunity; where none is named, about whatever there is.
OF_A_MATTER = frozenset({Kind.STOPPED, Kind.RESOLVED, Kind.REJECTED, Kind.HIRED, Kind.WITHDRAWN})
OF_AN_ORDER = frozenset({Kind.DELIVERED, Kind.RETURNED})
CLOSING = FOR_GOOD | OF_A_MATTER | OF_AN_ORDER | {Kind.SKIPPED}

#: Every opportunity there is, for a question about none in particular.
ANY = -1

#: Contact, opportunity (None for all of them), and whether only orders are ended.
Key = tuple[int, int | None, bool]

_at = attrgetter("at")


class Closings:
    """Decisions and outcomes, oldest first."""

    def __init__(self) -> None:
        self._contacts: set[int] = set()
        self._shelves: dict[Key, list[Fact]] = {}
        self._skips: dict[int, Fact] = {}

    def add(self, fact: Fact) -> None:
        """Takes in one more; later ones must come later."""
        if fact.kind is Kind.SKIPPED:
            if fact.because is not None:
                self._skips.setdefault(fact.because, fact)
            return
        self._contacts.add(fact.contact)
        matter = None if fact.kind in FOR_GOOD else fact.opportunity
        is_of_orders = fact.kind in OF_AN_ORDER
        self._shelves.setdefault((fact.contact, matter, is_of_orders), []).append(fact)
        # To stop one opportunity says nothing of a question about none.
        if matter is not None and fact.kind is not Kind.STOPPED:
            self._shelves.setdefault((fact.contact, ANY, is_of_orders), []).append(fact)

    def first(self, question: Fact) -> Fact | None:
        """The first that ends the wait of a question."""
        found = self._skips.get(question.id)
        for key in _keys(question) if question.contact in self._contacts else ():
            shelf = self._shelves.get(key, ())
            spot = bisect_left(shelf, question.at, key=_at)
            if spot < len(shelf) and (found is None or shelf[spot].at < found.at):
                found = shelf[spot]
        return found


def _keys(question: Fact) -> Iterator[Key]:
    for matter in (None, ANY if question.opportunity is None else question.opportunity):
        yield question.contact, matter, False
        if question.kind is Kind.ORDERED:
            yield question.contact, matter, True
