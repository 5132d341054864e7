"""What the columns of a table mean: said on the command line, and shown in a rehearsal."""

from collections.abc import Iterable

from followup.core.orders import MEANINGS, Legend
from followup.core.trouble import Mend
from followup.sources.orders.read import Glance
from followup.sources.tables import plain_name

from .terminal import console, row, say, table


def legend_said(mapped: Iterable[str], day_first: bool | None) -> Legend:
    """What the options --map and --day-first say; Mend where a meaning is none."""
    columns: dict[str, str] = {}
    for each in mapped:
        meaning, sign, name = each.partition("=")
        meaning = meaning.strip().lower()
        if not sign or not plain_name(name):
            raise Mend(f'--map is written like number="Beleg"; “{each}” names no column.')
        if meaning not in MEANINGS:
            raise Mend(f"“{meaning}” is nothing that a column may mean; take one of {', '.join(MEANINGS)}.")
        columns[meaning] = plain_name(name)
    return Legend(columns=columns, dates="" if day_first is None else "day" if day_first else "month")


def columns_as_json(glance: Glance | None) -> list[dict[str, object]]:
    """The columns of a table with what each is taken for."""
    return [
        {"column": each.written, "meaning": each.meaning or None, "samples": list(each.samples)}
        for each in (glance.columns if glance else ())
    ]


def show_columns(path: str, glance: Glance | None) -> None:
    """The columns of a table with what each is taken for, and what is missing to read it."""
    if glance is None or not glance.columns:
        return
    whose = f", an export of {glance.shop}" if glance.shop else ""
    say(f"{path}{whose}:")
    lines = table("column", "is taken for", "for example")
    for each in glance.columns:
        meaning = f"{each.meaning}: {MEANINGS[each.meaning]}" if each.meaning in MEANINGS else each.meaning
        row(lines, each.written, meaning or "(passed over)", " · ".join(each.samples))
    console().print(lines)
    if glance.missing:
        say(
            f'Missing: {", ".join(glance.missing)}. Say which column it is: --map number="…", --map date="…".'
        )
