"""A book opened: its lines put together by customer and day, what is in it counted."""

from collections.abc import Mapping

from followup.core.trouble import Mend

from .book import Contents
from .columns import Reading, mapped, reading
from .engine import Engine
from .files import Files
from .statements import statement
from .troubles import unread

#: So many lines that could not be read are named; the rest is counted.
NAMED = 5


def open_book(engine: Engine, files: Files, mapping: Mapping[str, str] | None = None) -> Contents:
    """Leave the orders of a book in the table `merged`; Mend where none can be read."""
    how = read_with(engine, files, mapping)
    engine.table("merged", statement("merged"))
    if engine.is_torn():
        engine.table("merged", statement("merged"))
    return _contents(engine, files, how)


def read_with(engine: Engine, files: Files, mapping: Mapping[str, str] | None = None) -> Reading:
    """Leave each line, read as an order, in the view `lines_read`."""
    kinds = engine.open(files)
    how = reading(engine, kinds, mapped(list(kinds), mapping))
    engine.view("lines_read", how.lines)
    return how


def _contents(engine: Engine, files: Files, how: Reading) -> Contents:
    ((lines, unreadable, untold, given_back, first_day, last_day),) = engine.rows(statement("counted"))
    left_out, troubles = engine.broken(NAMED)
    broken = left_out + int(unreadable)
    if unreadable and len(troubles) < NAMED:
        troubles = troubles + unread(engine, files, how, most=NAMED - len(troubles))
    if first_day is None:
        first = f" {troubles[0].place}: {troubles[0].sentence}" if troubles else ""
        raise Mend(f"No line of the book can be read as an order.{first}")
    return Contents(
        lines=int(lines) + left_out,
        broken=broken,
        troubles=tuple(troubles),
        untold=int(untold),
        given_back=int(given_back),
        first_day=int(first_day),
        last_day=int(last_day),
    )
