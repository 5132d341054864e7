"""The cast, and a clock that stands still on Wednesday 4 March 2026 at nine."""

import pytest

from tests.cast import NOW, Cast, gathered
from tests.dovecot import dovecot

__all__ = ["dovecot"]


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Ada, Ben and Eve."""
    monkeypatch.setenv("FOLLOWUP_NOW", NOW.isoformat())
    return gathered()
