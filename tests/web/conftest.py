"""The cast, and a clock that stands still on Wednesday 4 March 2026 at nine."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.cast import NOW, Cast, gathered
from tests.dovecot import dovecot

__all__ = ["dovecot"]


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> Iterator[None]:
    """Wrong passwords of one test do not shut the door of the next."""
    yield
    cache.clear()


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Ada, Ben and Eve."""
    monkeypatch.setenv("FOLLOWUP_NOW", NOW.isoformat())
    return gathered()
