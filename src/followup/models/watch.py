"""A watch over the database: whether anything was written since, by anybody but the watcher's own journal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class Watch:
    """SQLite counts the commits of others and the rows changed by ourselves; PostgreSQL tells neither.

    Where it cannot be told, nothing is ever quiet, and the watcher looks for himself.
    """

    def __init__(self) -> None:
        self._mark = _mark()

    def is_quiet(self) -> bool:
        """Whether surely nothing was written since."""
        return self._mark is not None and self._mark == _mark()

    def renew(self) -> None:
        """From here on: call it before looking oneself."""
        self._mark = _mark()

    @contextmanager
    def own_writes(self) -> Iterator[None]:
        """What is written inside is not news."""
        if self._mark is None:
            yield
            return
        before = _own_changes()
        yield
        others, own = self._mark
        self._mark = (others, own + _own_changes() - before)


def _mark() -> tuple[int, int] | None:
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        (others,) = cursor.fetchone()
    return others, _own_changes()


def _own_changes() -> int:
    return int(connection.connection.total_changes)
