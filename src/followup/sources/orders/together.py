"""The rows of one order together, though a file may be bigger than the memory."""

from collections.abc import Callable, Iterable, Iterator

from followup.core.trouble import NotUnderstood
from followup.sources.tables import Row

#: So many orders are kept open for rows of theirs that stand further down.
MOST_OPEN = 5_000
#: No order has more rows; what claims to is no list of orders by their numbers.
MOST_ROWS = 5_000


def together(
    rows: Iterable[Row | NotUnderstood], number_of: Callable[[Row], str]
) -> Iterator[list[Row] | NotUnderstood]:
    """The rows of each order, in the order in which the orders first appear; a row without a number by itself."""
    open_orders: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(row, NotUnderstood):
            yield row
            continue
        number = number_of(row) or f"\x1f{row.line}"
        mine = open_orders.setdefault(number, [])
        mine.append(row)
        if len(mine) >= MOST_ROWS:
            yield open_orders.pop(number)
        elif len(open_orders) > MOST_OPEN:
            yield open_orders.pop(next(iter(open_orders)))
    yield from open_orders.values()
