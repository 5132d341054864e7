"""Commits that must outlive a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def leaves_to_the_system() -> bool:
    """Whether a commit may still be lost when the machine stops."""
    return connection.vendor == "sqlite"


@contextmanager
def on_disk() -> Iterator[None]:
    """What is committed inside is on the disk before the next line runs.

    SQLite in its write-ahead mode leaves that to the system, which survives a crash of the program but
    not of the machine. PostgreSQL always waits.
    """
    if not leaves_to_the_system() or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")
