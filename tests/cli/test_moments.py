"""Times as people type them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from followup.cli.moments import moment_of
from followup.core.trouble import Mend

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 28, 9, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-04-02", "2026-04-02T09:00:00+02:00"),
        ("2026-04-02 14:00", "2026-04-02T14:00:00+02:00"),
        ("2026-04-02T14:00:00+00:00", "2026-04-02T14:00:00+00:00"),
        ("tomorrow", "2026-03-29T09:00:00+02:00"),
        ("yesterday", "2026-03-27T09:00:00+01:00"),
        ("3d", "2026-03-31T09:30:00+02:00"),
        ("2h", "2026-03-28T11:30:00+01:00"),
        ("now", "2026-03-28T09:30:00+01:00"),
    ],
)
def test_it_means(typed: str, meant: str) -> None:
    assert moment_of(typed, NOW, BERLIN).isoformat() == meant


@pytest.mark.parametrize("typed", ["soon", "32.13.2026", "", "9999999d"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Mend):
        moment_of(typed, NOW, BERLIN)
