"""One matter: a step that a fact calls for, for one contact."""

from datetime import datetime
from typing import NamedTuple

from .facts import Fact
from .playbooks import Step


class Matter(NamedTuple):
    """A step, the fact that called for it, for whom, and the moment that it is counted from.

    `because` is the fact that the follow-up is named after: the trigger, or for a step that comes again its
    own last letter.
    """

    step: Step
    trigger: Fact
    because: Fact
    contact: int
    start: datetime

    def followed_by(self, step: Step, letter: Fact) -> "Matter":
        """The same matter's next step, counted from the letter before it."""
        return self._replace(step=step, start=letter.at)

    def again(self, letter: Fact) -> "Matter":
        """The same step once more, because of its own letter."""
        return self._replace(because=letter, start=letter.at)
