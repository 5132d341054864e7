"""The database is made current when a command starts, and copied aside before."""

import os
import sqlite3
import subprocess
import sys

import pytest

READY = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from django.db import connection
from django.test.utils import CaptureQueriesContext
from followup.actions.upgrade import prepare_database
from followup.core.trouble import Mend
try:
    prepare_database(datetime(2026, 3, int(sys.argv[1]), 9, tzinfo=UTC))
    with CaptureQueriesContext(connection) as asked:
        prepare_database(datetime(2026, 3, 9, 9, tzinfo=UTC))
    print("ready", len(asked))
except Mend as trouble:
    print(trouble)
"""

pytestmark = pytest.mark.slow


def prepared(home, day: int = 1) -> str:
    """What a command of its own says after it made its home's database ready."""
    return run(home, "-c", READY, str(day))


def run(home, *arguments: str) -> str:
    """What Python prints for these arguments, in that home."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("FOLLOWUP_", "TEST_"))}
    environ |= {"FOLLOWUP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "followup.settings"}
    ended = subprocess.run([sys.executable, *arguments], env=environ, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def change(home, sql: str) -> None:
    """Run a statement on the home's database."""
    with sqlite3.connect(home / "followup.sqlite3") as database:
        database.execute(sql)
    database.close()


def test_a_new_home_gets_its_tables_and_then_one_query_will_do(tmp_path):
    assert prepared(tmp_path) == "ready 1"


def test_an_older_database_is_copied_aside_before_it_is_changed(tmp_path):
    prepared(tmp_path)
    run(tmp_path, "-m", "django", "migrate", "followup", "0001_start")

    prepared(tmp_path, day=2)
    (copy,) = (tmp_path / "copies").iterdir()
    with sqlite3.connect(copy) as old:
        names = {name for (name,) in old.execute("SELECT name FROM django_migrations WHERE app = 'followup'")}
    old.close()
    assert ("0002_search" in names, copy.stat().st_mode & 0o077) == (False, 0)


def test_a_database_newer_than_the_code_is_refused(tmp_path):
    prepared(tmp_path)
    change(
        tmp_path,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('followup', '9999_later', '2026-01-01')",
    )

    assert "newer followup" in prepared(tmp_path, day=2)
