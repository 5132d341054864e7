"""Commits that must outlive a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: Pages (of 4 kB) after which the log is moved, and bytes of the database mapped into memory.
STRIDES = (("wal_autocheckpoint", 16_000), ("mmap_size", 0), ("cache_size", -16_000))


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


@contextmanager
def in_long_strides() -> Iterator[None]:
    """Inside, SQLite moves its write-ahead log into the database rarely and maps no file into memory.

    A big import would otherwise wait for the disk after each portion, and count the database as its memory. What it
    reads again it has just written: the system still has it, a large cache of our own would hold it twice.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        # A database in memory has nothing to map and does not answer.
        rows = [(name, cursor.execute(f"PRAGMA {name}").fetchone()) for name, _ in STRIDES]
        before = [(name, row[0]) for name, row in rows if row]
        for name, value in STRIDES:
            cursor.execute(f"PRAGMA {name}={value}")
        try:
            yield
        finally:
            for name, value in before:
                cursor.execute(f"PRAGMA {name}={value}")
