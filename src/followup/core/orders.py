"""Orders as values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .facts import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of one customer; amount in `currency` (ISO 4217), None where the file says nothing."""

    number: str
    who: Party
    placed_at: datetime
    delivered_at: datetime | None = None
    amount: Decimal | None = None
    currency: str = ""
    items: tuple[str, ...] = ()
    organisation: str = ""
