"""Fixtures that tests of several rooms share."""

from pathlib import Path

import pytest
from django.db import connections

from tests.terminal import Terminal


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as people have it: threads of a server in memory would lock each other out."""
    one = connections["default"]
    if one.vendor == "sqlite":
        one.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture
def terminal(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Terminal:
    """A command line on an empty database, on Wednesday 4 March 2026 at nine in Berlin."""
    made = Terminal(capsys, monkeypatch, tmp_path)
    made.at("2026-03-04T09:00:00+01:00")
    return made


@pytest.fixture
def ada(terminal: Terminal) -> Terminal:
    """The same after Ada, who looks for work, has made her workspace."""
    terminal.run(
        "init", "--name", "Ada Weber", "--email", "ada.weber@example.org", "--mobile", "+49 1512 3456789",
        "--landline", "+49 221 4710815", "--postal", "Ringstraße 1, 50667 Köln, Germany",
        "--timezone", "Europe/Berlin", "--country", "DE", "--subdivision", "NW",
    )  # fmt: skip
    return terminal


@pytest.fixture
def jonas(terminal: Terminal) -> Terminal:
    """The same after Jonas, who makes pottery, has made his."""
    terminal.run(
        "init", "--mode", "business", "--name", "Jonas Brandt", "--email", "jonas@brandt-keramik.example",
        "--organisation", "Brandt Keramik", "--postal", "Töpferweg 3, 53113 Bonn, Germany",
        "--landline", "+49 228 555010", "--timezone", "Europe/Berlin", "--country", "DE", "--subdivision", "NW",
    )  # fmt: skip
    return terminal
