"""Repeats, last order, age and worth of every customer of a book."""

from collections.abc import Mapping

from .engine import Engine
from .files import Files
from .opening import read_with
from .statements import statement


def summarise(engine: Engine, files: Files, *, day: int, mapping: Mapping[str, str] | None = None) -> None:
    """Leave what a day's look back says of each customer in the table `summary`, straight from the files."""
    read_with(engine, files, mapping)
    engine.view("merged", statement("merged"))
    engine.view("bought", statement("bought", day=day))
    engine.table("summary", statement("summary", day=day))
    if engine.is_torn():
        engine.table("summary", statement("summary", day=day))
