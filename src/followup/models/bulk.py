"""Many rows at once: in a big import, making each as an object costs more than all the rest together."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db import connection, models

type Columns = Mapping[str, Any]
type Store = Callable[[Any], Any]

# SQLite takes at most 32,766 marks in a sentence, and one of several thousand is slow to read.
A_BATCH = 1000
#: So many rows go into one sentence that hands back their ids.
A_FEW = 50


def add(table: type[models.Model], rows: Iterable[Columns], *, unless_there: bool = False) -> None:
    """Inserts rows by their columns (“contact_id”, not “contact”); a column that a row leaves out gets its default.

    A row that is there already is an error, or with `unless_there` stays as it is.
    """
    beginning, marks, plan = _insertion(table)
    sentence = f"{beginning} {marks}{' ON CONFLICT DO NOTHING' if unless_there else ''}"
    with connection.cursor() as cursor:
        cursor.executemany(sentence, [tuple(_values(row, plan)) for row in rows])


def added(table: type[models.Model], rows: Iterable[Columns]) -> list[int]:
    """As `add`, with the ids that the rows were given, in their order."""
    beginning, marks, plan = _insertion(table)
    ids: list[int] = []
    with connection.cursor() as cursor:
        for some in batched(rows, A_FEW, strict=False):
            values = [value for row in some for value in _values(row, plan)]
            cursor.execute(f"{beginning} {', '.join([marks] * len(some))} RETURNING id", values)
            # Ids ascend as rows are inserted; the order in which a database hands them back is its own affair.
            ids += sorted(pk for (pk,) in cursor.fetchall())
    return ids


def change(
    table: type[models.Model],
    column: str,
    values: Iterable[tuple[int | None, int] | tuple[str, int] | tuple[datetime, int]],
) -> None:
    """Gives a column of each row (named by its id, last in the pair) a number, a text or a moment."""
    sentence = f"UPDATE {table._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608  # our own columns
    with connection.cursor() as cursor:
        cursor.executemany(sentence, [(_told(value), pk) for value, pk in values])


def among(
    table: type[models.Model], columns: Sequence[str], same: Columns, column: str, wanted: Iterable[Any]
) -> Iterator[tuple]:
    """These columns, as the database gives them, of the rows that have all that is `same` and a `column` among those wanted."""
    equal = " AND ".join(f"{name} = %s" for name in same)
    sentence = f"SELECT {', '.join(columns)} FROM {table._meta.db_table} WHERE {equal} AND {column} IN"  # noqa: S608
    with connection.cursor() as cursor:
        for some in batched(wanted, A_BATCH, strict=False):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{sentence} ({marks})", (*same.values(), *some))
            yield from cursor.fetchall()


def _insertion(table: type[models.Model]) -> tuple[str, str, list[tuple[str, Any, Store | None]]]:
    """The beginning of the sentence that inserts, the marks of one row, and where its values come from."""
    fields = [
        each for each in table._meta.local_concrete_fields if not each.primary_key and not each.generated
    ]
    names = ", ".join(str(each.column) for each in fields)
    plan = [(each.attname, each.get_default(), _store(each)) for each in fields]
    return (
        f"INSERT INTO {table._meta.db_table} ({names}) VALUES",
        f"({', '.join(['%s'] * len(fields))})",
        plan,
    )


def _values(row: Columns, plan: Sequence[tuple[str, Any, Store | None]]) -> Iterator[Any]:
    for name, default, store in plan:
        value = row.get(name, default)
        yield store(value) if store and value is not None else value


def _told(value: int | str | datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _store(field: models.Field) -> Store | None:
    if isinstance(field, models.DateTimeField):
        # Many rows share a moment, so each is put into words once.
        return lru_cache(maxsize=1000)(connection.ops.adapt_datetimefield_value)
    return json.dumps if isinstance(field, models.JSONField) else None
