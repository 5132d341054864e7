"""Calendar entries and order lines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from followup.core.events import Event
from followup.core.facts import Party
from followup.core.orders import Order
from followup.core.reading import fold_address, read_event, read_order
from tests.core.reading.samples import ADA, BEN, SEEKER, SHOP, line

START = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)


def event(summary="Interview Data Analyst", **more):
    fields: dict[str, Any] = {
        "uid": "u1", "start": START, "end": START + timedelta(minutes=45), "summary": summary, "organizer": BEN,
        "attendees": (Party("Ada", ADA), BEN, Party("Mia", "mia@harbour-labs.example")),
    }  # fmt: skip
    return Event(**(fields | more))


def test_an_interview_is_set_with_each_interviewer():
    told = read_event(event(), SEEKER)
    assert [line(each) for each in told] == ["interview_set 2026-03-12 14:00–14:45"] * 2
    assert {each.who.name for each in told} == {"Ben Carter", "Mia"}


def test_a_later_version_moves_it_and_keeps_its_name():
    first, then = (
        read_event(event(), SEEKER)[0],
        read_event(event(sequence=1, start=START + timedelta(hours=1)), SEEKER)[0],
    )
    assert (then.kind, then.details["event"], then.slot) == (
        "interview_moved",
        first.details["event"],
        first.slot,
    )


def test_a_cancelled_entry_calls_it_off():
    assert {each.kind for each in read_event(event(status="cancelled"), SEEKER)} == {"interview_cancelled"}


def test_a_request_to_cancel_calls_it_off():
    assert {each.kind for each in read_event(event(method="cancel"), SEEKER)} == {"interview_cancelled"}


def test_a_talk_that_may_be_an_interview_is_a_question():
    assert {each.sure for each in read_event(event("Call with Harbour Labs"), SEEKER)} == {False}


def test_the_dentist_is_no_interview():
    assert read_event(event("Dentist"), SEEKER) == ()


def test_a_meeting_of_a_business_is_no_interview():
    assert read_event(event("Meeting about the delivery"), SHOP) == ()


def test_an_entry_with_nobody_else_is_nothing():
    assert read_event(event(organizer=Party("", ADA), attendees=(Party("", ADA),)), SEEKER) == ()


def test_an_entry_typed_by_hand_tells_of_whose_address_stands_in_it():
    own = event(
        organizer=Party(), attendees=(), description=f"Ask for Mia, mia@harbour-labs.example\nmy CV: {ADA}"
    )
    told = read_event(own, SEEKER)
    assert [(each.who.address, line(each)) for each in told] == [
        ("mia@harbour-labs.example", "interview_set 2026-03-12 14:00–14:45")
    ]


def test_an_invitation_we_declined_is_nothing():
    assert read_event(event(answers=((ADA, "declined"),)), SEEKER) == ()


def test_their_refusal_is_a_question():
    told = read_event(event(method="reply", answers=((BEN.address, "declined"),)), SEEKER)
    assert [line(each) for each in told] == ["interview_cancelled?"]


SUMMARIES = {
    "role, us and firm": (
        "Interview Senior User Researcher – Ada Weber / Lumen Archive",
        "Senior User Researcher",
    ),
    "role alone": ("Interview Data Analyst", "Data Analyst"),
    "firm in brackets": ("Job interview: Editor (Lumen)", "Editor"),
    "firm before the role": ("Interview Northlight Health, Lead UX Researcher", "Lead UX Researcher"),
    "part of the role behind a comma": (
        "Interview: Design Researcher, Navigation (second round)",
        "Design Researcher, Navigation",
    ),
    "a person": ("Interview with Ben Carter", ""),
    "us alone": ("Interview Ada Weber", ""),
    "a room": ("Interview, Room 3.11", ""),
}


@pytest.mark.parametrize(("summary", "title"), SUMMARIES.values(), ids=SUMMARIES)
def test_an_entry_names_the_role_without_our_name(summary, title):
    known = replace(SEEKER, own_names=frozenset({"Ada Weber"}))
    assert {each.about.title if each.about else None for each in read_event(event(summary), known)} == {title}


def test_where_the_address_is_silent_the_entry_names_the_firm():
    tom = Party("Tom Reed", "tom.reed@gmail.com")
    entry = event(
        "Interview Senior Editor – Ada Weber / Lumen Archive",
        organizer=tom,
        attendees=(Party("Ada Weber", ADA),),
    )
    (told,) = read_event(entry, SEEKER)
    assert told.about is not None
    assert (told.about.title, told.about.organisation) == ("Senior Editor", "Lumen Archive")


def test_an_order_is_told_with_its_number_and_amount():
    order = Order(
        number="A-7", who=BEN, placed_at=START, amount=Decimal("19.90"), currency="EUR", items=("Candle",)
    )
    (told,) = read_order(order)
    assert (told.kind, told.details) == (
        "ordered",
        {"number": "A-7", "amount": "19.90", "currency": "EUR", "items": "Candle"},
    )


def test_a_delivered_order_is_told_twice():
    order = Order(number="A-7", who=BEN, placed_at=START, delivered_at=START + timedelta(days=3))
    assert [each.kind for each in read_order(order)] == ["ordered", "delivered"]


def test_addresses_are_folded_for_comparing():
    assert fold_address(" <Ada.L+news@GoogleMail.com> ") == "adal@gmail.com"
