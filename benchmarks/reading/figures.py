"""What a measure of reading reports."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure between 0 and 1, on how many cases it stands, and what it is to reach.

    `reached` is None where the mail to measure on is missing; `at_most` turns the goal round, for error rates.
    """

    what: str
    on: str
    cases: int
    reached: float | None
    goal: float
    at_most: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the goal is reached; None where it was not measured."""
        if self.reached is None:
            return None
        return self.reached <= self.goal if self.at_most else self.reached >= self.goal


@dataclass(slots=True)
class Count:
    """Right and wrong answers of one class."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, said: bool, is_so: bool) -> None:
        """Count one case."""
        self.hit += said and is_so
        self.false += said and not is_so
        self.missed += is_so and not said

    @property
    def precision(self) -> float:
        """The share of what was said that is so."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what is so that was said."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hit / (2 * self.hit + self.false + self.missed) if self.hit else 0.0


def area(scores: Iterable[tuple[float, bool]]) -> float:
    """The area under the curve: how often a case that is so scores above one that is not (ties count half)."""
    ranked = sorted(scores)
    yes = sum(is_so for _, is_so in ranked)
    no = len(ranked) - yes
    if not yes or not no:
        return 0.0
    total, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        rank = (place + 1 + end) / 2
        total += rank * sum(is_so for _, is_so in ranked[place:end])
        place = end
    return (total - yes * (yes + 1) / 2) / (yes * no)


def as_table(measured: Iterable[Measured]) -> str:
    """The figures as a Markdown table."""
    lines = ["| what | on | cases | reached | goal | holds |", "|---|---|---|---|---|---|"]
    for each in measured:
        reached = "not measured" if each.reached is None else f"{each.reached:.4f}"
        sign = "≤" if each.at_most else "≥"
        holds = {True: "yes", False: "**no**", None: "–"}[each.holds]
        lines.append(
            f"| {each.what} | {each.on} | {each.cases:,} | {reached} | {sign} {each.goal:g} | {holds} |"
        )
    return "\n".join(lines)
