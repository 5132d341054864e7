"""The cache follows the facts, and writes only what changed."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.actions.refresh import calendar_of, rebuild, refresh
from followup.core.calendar import Place
from followup.core.kinds import Kind
from followup.models import Contact, Fact, FollowUp, Opportunity, Organisation, Sender, Workspace

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    made = Workspace.objects.create(slug="ada", name="Ada", created_at=NOW)
    Sender.objects.create(
        workspace=made, name="Ada", timezone="Europe/Berlin", country="DE", subdivision="BE"
    )
    return made


def _contact(workspace, name="Petra Wolff", **columns):
    return Contact.objects.create(workspace=workspace, name=name, created_at=NOW, **columns)


def _fact(contact, kind, day, **columns):
    return Fact.objects.create(
        workspace=contact.workspace, contact=contact, kind=kind, at=datetime(2026, 3, day, 9, tzinfo=UTC),
        source="hand", source_key=f"{contact.pk}/{kind}/{day}", recorded_at=NOW, **columns,
    )  # fmt: skip


def test_a_colleague_s_answer_reaches_whom_we_asked(workspace):
    job = Opportunity.objects.create(workspace=workspace, kind="application", key="potter", created_at=NOW)
    petra, jan = _contact(workspace), _contact(workspace, "Jan Kern")
    _fact(petra, Kind.APPLIED, 2, opportunity=job)
    refresh(workspace, [petra.pk])
    _fact(jan, Kind.RECEIVED, 4, opportunity=job)

    refresh(workspace, [jan.pk])
    assert FollowUp.objects.count() == 0


def test_an_outcome_reaches_the_referees(workspace):
    job = Opportunity.objects.create(workspace=workspace, kind="application", key="potter", created_at=NOW)
    petra, ruth = _contact(workspace), _contact(workspace, "Ruth Berg")
    _fact(ruth, Kind.REFEREE_AGREED, 1)
    refresh(workspace, [ruth.pk])
    _fact(petra, Kind.REFERENCE_ASKED, 10, opportunity=job)

    refresh(workspace, [petra.pk])
    assert [each.step for each in FollowUp.objects.today(workspace, NOW)] == ["referee/alert"]


def test_nothing_is_written_when_nothing_changed(workspace):
    petra = _contact(workspace)
    _fact(petra, Kind.APPLIED, 2)
    refresh(workspace, [petra.pk])
    before = FollowUp.objects.get().pk, Workspace.objects.get().changes

    refresh(workspace, [petra.pk])
    rebuild(workspace)
    assert (FollowUp.objects.get().pk, Workspace.objects.get().changes) == before


def test_a_change_is_seen_by_pages_that_poll(workspace):
    petra = _contact(workspace)
    _fact(petra, Kind.APPLIED, 2)

    refresh(workspace, [petra.pk])
    assert Workspace.objects.get().changes == 1


def test_a_day_shows_what_it_has_room_for_and_upcoming_the_rest(workspace):
    people = [_contact(workspace, f"Card {number}") for number in range(30)]
    for each in people:
        _fact(each, Kind.MET, 10)
    refresh(workspace, [each.pk for each in people])

    today = set(FollowUp.objects.today(workspace, NOW))
    later = [each for each in FollowUp.objects.upcoming(workspace, NOW) if each.step == "met/hello"]
    assert (len(today), len(later), today & set(later)) == (12, 18, set())


@pytest.mark.parametrize("name", ["today", "waiting", "upcoming"])
def test_each_list_is_one_query_with_all_that_its_lines_show(workspace, name, django_assert_num_queries):
    petra = _contact(workspace)
    _fact(petra, Kind.APPLIED, 2)
    refresh(workspace, [petra.pk])

    now = NOW if name == "today" else NOW - timedelta(days=3)
    with django_assert_num_queries(1):
        shown = [
            (each.contact.organisation, each.opportunity, each.because.kind)
            for each in getattr(FollowUp.objects, name)(workspace, now)
        ]

    assert shown == [(None, None, "applied")]


def test_what_lapsed_is_on_no_list(workspace):
    petra = _contact(workspace)
    _fact(petra, Kind.APPLIED, 2)
    refresh(workspace, [petra.pk])
    long_after = NOW + timedelta(days=400)

    lists = (FollowUp.objects.today, FollowUp.objects.waiting, FollowUp.objects.upcoming)
    assert [len(some(workspace, long_after)) for some in lists] == [0, 0, 0]


def test_a_contact_works_where_its_firm_is_unless_it_is_known_better(workspace):
    firm = Organisation.objects.create(workspace=workspace, key="kiln", name="Kiln", country="AT")
    petra = _contact(workspace, organisation=firm, timezone="Europe/Vienna")

    places = calendar_of(workspace)
    assert places.place_of(petra.pk) == Place("Europe/Vienna", "AT")
    assert places.owner == Place("Europe/Berlin", "DE", "BE")
