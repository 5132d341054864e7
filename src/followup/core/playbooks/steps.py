"""Steps: one follow-up that a kind of fact calls for, and what calls it off."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from followup.core.kinds import Kind

from .moments import A_DAY, Anchor, Moment, Span, Unit

#: How many letters in a row may go without an answer.
UNANSWERED = 2
#: What a machine may confirm by itself: that something arrived. All else needs a person's eye.
CONFIRMED = frozenset({Kind.ORDERED})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A kind of fact that calls for a step; `only` is "" or asking (they need a reply) or by a person."""

    kind: Kind
    only: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.only}".strip()


@dataclass(frozen=True, slots=True)
class AtMost:
    """So many letters of a step to one person within a span."""

    count: int
    span: Span

    def __str__(self) -> str:
        return f"{self.count} in {self.span}"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One follow-up: when it is called for, to whom it goes, when it is due and when it is dropped.

    `unless` holds kinds and the words "answered", "outcome" and "complaint open". Words are explained in `words.WORDS`.
    """

    id: str
    title: str
    ground: str
    due: Moment
    lapses: Moment
    letter: str
    when: tuple[Trigger, ...] = ()
    after: str = ""
    began: frozenset[str] = frozenset()
    for_: str = "both"
    sort: str = "ask"
    stacks: bool = False
    clock: str = "theirs"
    to: str = "them"
    once: str = "fact"
    since: str = "fact"
    deadline: Moment | None = None
    deadline_in: Mapping[str, Moment] = field(default=MappingProxyType({}))
    not_before: Moment | None = None
    promised: Span | None = None
    unless: frozenset[str] = frozenset()
    unless_owed: tuple[str, ...] = ()
    pause: bool = True
    at_most: AtMost | None = None
    repeats: Span | None = None
    after_silence: Span | None = None
    unanswered: int = UNANSWERED
    orders: int = 0
    nth: tuple[int, ...] = ()
    yearly: bool = False
    hold_out: int = 0
    likely: bool = False
    sells: bool = False
    unattended: bool = False
    tone: str = ""
    needs: tuple[str, ...] = ()

    @property
    def playbook(self) -> str:
        """The file's name: “interview” of “interview/thank-you”."""
        return self.id.partition("/")[0]

    @cached_property
    def answers(self) -> bool:
        """True where they wait for us: exempt from the limits on letters of our own accord."""
        return self.sort == "owed"

    @cached_property
    def is_soon(self) -> bool:
        """True for a step that is due within a day or two of its fact, whatever the calendar."""
        span = self.due.span
        return self.due.anchor in {Anchor.DAY, Anchor.BUSINESS_DAY} or (
            self.due.anchor is Anchor.START
            and self.due.otherwise is None
            and span.unit in {Unit.MINUTES, Unit.HOURS, Unit.WORKING_HOURS}
            and span.number <= A_DAY
        )

    @cached_property
    def is_plain(self) -> bool:
        """True for a plain confirmation, which may go unattended: it neither sells nor asks."""
        confirms = bool(self.when) and all(trigger.kind in CONFIRMED for trigger in self.when)
        return confirms and self.answers and self.is_soon and self.to == "them" and not self.after

    @cached_property
    def in_silence(self) -> "Step":
        """The step as it goes on where nobody answers: seldom."""
        if self.after_silence is None:
            return self
        return replace(self, due=replace(self.due, span=self.after_silence), deadline=None)
