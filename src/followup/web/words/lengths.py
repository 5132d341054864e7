"""Lengths of time between orders, in the unit that people would use for them."""

from dataclasses import dataclass

#: From how many days on one speaks in this unit, its days, and its word; the longest first.
UNITS = ((700, 365.25, "year"), (77, 30.44, "month"), (13, 7.0, "week"), (0, 1.0, "day"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: how many days it has, and its word."""

    days: float
    word: str

    def count(self, days: float) -> int:
        """How many of it those days make, to the nearest."""
        return round(days / self.days)


def unit_of(days: float) -> Unit:
    """The unit in which one speaks of so many days."""
    return next(Unit(size, word) for least, size, word in UNITS if days >= least)


def length(days: float) -> str:
    """“10 days”, “6 weeks”, “4 months”."""
    unit = unit_of(max(days, 0))
    return many(unit.count(days), unit.word)


def every(days: float) -> str:
    """“every day”, “every 6 weeks”: how often something comes back."""
    unit = unit_of(days)
    count = max(unit.count(days), 1)
    return f"every {unit.word}" if count == 1 else f"every {many(count, unit.word)}"


def ago(days: int) -> str:
    """“today”, “yesterday”, “3 weeks ago”."""
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{length(days)} ago"


def ahead(days: int) -> str:
    """“today”, “tomorrow”, “in 3 weeks”."""
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {length(days)}"


def many(count: int, word: str) -> str:
    """“1 week”, “6 weeks”."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
