"""Legends: what the person said about a table's columns, kept for every later table of the same heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from followup.core.orders import NO_LEGEND, Legend
from followup.core.trouble import Mend
from followup.models import TableLegend, Workspace
from followup.sources.files import Place
from followup.sources.orders.read import Glance, glance
from followup.sources.orders.shops import is_orders

from .reading import Reader, names_columns


class Remembered(Mapping[tuple[str, ...], Legend]):
    """What was said of tables in this workspace, by their headings; looked up when a table is met."""

    def __init__(self, workspace: Workspace) -> None:
        self._rows = {
            row.heading: Legend(columns=row.columns, dates=row.dates)
            for row in TableLegend.objects.filter(workspace=workspace)
        }

    def __getitem__(self, columns: tuple[str, ...]) -> Legend:
        return self._rows[_heading(columns)]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(())

    def __len__(self) -> int:
        return len(self._rows)


def understood(place: Place, reader: Reader) -> Place:
    """The place; a table that holds orders by what was said of it is read as such."""
    if place.sort in ("", "contacts") and place.columns:
        legend = reader.legend_of(place)
        if legend.columns and is_orders(place.columns, legend):
            return replace(place, sort="orders", trouble="")
    return place


def check_legend(legend: Legend, places: Sequence[Place]) -> None:
    """Mend where what was said of columns is true of none of the tables."""
    if not legend.columns:
        return
    tables = [each for each in places if each.columns]
    if any(names_columns(legend, each) for each in tables):
        return
    if not tables:
        raise Mend("--map is for tables of orders, and none of these files is a table.")
    there = set(tables[0].columns)
    wrong = next(name for name in legend.columns.values() if any(name not in each.columns for each in tables))
    raise Mend(
        f"No column of {tables[0].path.name} is called “{wrong}”; its columns are {', '.join(sorted(there)[:30])}."
    )


def remember(workspace: Workspace, legend: Legend, places: Iterable[Place], now: datetime) -> None:
    """Keep what was said for every later table of the same heading."""
    for place in places:
        if place.columns and place.sort == "orders" and names_columns(legend, place):
            TableLegend.objects.update_or_create(
                workspace=workspace,
                heading=_heading(place.columns),
                defaults={"columns": dict(legend.columns), "dates": legend.dates, "said_at": now},
            )


def glance_at(place: Place, reader: Reader) -> Glance | None:
    """What the columns of a table are taken for; None where it is no table of orders."""
    if place.sort not in ("orders", "") or not (place.columns or place.sort):
        return None
    try:
        with place.path.open("rb") as file:
            return glance(file, reader.legend_of(place) or NO_LEGEND)
    except (OSError, Mend):
        return None


def _heading(columns: tuple[str, ...]) -> str:
    return blake2b("\x1f".join(columns).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()
