"""What is said of one customer: why they stand where they stand, and what may be expected of them."""

from datetime import datetime

from django.utils import timezone

from followup.models import Buyer

from .lengths import ago, ahead, every, length, many, unit_of
from .money import rounded
from .when import Chip

#: Whoever has been silent for so many of their own usual gaps had a habit, and may have it no more.
WAS_A_HABIT = 2.5


def reason(buyer: Buyer, now: datetime) -> str:
    """One sentence from their own orders: “Anna usually orders every 6 weeks; 8 have passed.”"""
    who, passed = _called(buyer), days_between(buyer.last_at, now)
    if buyer.orders == 1:
        return f"{who} ordered once, {ago(passed)}; one order is no habit yet."
    if not buyer.usual_gap:
        return _too_few(who, buyer, passed)
    return _habit(who, buyer.usual_gap, passed)


def _too_few(who: str, buyer: Buyer, passed: int) -> str:
    apart = length(days_between(buyer.first_at, buyer.last_at))
    if buyer.orders == 2:
        return f"{who} ordered twice, {apart} apart; the last was {ago(passed)}."
    return f"{who} ordered on {buyer.orders} days within {apart}; the last was {ago(passed)}."


def _habit(who: str, gap: float, passed: int) -> str:
    if passed > WAS_A_HABIT * gap:
        return f"{who} used to order {every(gap)}; the last order was {ago(passed)}."
    if passed < gap:
        return f"{who} orders about {every(gap)}; the last was {ago(passed)}."
    unit = unit_of(gap)
    count = unit.count(passed)
    have = "has" if count == 1 else "have"
    return f"{who} usually orders {every(gap)}; {count} {have} passed."


def expected_orders(buyer: Buyer, days: int) -> str:
    """“1.4 orders in the next 90 days (between 0 and 3)”; nothing where the data cannot tell."""
    if buyer.expected is None:
        return ""
    word = "order" if number(buyer.expected) == "1" else "orders"
    told = f"{number(buyer.expected)} {word} in the next {days} days"
    if buyer.expected_low is None or buyer.expected_high is None:
        return told
    return f"{told} (between {number(buyer.expected_low)} and {number(buyer.expected_high)})"


def expected_briefly(buyer: Buyer) -> str:
    """The same where there is little room: “1.4 orders (0–3)”."""
    if buyer.expected is None:
        return ""
    word = "order" if number(buyer.expected) == "1" else "orders"
    if buyer.expected_low is None or buyer.expected_high is None:
        return f"{number(buyer.expected)} {word}"
    return f"{number(buyer.expected)} {word} ({number(buyer.expected_low)}–{number(buyer.expected_high)})"


def worth(buyer: Buyer) -> str:
    """“about €84 (€20–€160)”; nothing where the data cannot tell."""
    if buyer.worth is None:
        return ""
    told = f"about {rounded(buyer.worth, buyer.currency)}"
    if buyer.worth_low is None or buyer.worth_high is None:
        return told
    low, high = (rounded(each, buyer.currency) for each in (buyer.worth_low, buyer.worth_high))
    return f"{told} ({low}–{high})"


def next_chip(buyer: Buyer, now: datetime) -> Chip | None:
    """When their next order is due by their own habit; None where there is no habit yet."""
    if buyer.next_at is None:
        return None
    days = days_between(now, buyer.next_at)
    return Chip(f"due {ahead(days)}", "quiet") if days > 0 else Chip(f"due {ago(-days)}", "soon")


def number(value: float) -> str:
    """A count that need not be whole: “1.4”, “12”, “under 0.1”."""
    if 0 < value < 0.05:
        return "under 0.1"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


def written_sentence(letters: int, passed_over: int) -> str:
    """What came of writing to the first of them."""
    if not letters:
        return "No draft was made."
    told = "One draft is ready" if letters == 1 else f"{letters} drafts are ready"
    rest = f"; {many(passed_over, 'customer')} passed over on the way" if passed_over else ""
    return f"{told} to be read{rest}. Nothing is sent before you approve it."


def days_between(earlier: datetime, later: datetime) -> int:
    """The days from one to the other by the calendar on the wall."""
    return (timezone.localtime(later).date() - timezone.localtime(earlier).date()).days


def _called(buyer: Buyer) -> str:
    return buyer.contact.given or buyer.contact.name
