"""Upgrades: the tables are brought up to date when a command starts, after the database was copied aside."""

import sqlite3
from datetime import datetime
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection

from followup import migrations
from followup.conf.home import home
from followup.core.trouble import Mend

from .full_disk import a_full_disk_told

COPIES_KEPT = 5


def prepare_database(now: datetime) -> None:
    """Make the tables current; costs one query when they are. A newer database than the code is refused."""
    known = _ours()
    applied = _applied()
    if newer := sorted(applied - known):
        raise Mend(
            f"This database was made by a newer followup (it has “{newer[-1]}”); install that version again."
        )
    if known - applied:
        if applied:
            copy_aside(now)
        with a_full_disk_told():
            call_command("migrate", verbosity=0, interactive=False)


def copy_aside(now: datetime) -> Path | None:
    """A verified copy of the SQLite database beside it; None where there is nothing to copy or PostgreSQL keeps it."""
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not database.is_file() or not database.stat().st_size:
        return None
    folder = home() / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"followup-{now:%Y%m%dT%H%M%S}.sqlite3"
    try:
        _copy(database, copy)
    except (sqlite3.Error, OSError) as trouble:
        copy.unlink(missing_ok=True)
        raise Mend(
            f"The database could not be copied to “{folder}” before its upgrade: {trouble}. Nothing was changed."
        ) from trouble
    for old in sorted(folder.glob("followup-*.sqlite3"))[:-COPIES_KEPT]:
        old.unlink()
    return copy


def _copy(database: Path, copy: Path) -> None:
    source, target = sqlite3.connect(database), sqlite3.connect(copy)
    try:
        source.backup(target)
        (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
    finally:
        source.close()
        target.close()
    copy.chmod(0o600)
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({verdict})")


@cache
def _ours() -> frozenset[str]:
    names = {path.stem for folder in migrations.__path__ for path in Path(folder).glob("[0-9]*.py")}
    return frozenset(names)


def _applied() -> frozenset[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'followup'")
            return frozenset(name for (name,) in cursor.fetchall())
    except DatabaseError:
        # A database without any table yet.
        return frozenset()
