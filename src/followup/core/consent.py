"""Consent: what on record allows unasked letters to somebody, since when and until when. Not legal advice.

The kinds and their ends are those of Canada's law (CASL), the strictest that counts in months; which kinds
count at all depends on where the recipient is.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .facts import Fact
from .kinds import Kind


class Ground(StrEnum):
    """What the consent stands on, the strongest first."""

    EXPRESS = "express"  # they said so
    BOUGHT = "bought"  # customers may hear of like goods
    ENQUIRED = "enquired"  # they asked us for something
    MET = "met"  # they gave us their address, and it is about their work


#: How long a ground holds, in months; what they said and gave themselves holds until they say otherwise.
MONTHS = {Ground.BOUGHT: 24, Ground.ENQUIRED: 6}
#: Where even firms must have agreed before they are advertised to; customers may hear of like goods.
STRICT = frozenset({"DE", "AT"})
#: Where private people and sole traders must have agreed, bought or asked.
OPT_IN = STRICT | frozenset({
    "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
    "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
#: Where a letter without consent is against the law, whoever it goes to.
CONSENT_FIRST = frozenset({"CA"})
#: The facts that it may stand on.
KINDS = frozenset({Kind.CONSENTED, Kind.ORDERED, Kind.DELIVERED, Kind.ENQUIRED, Kind.RECEIVED, Kind.MET})
#: They want no letters: whatever they said before or since.
REFUSALS = frozenset({Kind.OPTED_OUT, Kind.REPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What allows letters: its ground, the fact that it stands on, and when it ends (None: when they say so)."""

    ground: Ground
    by: Fact
    since: datetime
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """True until its end."""
        return self.until is None or now < self.until


def consent(facts: Iterable[Fact], country: str, now: datetime) -> Consent | None:
    """The best that is on record for somebody there: one that holds before one that has ended, the longest first.

    None where nothing was ever on record, and for whoever wants no letters.
    """
    known = [fact for fact in facts if fact.sure and fact.at <= now]
    if refusal(known):
        return None
    counting = grounds(country)
    found = [each for each in _all(known) if each.ground in counting]
    return max(found, key=lambda each: _worth(each, now), default=None)


def refusal(facts: Iterable[Fact]) -> Fact | None:
    """The fact that ends every consent, if there is one."""
    return next((fact for fact in facts if fact.sure and fact.kind in REFUSALS), None)


def grounds(country: str) -> frozenset[Ground]:
    """The grounds that count where the recipient is."""
    if country in STRICT:
        return frozenset({Ground.EXPRESS, Ground.BOUGHT})
    if country in OPT_IN:
        return frozenset({Ground.EXPRESS, Ground.BOUGHT, Ground.ENQUIRED})
    return frozenset(Ground)


def _all(facts: Iterable[Fact]) -> Iterator[Consent]:
    for fact in facts:
        ground = _ground(fact)
        if ground is Ground.EXPRESS:
            yield Consent(ground=ground, by=fact, since=fact.at, until=fact.until)
        elif ground:
            months = MONTHS.get(ground)
            until = months_later(fact.at, months) if months else None
            yield Consent(ground=ground, by=fact, since=fact.at, until=until)


def _ground(fact: Fact) -> Ground | None:
    match fact.kind:
        case Kind.CONSENTED:
            return Ground.EXPRESS
        case Kind.ORDERED | Kind.DELIVERED:
            return Ground.BOUGHT
        case Kind.ENQUIRED:
            return Ground.ENQUIRED
        case Kind.RECEIVED if fact.asks and not fact.by_machine:
            return Ground.ENQUIRED
        case Kind.MET:
            return Ground.MET
    return None


def _worth(each: Consent, now: datetime) -> tuple[bool, bool, bool, float]:
    """Whether it holds; whether they said so; then what lasts longest."""
    ends = each.until.timestamp() if each.until else each.since.timestamp()
    return each.holds(now), each.ground is Ground.EXPRESS, each.until is None, ends


def months_later(at: datetime, months: int) -> datetime:
    """The same day so many months later; the last of a shorter month."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
