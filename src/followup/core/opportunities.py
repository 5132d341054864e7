"""Opportunities: which claims about a role, an enquiry or an order speak of the same one.

Everything is worked out anew from all claims, so it does not matter in which order they arrived.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .kinds import Kind
from .mail import message_key
from .threads import Groups

#: What ends an opportunity: later mails that name none belong elsewhere.
CLOSING = frozenset({Kind.REJECTED, Kind.HIRED, Kind.WITHDRAWN})

#: Words that make another role of the same title.
RANKS = frozenset({
    "apprentice", "assistant", "associate", "chief", "deputy", "graduate", "head", "intern", "junior", "lead", "leading",
    "manager", "principal", "senior", "staff", "student", "trainee", "vice", "working",
})  # fmt: skip

#: So many roles at one firm are told apart by their full titles alone.
A_CROWD = 50

# A sale and the enquiry that led to it are one thing to the person.
_FAMILIES = {"sale": "sale", "enquiry": "sale"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one fact says it is about; firm, title and reference are folded, `firm` is never empty."""

    fact: int
    kind: str
    contact: int
    firm: str
    at: datetime
    told: str = ""  # the source's name for the fact, which parts claims of the same minute
    thread: str = ""
    title: str = ""
    reference: str = ""
    closes: bool = False

    @property
    def family(self) -> str:
        """The sorts that may be one opportunity share a family."""
        return _FAMILIES.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One opportunity as its claims tell it; `key` is its lasting natural name."""

    key: str
    claims: tuple[Claim, ...]
    closed_at: datetime | None = None

    @property
    def begun_at(self) -> datetime:
        """When it was first spoken of."""
        return self.claims[0].at

    def is_open(self, at: datetime) -> bool:
        """Whether it had begun and was not over at that time."""
        return self.begun_at <= at and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        """Whether it had been closed before that time."""
        return self.closed_at is not None and self.closed_at < at


def matters(claims: Iterable[Claim], closings: Mapping[str, datetime]) -> list[Matter]:
    """The opportunities that the claims speak of; `closings` gives the time of a thread's first refusal.

    The conversation decides first, then firm and reference number, then firm and title, in full or cut
    short; two reference numbers are never one opportunity. A refusal by a firm with one open opportunity
    means that one, whatever it calls it.
    """
    claims = sorted(claims, key=lambda each: (each.at, each.told, each.fact))
    groups = Groups()
    _by_thread(claims, groups)
    _by_reference(claims, groups)
    _by_title(claims, groups)
    _by_shorter_title(claims, groups)
    _the_refused(claims, groups, closings)
    _the_bare(claims, groups, closings)
    return [_matter(each, closings) for each in _collected(claims, groups)]


class Places:
    """Where a mail belongs that names no opportunity itself."""

    def __init__(self, found: Iterable[Matter]) -> None:
        self._threads: dict[str, list[Matter]] = defaultdict(list)
        self._contacts: dict[int, list[Matter]] = defaultdict(list)
        self._firms: dict[str, list[Matter]] = defaultdict(list)
        for matter in found:
            for thread in sorted({each.thread for each in matter.claims if each.thread}):
                self._threads[thread].append(matter)
            for contact in sorted({each.contact for each in matter.claims}):
                self._contacts[contact].append(matter)
            for firm in sorted({each.firm for each in matter.claims}):
                self._firms[firm].append(matter)

    def place(self, *, thread: str, contact: int, firm: str, at: datetime) -> Matter | None:
        """The conversation's opportunity, else the only one open with this person, else with this firm."""
        here = self._threads.get(thread, []) if thread else []
        if here:
            return here[0] if len(here) == 1 else None
        for among in (self._contacts.get(contact, ()), self._firms.get(firm, ())):
            still_open = [each for each in among if each.is_open(at)]
            if still_open:
                return still_open[0] if len(still_open) == 1 else None
        return None


def _by_thread(claims: Sequence[Claim], groups: Groups) -> None:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in claims:
        if each.reference:
            named[each.family, each.thread].add(each.reference)
    for each in claims:
        if each.thread:
            references = named[each.family, each.thread]
            part = each.reference if len(references) > 1 else ""
            if part or len(references) <= 1:
                groups.unite(_node(each), ("thread", each.family, each.thread, part))


def _by_reference(claims: Sequence[Claim], groups: Groups) -> None:
    for each in claims:
        if each.reference:
            groups.unite(_node(each), ("reference", each.family, each.firm, each.reference))


def _by_title(claims: Sequence[Claim], groups: Groups) -> None:
    references = _numbers(claims, groups)
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for each in claims:
        if each.title:
            alike[each.family, each.firm, each.title].append(each)
    for _, same in sorted(alike.items()):
        parts = {groups.of(_node(each)) for each in same}
        together = set().union(*(references[part] for part in parts))
        if len(together) <= 1:
            _unite_all(same, groups)
            references[groups.of(_node(same[0]))] = together
        else:
            _unite_all([each for each in same if not references[groups.of(_node(each))]], groups)


