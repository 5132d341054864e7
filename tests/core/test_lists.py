"""Today, Waiting, Upcoming, and the room in a day."""

from datetime import date

from followup.core.lists import days, list_of, state
from tests.story import BERLIN, moment, one

CHECK = one("2026-03-02 10:00 applied", "application/check")


def test_a_follow_up_goes_from_waiting_to_today_and_lapses():
    moments = [moment("2026-03-11 08:59"), moment("2026-03-11 09:00"), CHECK.lapses]

    assert [list_of(CHECK, each) for each in moments] == ["waiting", "today", "lapsed"]


def test_it_is_overdue_once_its_deadline_has_passed():
    assert [state(CHECK, moment(day)) for day in ("2026-03-16 17:30", "2026-03-16 17:31")] == [
        "due",
        "overdue",
    ]


def test_thirty_cards_from_one_fair_are_spread_over_three_business_days():
    shared = days([CHECK] * 30, moment("2026-03-12 09:00"), BERLIN, room=12)

    assert {day: len(some) for day, some in shared.items()} == {
        date(2026, 3, 12): 12, date(2026, 3, 13): 12, date(2026, 3, 16): 6
    }  # fmt: skip
