"""Calendars: invitations, series, zones, and files that would never end."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.events import Event
from followup.core.facts import Party
from followup.core.trouble import NotUnderstood
from followup.sources.ics import read_calendar

from .samples import sample

BERLIN = ZoneInfo("Europe/Berlin")


def read(*lines, method="PUBLISH", **more):
    """What a calendar of one entry with these lines holds."""
    entry = "\n".join(["BEGIN:VEVENT", "UID:one", *lines, "END:VEVENT"])
    return list(read_calendar(f"BEGIN:VCALENDAR\nMETHOD:{method}\n{entry}\nEND:VCALENDAR\n", **more))


def test_an_invitation_names_its_people_and_its_time():
    (event,) = read_calendar(sample("invitation.ics").decode())

    assert event == Event(
        uid="interview-1",
        start=datetime(2026, 3, 4, 13, tzinfo=UTC),
        end=datetime(2026, 3, 4, 13, 45, tzinfo=UTC),
        summary="Interview, Harbour",
        sequence=2,
        stamp=datetime(2026, 3, 1, 9, tzinfo=UTC),
        method="request",
        organizer=Party("Ben Okafor", "ben@harbour.example"),
        attendees=(Party("Ada Quist", "ada@quist.example"),),
        answers=(("ada@quist.example", "needs-action"),),
    )


def test_a_cancellation_is_a_cancelled_event():
    (event,) = read("DTSTART:20260304T130000Z", method="CANCEL")

    assert event.status == "cancelled"


def test_a_time_without_a_zone_is_that_of_the_reader():
    (event,) = read("DTSTART:20260304T140000", zone=BERLIN)

    assert event.start == datetime(2026, 3, 4, 13, tzinfo=UTC)


def test_a_whole_day_ends_when_the_next_begins():
    (event,) = read("DTSTART;VALUE=DATE:20260304", zone=BERLIN)

    assert (event.all_day, event.start, event.end) == (
        True,
        datetime(2026, 3, 4, tzinfo=BERLIN),
        datetime(2026, 3, 5, tzinfo=BERLIN),
    )


def test_a_weekly_series_keeps_its_local_hour_over_the_change_of_clocks():
    events = read("DTSTART;TZID=Europe/Berlin:20260323T090000", "RRULE:FREQ=WEEKLY;COUNT=2")

    assert [event.start.astimezone(UTC).hour for event in events] == [8, 7]


def test_a_series_without_end_is_read_within_the_horizon():
    horizon = (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC))

    events = read("DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY", horizon=horizon)

    assert len(events) == 7


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7",
    ],
)
def test_a_rule_that_repeats_without_reason_is_read_once_and_named(rule):
    first, trouble = read("DTSTART:20260304T130000Z", f"RRULE:{rule}")

    assert isinstance(first, Event)
    assert trouble.sentence == "This entry repeats too often to be read whole; only its first occurrence was."


def test_a_damaged_entry_does_not_keep_the_others_from_being_read():
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:never\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:b\nDTSTART:20260304T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    assert [type(each) for each in read_calendar(text)] == [NotUnderstood, Event]


def test_a_zone_of_the_calendars_own_is_believed():
    zone = "BEGIN:VTIMEZONE\nTZID:Ship\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    entry = "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Ship:20260304T160000\nEND:VEVENT\n"

    (event,) = read_calendar(f"BEGIN:VCALENDAR\n{zone}{entry}END:VCALENDAR\n")

    assert isinstance(event, Event)
    assert event.start == datetime(2026, 3, 4, 13, tzinfo=UTC)


@given(st.text(max_size=300))
def test_no_text_makes_the_reading_of_calendars_fail(text):
    for each in read(*text.split(";"), "DTSTART:20260304T130000Z"):
        assert isinstance(each, Event | NotUnderstood)
