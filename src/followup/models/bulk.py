"""Many rows at once: in a big import, making each as an object costs more than all the rest together."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db import connection, models

type Columns = Mapping[str, Any]
type Store = Callable[[Any], Any]

# SQLite takes at most 32,766 marks in a sentence, and one of several thousand is slow to read.
A_BATCH = 1000


def add(table: type[models.Model], rows: Iterable[Columns], *, unless_there: bool = False) -> None:
    """Inserts rows by their columns (“contact_id”, not “contact”); a column that a row leaves out gets its default.

    A row that is there already is an error, or with `unless_there` stays as it is.
    """
    fields = [
        each for each in table._meta.local_concrete_fields if not each.primary_key and not each.generated
    ]
    plan = [(each.attname, each.get_default(), _store(each)) for each in fields]
    names = ", ".join(str(each.column) for each in fields)
    marks = ", ".join(["%s"] * len(fields))
    sentence = f"INSERT INTO {table._meta.db_table} ({names}) VALUES ({marks})"  # noqa: S608  # our own columns
    if unless_there:
        sentence += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.executemany(sentence, [tuple(_values(row, plan)) for row in rows])


def change(
    table: type[models.Model], column: str, values: Iterable[tuple[int | None, int] | tuple[str, int]]
) -> None:
    """Gives a column of each row (named by its id, last in the pair) a number or a text."""
    sentence = f"UPDATE {table._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608  # our own columns
    with connection.cursor() as cursor:
        cursor.executemany(sentence, list(values))


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


def _values(row: Columns, plan: Sequence[tuple[str, Any, Store | None]]) -> Iterator[Any]:
    for name, default, store in plan:
        value = row.get(name, default)
        yield store(value) if store and value is not None else value


def _store(field: models.Field) -> Store | None:
    if isinstance(field, models.DateTimeField):
        # Many rows share a moment, so each is put into words once.
        return lru_cache(maxsize=1000)(connection.ops.adapt_datetimefield_value)
    return json.dumps if isinstance(field, models.JSONField) else None
