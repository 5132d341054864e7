"""How things look on a terminal: calm tables, colour only where there is one to see it.

rich is loaded when the first line is printed: 0.1 s that JSON for scripts need not pay.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


@cache
def console() -> Console:
    """Where commands print; wide and plain when it is a pipe."""
    from rich.console import Console

    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=200)


def say(text: str = "", *, style: str = "") -> None:
    """Print a line as it stands: nothing in it is taken for markup."""
    console().print(text, style=style or None, markup=False, soft_wrap=True)


def table(*headings: str) -> Table:
    """An airy table without boxes."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def row(into: Table, *cells: str, style: str = "") -> None:
    """Add cells as they stand: a contact named “[red]” is only a name."""
    from rich.text import Text

    into.add_row(*(Text(cell) for cell in cells), style=style or None)


def day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment in few words: “today 14:00”, “Tue 3 Mar 09:00”."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((there.date() - here.date()).days)
    if named:
        return f"{named} {there:%H:%M}"
    year = f" {there.year}" if there.year != here.year else ""
    return f"{there:%a} {there.day} {there:%b}{year} {there:%H:%M}"


def span(length: timedelta) -> str:
    """A length of time in one unit: “40 min”, “5 h”, “3 days”."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 90:
        return f"{max(minutes, 0)} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"
