"""Our answers, found by what they answer. What an answer is, the agenda says."""

from functools import cached_property

from followup.core.agenda_history import after, is_automatic
from followup.core.agenda_settling import is_answered_by
from followup.core.facts import Fact

Shelf = list[Fact]


class Answers:
    """What we wrote and said ourselves, oldest first; all is taken in before the first question is asked.

    What a machine sent in our name is no answer.
    """

    def __init__(self) -> None:
        self._named: dict[int, Shelf] = {}
        self._in_thread: dict[str, Shelf] = {}
        #: What was written for no reason of its own: all of it, to whom in no conversation, to whom about what.
        self._unnamed: Shelf = []
        self._apart: dict[int, Shelf] = {}
        self._about: dict[tuple[int, int], Shelf] = {}

    def add(self, fact: Fact) -> None:
        """Takes in one more; later ones must come later."""
        if fact.by_machine or is_automatic(fact):
            return
        if fact.because is not None:
            self._named.setdefault(fact.because, []).append(fact)
        if fact.thread:
            self._in_thread.setdefault(fact.thread, []).append(fact)
        if fact.step:
            return  # it answers what it was written for, and what stands in the same conversation
        self._unnamed.append(fact)
        if not fact.thread:
            self._apart.setdefault(fact.contact, []).append(fact)
        if fact.opportunity is not None:
            self._about.setdefault((fact.contact, fact.opportunity), []).append(fact)

    def first(self, question: Fact) -> Fact | None:
        """The first answer to a question."""
        moment, found = question.at, None
        for fact in after(self._named.get(question.id, ()), moment):
            found = fact
            break
        for shelf in self._shelves(question):
            for fact in after(shelf, moment):
                if is_answered_by(question, fact):
                    found = fact if found is None or fact.at < found.at else found
                    break
        return found

    @cached_property
    def _to(self) -> dict[int, Shelf]:
        # Only questions outside every conversation need it, and they are few.
        found: dict[int, Shelf] = {}
        for fact in self._unnamed:
            found.setdefault(fact.contact, []).append(fact)
        return found

    def _shelves(self, question: Fact) -> list[Shelf]:
        """All that may hold an answer, so parted that no search is long."""
        if question.thread:
            found = [self._in_thread.get(question.thread), self._apart.get(question.contact)]
        else:
            found = [self._to.get(question.contact)]
        if question.opportunity is not None:
            found.append(self._about.get((question.contact, question.opportunity)))
        return [shelf for shelf in found if shelf]
