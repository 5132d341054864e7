"""The walls round a test run: a throw-away home and database, set before Django reads its settings."""

import os
import shutil
import tempfile

import pytest


def _build() -> None:
    # The tester's own workspace, database and accounts must be out of reach, whatever the shell exports.
    wants_postgres = os.environ.pop("FOLLOWUP_TEST_DATABASE", "sqlite") == "postgres"
    for name in [each for each in os.environ if each.startswith("FOLLOWUP_")]:
        del os.environ[name]
    # Not named FOLLOWUP_…, so that it outlives the lines above in the worker processes of pytest-xdist.
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["FOLLOWUP_DATABASE_URL"] = url
    elif wants_postgres:
        pytest.exit(
            "PostgreSQL: run `.venv/bin/python tools/with_postgres.py .venv/bin/pytest`", returncode=2
        )
    os.environ["FOLLOWUP_HOME"] = tempfile.mkdtemp(prefix="followup-tests-")


def pytest_unconfigure() -> None:
    """Takes the home down with the run."""
    shutil.rmtree(os.environ["FOLLOWUP_HOME"], ignore_errors=True)


_build()
