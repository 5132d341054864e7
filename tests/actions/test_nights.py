"""When the night’s comparison of a mailbox is due."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from followup.actions.syncing.nights import last_night

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-03-04T09:00+01:00", "2026-03-04T03:00+01:00"),
        ("2026-03-04T03:00+01:00", "2026-03-04T03:00+01:00"),
        ("2026-03-04T02:59+01:00", "2026-03-03T03:00+01:00"),
        ("2026-03-03T23:30+00:00", "2026-03-03T03:00+01:00"),  # past midnight in Berlin
        ("2026-03-29T12:00+02:00", "2026-03-29T03:00+02:00"),  # the clocks went forward
    ],
)
def test_the_last_night_is_the_latest_three_in_the_morning_where_the_owner_lives(now, night):
    assert last_night(datetime.fromisoformat(now), BERLIN) == datetime.fromisoformat(night)


def test_without_a_zone_of_the_owner_it_is_told_in_utc():
    assert last_night(datetime(2026, 3, 4, 1, tzinfo=UTC), UTC) == datetime(2026, 3, 3, 3, tzinfo=UTC)
