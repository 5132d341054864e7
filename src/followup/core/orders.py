"""Orders as values, what is left out of an order file, and what the person says about its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from .facts import Party

#: What a column of an order table may mean, each with a word on it.
MEANINGS: Mapping[str, str] = MappingProxyType({
    "number": "the order’s number",
    "date": "when it was ordered",
    "delivered": "when it was delivered or sent",
    "email": "the customer’s mail address",
    "name": "the customer’s name",
    "first": "the customer’s first name",
    "last": "the customer’s last name",
    "organisation": "the customer’s firm",
    "customer": "the shop’s own number or name for the customer",
    "amount": "what it cost",
    "currency": "the currency",
    "items": "what was ordered",
    "status": "paid, cancelled, refunded …",
    "cancelled": "when it was cancelled",
    "refunded": "how much money went back",
    "refunded_at": "when money went back",
    "gift": "whether it is a gift",
    "test": "whether it is a test",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of one customer; amounts in `currency` (ISO 4217), None where the file says nothing.

    `shop` is the name of the shop's making ("" for a table of unknown making), `customer` that shop's own name for
    the customer. Where goods or money went back, `returned_at` says when and `returned` how much, if the file knows.
    `is_void`: it came to nothing before it was sent. `is_return`: the file tells what went back, not the order.
    """

    number: str
    who: Party
    placed_at: datetime
    delivered_at: datetime | None = None
    amount: Decimal | None = None
    currency: str = ""
    items: tuple[str, ...] = ()
    organisation: str = ""
    shop: str = ""
    customer: str = ""
    returned: Decimal | None = None
    returned_at: datetime | None = None
    is_gift: bool = False
    is_void: bool = False
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in an order file that is no order of a customer: a test, a payment that never came."""

    sort: str  # test | unpaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the person said about a table: the column (its plain name) for each meaning, and how its dates are written."""

    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""  # day | month: which of the two comes first; "" leaves it to the column

    def __bool__(self) -> bool:
        return bool(self.columns or self.dates)


NO_LEGEND = Legend()
