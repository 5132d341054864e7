"""The sample workspaces are filled once, and what they call for today is worth looking at."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from followup.demo import fill
from followup.models import Contact, Fact, FollowUp, Message, Workspace

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def _nothing(*_: int) -> None:
    """Progress that nobody looks at."""


def _rows() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in (Workspace, Message, Fact, Contact, FollowUp)}


@pytest.mark.django_db
def test_filling_twice_writes_nothing_new(tmp_path):
    fill(TUESDAY, tmp_path, _nothing)
    once = _rows()

    again = fill(TUESDAY, tmp_path, _nothing)

    assert _rows() == once
    assert [(each.slug, each.is_demo) for each in again] == [("ada-weber", True), ("brandt-keramik", True)]


@pytest.mark.django_db
def test_today_shows_many_sorts_of_follow_up(tmp_path):
    seeker, shop = fill(TUESDAY, tmp_path, _nothing)

    assert {
        "interview/thank-you", "referee/alert", "rejection/reply", "offer/answer", "employer/reply", "promise/keep",
        "referral/thanks", "interview/result-check", "application/check", "keep-warm/hello",
    } <= _due(seeker)  # fmt: skip
    assert {
        "enquiry/reply", "complaint/reply", "order/acknowledge", "order/thank-you", "met/hello", "quote/chase",
        "quote/expiry", "customer-referral/thanks", "promise/keep", "enquiry/quiet", "buyer/again", "buyer/win-back",
    } <= _due(shop)  # fmt: skip
    thanks = FollowUp.objects.today(seeker, TUESDAY).filter(step="interview/thank-you")

    assert {each.contact.name for each in thanks} == {"Hannah Lindqvist", "Dr Ravi Menon"}


def _due(workspace: Workspace) -> set[str]:
    # All that has come due, however much of it the room in one day leaves for tomorrow.
    rows = FollowUp.objects.filter(workspace=workspace, due__lte=TUESDAY, lapses__gt=TUESDAY)
    return set(rows.values_list("step", flat=True))
