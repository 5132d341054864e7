"""Our answers, found by what they answer. What an answer is, the agenda says."""

from bisect import bisect_right
from operator import attrgetter

from followup.core.agenda_history import is_automatic
from followup.core.agenda_settling import is_answered_by
from followup.core.facts import Fact

Shelf = list[Fact]

_at = attrgetter("at")


class Answers:
    """What we wrote and said ourselves, oldest first; all is taken in before the first question is asked.

    What a machine sent in our name is no answer, nor what went to somebody in copy.
    """

    def __init__(self) -> None:
        self._named: dict[int, Shelf] = {}
        self._in_thread: dict[str, Shelf] = {}
        self._about: dict[tuple[int, int], Shelf] = {}
        #: What was written for no reason of its own, and the same by contact for each sort of question.
        self._unnamed: Shelf = []
        self._loose: dict[tuple[bool, bool], dict[int, Shelf]] = {}

    def add(self, fact: Fact) -> None:
        """Takes in one more; later ones must come later."""
        if fact.by_machine or is_automatic(fact) or fact.details.get("cc") == "yes":
            return
        if fact.because is not None:
            self._named.setdefault(fact.because, []).append(fact)
        if fact.thread:
            self._in_thread.setdefault(fact.thread, []).append(fact)
        if fact.step:
            return  # it answers what it was written for, and what stands in the same conversation
        self._unnamed.append(fact)
        if fact.opportunity is not None:
            self._about.setdefault((fact.contact, fact.opportunity), []).append(fact)

    def first(self, question: Fact) -> Fact | None:
        """The first answer to a question."""
        named = self._named.get(question.id, ())
        found = next((fact for fact in named if fact.at > question.at), None)
        for shelf in self._shelves(question):
            fact = _first_after(shelf, question)
            if fact is not None and (found is None or fact.at < found.at):
                found = fact
        return found

    def _shelves(self, question: Fact) -> list[Shelf]:
        """All that may hold an answer, so parted that nearly everything on them is one: no search is long."""
        found = [self._of_no_matter(question).get(question.contact)]
        if question.thread:
            found.append(self._in_thread.get(question.thread))
        if question.opportunity is not None:
            found.append(self._about.get((question.contact, question.opportunity)))
        return [shelf for shelf in found if shelf]

    def _of_no_matter(self, question: Fact) -> dict[int, Shelf]:
        """What is in no other conversation and about no other matter than a question of this sort, by contact."""
        has_thread, has_matter = sort = (bool(question.thread), question.opportunity is not None)
        if sort not in self._loose:
            shelves = self._loose[sort] = {}
            for fact in self._unnamed:
                if not (has_thread and fact.thread) and not (has_matter and fact.opportunity is not None):
                    shelves.setdefault(fact.contact, []).append(fact)
        return self._loose[sort]


def _first_after(shelf: Shelf, question: Fact) -> Fact | None:
    start = 0 if shelf[0].at > question.at else bisect_right(shelf, question.at, key=_at)
    return next(
        (shelf[spot] for spot in range(start, len(shelf)) if is_answered_by(question, shelf[spot])), None
    )
