"""The orders of one customer, laid out so that every number said of them can be counted after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from statistics import median
from typing import Any

from django.utils import timezone

from followup.core.kinds import Kind
from followup.core.letters.items import listed
from followup.models import Contact

from .words.lengths import every, many
from .words.money import exact

KINDS = (Kind.ORDERED, Kind.RETURNED)
#: Orders in sight; the others come with the whole history.
LATEST = 6
#: From two gaps on the middle one says something of a habit.
ENOUGH_GAPS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One fact about an order: what it adds to the count, and to the sum."""

    pk: int
    at: datetime
    day: date
    is_back: bool
    number: str
    amount: Decimal | None
    currency: str
    things: str
    #: Another source told of it too, under the same number; it counts once.
    is_again: bool = False
    #: How long after the day of the order before; "" for the first.
    since: str = ""

    @property
    def sum(self) -> str:
        """The amount as it counts."""
        if self.amount is None:
            return ""
        return exact(-self.amount if self.is_back else self.amount, self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """Everything that the ranking counted of one customer."""

    lines: Sequence[OrderLine]
    #: How many orders, on how many days.
    counted: str
    #: “The middle one of 5 spans between them is 42 days: every 6 weeks.”
    habit: str
    #: One sentence a currency.
    sums: list[str] = field(default_factory=list)
    hidden: int = 0


def buying_of(contact: Contact, *, everything: bool) -> Buying | None:
    """What a contact ordered and sent back, the latest first; None for one who never ordered."""
    rows = contact.facts.filter(kind__in=KINDS, sure=True).order_by("at", "pk")
    told = _told(rows.values_list("pk", "at", "kind", "details"))
    counts = [line for line in told if not line.is_again]
    orders = [line for line in counts if not line.is_back]
    if not orders:
        return None
    days = sorted({line.day for line in orders})
    shown = told[::-1] if everything else told[::-1][:LATEST]
    return Buying(
        lines=shown,
        counted=_counted(len(orders), len(days)),
        habit=_habit(days),
        sums=_sums(counts),
        hidden=len(told) - len(shown),
    )


def _told(rows: Iterable[tuple[int, datetime, str, dict[str, Any]]]) -> list[OrderLine]:
    """The facts as lines, each with the time since the day of the order before."""
    found: list[OrderLine] = []
    told: set[tuple[bool, str, str]] = set()
    before: date | None = None
    for row in rows:
        line = _line(*row)
        # A return may come in parts: only the same sum of the same number is the same return.
        key = (line.is_back, line.number, str(line.amount) if line.is_back else "")
        if line.number and key in told:
            found.append(replace(line, is_again=True))
            continue
        told.add(key)
        if line.is_back:
            found.append(line)
            continue
        found.append(replace(line, since=_since(before, line.day)))
        before = line.day
    return found


def _line(pk: int, at: datetime, kind: str, details: dict[str, Any]) -> OrderLine:
    amount = _amount(details.get("amount"))
    return OrderLine(
        pk=pk,
        at=at,
        day=timezone.localtime(at).date(),
        is_back=kind == Kind.RETURNED or (amount is not None and amount < 0),
        number=str(details.get("number") or "").lstrip(" #"),
        amount=abs(amount) if amount is not None else None,
        currency=str(details.get("currency") or "").strip().upper()[:3],
        things=listed(details.get("items")),
    )


def _since(before: date | None, day: date) -> str:
    if before is None:
        return ""
    return "the same day" if before == day else f"{many((day - before).days, 'day')} later"


def _amount(told: object) -> Decimal | None:
    try:
        amount = Decimal(str(told)) if told not in (None, "") else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None


def _counted(orders: int, days: int) -> str:
    return many(orders, "order") if orders == days else f"{many(orders, 'order')} on {many(days, 'day')}"


def _habit(days: Sequence[date]) -> str:
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(gaps) < ENOUGH_GAPS:
        return "Too few orders for a habit: it takes three on different days."
    middle = median(gaps)
    told = f"{middle:g} {'day' if middle == 1 else 'days'}"
    return f"The middle one of the {len(gaps)} spans between their days is {told}: {every(middle)}."


def _sums(lines: Sequence[OrderLine]) -> list[str]:
    """What was ordered, what went back, and what stays, currency by currency."""
    sums: dict[str, list[Decimal]] = {}
    for line in lines:
        if line.amount is not None:
            sums.setdefault(line.currency, [Decimal(0), Decimal(0)])[line.is_back] += line.amount
    return [_sum(currency, *both) for currency, both in sorted(sums.items())]


def _sum(currency: str, ordered: Decimal, back: Decimal) -> str:
    if not back:
        return f"{exact(ordered, currency)} in all"
    return f"{exact(ordered, currency)} ordered, {exact(back, currency)} went back: {exact(ordered - back, currency)} stays"
