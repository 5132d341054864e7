"""What allows unasked letters, since when and until when."""

from datetime import UTC, datetime

import pytest

from followup.core.consent import consent, months_later
from tests.story import moment, story

NOW = moment("2026-03-10 10:00")


def told(text: str, country: str = "CA") -> str:
    """What is on record, in words: ground, day it began, day it ends."""
    found = consent(story(text), country, NOW)
    if found is None:
        return "nothing"
    until = f"{found.until:%Y-%m-%d}" if found.until else "for good"
    return f"{found.ground} {found.since:%Y-%m-%d} {until}{'' if found.holds(NOW) else ' ended'}"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("2025-05-03 10:00 ordered", "bought 2025-05-03 2027-05-03"),
        ("2025-05-03 10:00 delivered", "bought 2025-05-03 2027-05-03"),
        ("2024-03-09 10:00 ordered", "bought 2024-03-09 2026-03-09 ended"),
        ("2025-12-01 10:00 enquired", "enquired 2025-12-01 2026-06-01"),
        ("2025-12-01 10:00 received asks", "enquired 2025-12-01 2026-06-01"),
        ("2025-09-01 10:00 enquired", "enquired 2025-09-01 2026-03-01 ended"),
        ("2019-05-03 10:00 consented", "express 2019-05-03 for good"),
        ("2025-05-03 10:00 consented until=2025-12-31T00:00", "express 2025-05-03 2025-12-30 ended"),
        ("2023-05-03 10:00 met", "met 2023-05-03 for good"),
        ("2026-03-01 10:00 received", "nothing"),
        ("2026-03-01 10:00 received asks machine", "nothing"),
        ("2026-03-01 10:00 ordered unsure", "nothing"),
        ("2026-04-01 10:00 ordered", "nothing"),  # still to come
        ("", "nothing"),
    ],
)
def test_each_kind_has_its_end(facts: str, expected: str):
    assert told(facts) == expected


def test_the_last_purchase_counts():
    assert told("2023-01-05 10:00 ordered\n2025-01-05 10:00 ordered") == "bought 2025-01-05 2027-01-05"


def test_what_holds_comes_before_what_lasted_longer():
    assert told("2024-01-05 10:00 ordered\n2026-01-05 10:00 enquired") == "enquired 2026-01-05 2026-07-05"


def test_their_own_word_comes_before_a_purchase():
    assert told("2026-01-05 10:00 ordered\n2020-01-05 10:00 consented") == "express 2020-01-05 for good"


@pytest.mark.parametrize("end", ["opted_out", "reported"])
@pytest.mark.parametrize("day", ["2020-01-01", "2026-03-01"])
def test_who_wants_no_letters_ends_it_all(end: str, day: str):
    assert told(f"2026-01-05 10:00 ordered\n2026-02-01 10:00 consented\n{day} 10:00 {end}") == "nothing"


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("DE", "nothing"),
        ("AT", "nothing"),
        ("GB", "enquired"),
        ("FR", "enquired"),
        ("CA", "met"),
        ("US", "met"),
        ("", "met"),
    ],
)
def test_what_counts_depends_on_where_they_are(country: str, expected: str):
    assert told("2026-01-05 10:00 met\n2026-01-06 10:00 enquired", country).split()[0] == expected


def test_a_month_that_is_shorter_ends_on_its_last_day():
    assert months_later(datetime(2025, 8, 31, tzinfo=UTC), 6) == datetime(2026, 2, 28, tzinfo=UTC)
