"""Moments: how a playbook says when, such as “2 business days after the named date”."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from followup.core.trouble import Mend

#: From this many hours on, a span is counted in days.
A_DAY = 24


class Unit(StrEnum):
    """What a span is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    BUSINESS_DAYS = "business days"
    WORKING_HOURS = "working hours"
    GAPS = "usual gaps"


class Anchor(StrEnum):
    """What a moment is counted from."""

    START = "the fact"  # or the letter that this step comes after
    NAMED = "the named date"  # the fact's `until`: closing date, expiry, answer wanted by
    DAY = "same day"
    BUSINESS_DAY = "same business day"


@dataclass(frozen=True)
class Span:
    """So many of a unit."""

    number: float
    unit: Unit

    @cached_property
    def is_short(self) -> bool:
        """True where the hour counts and not the day."""
        return self.unit in {Unit.MINUTES, Unit.WORKING_HOURS} or (
            self.unit is Unit.HOURS and self.number < A_DAY
        )

    def __str__(self) -> str:
        number = f"{self.number:g}"
        return f"{number} {self.unit.removesuffix('s') if self.number == 1 else self.unit}"


AT_ONCE = Span(0, Unit.MINUTES)


@dataclass(frozen=True, slots=True)
class Moment:
    """A span after (or, with a negative number, before) an anchor; `otherwise` where the anchor is missing."""

    span: Span = AT_ONCE
    anchor: Anchor = Anchor.START
    otherwise: "Moment | None" = None

    def __str__(self) -> str:
        first = _words(self)
        return f"{first} or {self.otherwise}" if self.otherwise else first


_SPAN = re.compile(r"(\d+(?:\.\d+)?) ([a-z]+(?: [a-z]+)?)")
_UNITS = {unit.value: unit for unit in Unit} | {unit.removesuffix("s"): unit for unit in Unit}


def parse_span(text: str) -> Span:
    """“2 business days” as a span; raises Mend for what is none."""
    found = _SPAN.fullmatch(text)
    if not found or found[2] not in _UNITS:
        raise Mend(f"“{text}” is not a span such as “2 days”")
    return Span(float(found[1]), _UNITS[found[2]])


def parse_moment(text: str) -> Moment:
    """“2 business days after the named date or 5 business days” as a moment; raises Mend for what is none."""
    first, _, rest = text.partition(" or ")
    otherwise = parse_moment(rest) if rest else None
    if first == "at once":
        return Moment(otherwise=otherwise)
    if first in {Anchor.NAMED, Anchor.DAY, Anchor.BUSINESS_DAY}:
        return Moment(anchor=Anchor(first), otherwise=otherwise)
    for word, sign in (("after", 1), ("before", -1)):
        length, found, anchor = first.partition(f" {word} ")
        if found and anchor == Anchor.NAMED:
            span = parse_span(length)
            return Moment(Span(sign * span.number, span.unit), Anchor.NAMED, otherwise)
    return Moment(parse_span(first), otherwise=otherwise)


def _words(moment: Moment) -> str:
    if moment.anchor is Anchor.START:
        return str(moment.span) if moment.span.number else "at once"
    if not moment.span.number:
        return moment.anchor.value
    word = "before" if moment.span.number < 0 else "after"
    return f"{Span(abs(moment.span.number), moment.span.unit)} {word} {moment.anchor}"