def _by_shorter_title(claims: Sequence[Claim], groups: Groups) -> None:
    """“Insight Analyst” beside “Insight Analyst, Client Portal” at one firm, where no other role could be meant."""
    numbers = _numbers(claims, groups)
    for here in _applications(claims, groups):
        titles = [{frozenset(each.title.split()) for each in part if each.title} for part in here]
        for part, short in zip(here, titles, strict=True):
            longer = [other for other, long in zip(here, titles, strict=True) if _is_shorter(short, long)]
            if len({groups.of(_node(each[0])) for each in longer}) == 1:
                _unite_if_numbers_agree(part[0], longer[0][0], numbers, groups)


def _the_refused(claims: Sequence[Claim], groups: Groups, closings: Mapping[str, datetime]) -> None:
    """What begins with a refusal was begun before under another name: the firm's only open opportunity."""
    numbers = _numbers(claims, groups)
    for here in _applications(claims, groups):
        found = [_matter(each, closings) for each in here]
        for matter in found:
            first = matter.claims[0]
            if first.closes:
                others = [each for each in found if each is not matter and each.is_open(first.at)]
                if len(others) == 1:
                    _unite_if_numbers_agree(first, others[0].claims[0], numbers, groups)


def _applications(claims: Sequence[Claim], groups: Groups) -> list[list[list[Claim]]]:
    """The named applications so far, firm by firm, where there are several to compare, but not a crowd."""
    parts: dict[str, list[list[Claim]]] = defaultdict(list)
    for part in _collected(claims, groups):
        if part[0].family == "application" and _is_named(part):
            for firm in sorted({each.firm for each in part}):
                parts[firm].append(part)
    return [parts[firm] for firm in sorted(parts) if 1 < len(parts[firm]) <= A_CROWD]


def _is_shorter(short: set[frozenset[str]], long: set[frozenset[str]]) -> bool:
    """Whether a title is in full a part of another, and no rank makes another role of it."""
    return any(one < other and not RANKS & (other - one) for one in short for other in long)


def _numbers(claims: Sequence[Claim], groups: Groups) -> dict[object, set[str]]:
    """The reference numbers named in each group."""
    named: dict[object, set[str]] = defaultdict(set)
    for each in claims:
        if each.reference:
            named[groups.of(_node(each))].add(each.reference)
    return named


def _unite_if_numbers_agree(
    one: Claim, other: Claim, numbers: dict[object, set[str]], groups: Groups
) -> None:
    both = numbers[groups.of(_node(one))] | numbers[groups.of(_node(other))]
    if len(both) <= 1:
        groups.unite(_node(one), _node(other))
        numbers[groups.of(_node(one))] = both


def _the_bare(claims: Sequence[Claim], groups: Groups, closings: Mapping[str, datetime]) -> None:
    """Claims without title and number join the firm's only opportunity that is not over."""
    collected = _collected(claims, groups)
    named: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for part in collected:
        if _is_named(part):
            matter = _matter(part, closings)
            for place in sorted({(each.family, each.firm) for each in part}):
                named[place].append(matter)
    for part in collected:
        if not _is_named(part):
            first = part[0]
            not_over = [
                each for each in named.get((first.family, first.firm), ()) if not each.is_over(first.at)
            ]
            # What had begun by then is meant; only where nothing had, what was named later.
            candidates = [each for each in not_over if each.begun_at <= first.at] or not_over
            if len(candidates) == 1:
                groups.unite(_node(first), _node(candidates[0].claims[0]))
            else:
                groups.unite(_node(first), ("bare", first.family, first.firm))


def _is_named(part: Sequence[Claim]) -> bool:
    return any(each.title or each.reference for each in part)


def _unite_all(claims: Sequence[Claim], groups: Groups) -> None:
    for each in claims[1:]:
        groups.unite(_node(claims[0]), _node(each))


def _collected(claims: Sequence[Claim], groups: Groups) -> list[list[Claim]]:
    parts: dict[object, list[Claim]] = defaultdict(list)
    for each in claims:
        parts[groups.of(_node(each))].append(each)
    return list(parts.values())


def _matter(claims: Sequence[Claim], closings: Mapping[str, datetime]) -> Matter:
    over = [each.at for each in claims if each.closes]
    over += [closings[each.thread] for each in claims if each.thread in closings]
    return Matter(key=_key(claims), claims=tuple(claims), closed_at=min(over, default=None))


def _key(claims: Sequence[Claim]) -> str:
    first = next((each for each in claims if each.reference), None) or next(
        (each for each in claims if each.title), claims[0]
    )
    part = "" if first.reference or first.title else first.thread
    key = f"{first.family}|{first.firm}|{first.title}|{first.reference}|{part}"
    return key if len(key) <= 300 else f"{key[:260]}|{message_key(key)}"


def _node(claim: Claim) -> tuple[str, int]:
    return ("claim", claim.fact)
