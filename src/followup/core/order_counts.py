"""What an order file has beside plain orders, counted and said in sentences."""

from collections.abc import Iterator, Mapping

from .orders import Order

CURRENCY = "currency "
#: The word for each sort, for one and for many; in the order in which they are said.
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "test": ("1 test order was left out.", "{count:,} test orders were left out."),
    "unpaid": (
        "1 order that was never paid was left out.",
        "{count:,} orders that were never paid were left out.",
    ),
    "void": (
        "1 order came to nothing before it was sent; it is not counted as an order.",
        "{count:,} orders came to nothing before they were sent; they are not counted as orders.",
    ),
    "return": ("1 order has a return.", "{count:,} orders have a return."),
    "gift": (
        "1 order is a gift; the customer is who paid for it.",
        "{count:,} orders are gifts; the customer is who paid for them.",
    ),
}
#: What is in a file and is no order of anybody.
LEFT_OUT = ("test", "unpaid")


def sorts_of(order: Order) -> Iterator[str]:
    """What is to be counted of an order."""
    if order.is_void:
        yield "void"
    if order.returned_at:
        yield "return"
    if order.is_gift:
        yield "gift"
    if order.currency and order.amount is not None:
        yield f"{CURRENCY}{order.currency}"


def remarks(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The counts in sentences."""
    said = [
        words[counts[sort] > 1].format(count=counts[sort])
        for sort, words in _SENTENCES.items()
        if counts.get(sort)
    ]
    currencies = {
        name.removeprefix(CURRENCY): count for name, count in counts.items() if name.startswith(CURRENCY)
    }
    if len(currencies) > 1:
        by_count = sorted(currencies.items(), key=lambda each: (-each[1], each[0]))
        each_of = ", ".join(f"{count:,} in {code}" for code, count in by_count)
        said.append(f"The amounts are in several currencies, each kept as it is: {each_of}.")
    return tuple(said)
