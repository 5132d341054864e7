"""Lines of a book that could not be read, the first of them by their place."""

import csv
from pathlib import Path

from followup.core.trouble import NotUnderstood

from .columns import Reading
from .engine import Engine
from .files import Files
from .statements import column, statement

#: So many lines are looked through for the one that holds a cell.
LOOKED_THROUGH = 1000


def unread(engine: Engine, files: Files, how: Reading, *, most: int) -> list[NotUnderstood]:
    """The first lines whose customer or date could not be read."""
    who, moment = column(how.columns.customer), column(how.columns.date)
    asked = statement("unread", who=who, moment=moment, customer=how.customer, day=how.day, most=most)
    return [_named(engine, files, how, (each[0] or "", each[1] or "")) for each in engine.rows(asked)]


def _named(engine: Engine, files: Files, how: Reading, cells: tuple[str, str]) -> NotUnderstood:
    who, moment = cells
    sentence = f"“{moment}” cannot be read as a date." if who.strip() else "It names no customer."
    return NotUnderstood(place=_place(engine, files, how, cells), sentence=sentence)


def _place(engine: Engine, files: Files, how: Reading, cells: tuple[str, str]) -> str:
    """“orders.csv, line 7”, or the file alone where lines have no numbers."""
    where = [files.header.index(each) for each in (how.columns.customer, how.columns.date) if files.header]
    for path, number, line in engine.numbered(max(cells, key=len), LOOKED_THROUGH):
        row = next(csv.reader([line], delimiter=files.delimiter), [])
        if len(row) == len(files.header) and tuple(row[each] for each in where) == cells:
            return f"{Path(path).name}, line {number}"
    return files.paths[0].name if len(files.paths) == 1 else ""
