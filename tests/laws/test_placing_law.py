"""Placing what is near to a change places as much as placing everything."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from followup.actions.placing.place import Touched
from followup.actions.telling.facts import about_as_json
from followup.actions.telling.tell import settle
from followup.core.facts import About
from followup.core.kinds import Kind
from followup.core.matching import organisation_key
from followup.models import Address, Contact, Fact, Opportunity, Organisation, Sender, Workspace

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = (
    "mira@northwind.example", "joe@northwind.example", "lee@contoso.example", "no-reply@greenhouse.io", "kim@gmail.com",
    "pat@jobs.contoso.example",
)  # fmt: skip
FIRMS = ("", "", "Northwind GmbH", "Contoso", "Halm Küche")
TITLES = ("", "Data Analyst", "Data Analyst, Client Portal", "Cook")
KINDS = (Kind.APPLIED, Kind.ACKNOWLEDGED, Kind.REJECTED, Kind.RECEIVED, Kind.INTERVIEW_SET, Kind.ENQUIRED)

told = st.tuples(
    st.integers(0, len(PEOPLE) - 1), st.sampled_from(KINDS), st.integers(0, 90), st.sampled_from(["", "x", "y", "z"]),
    st.one_of(
        st.none(),
        st.tuples(st.sampled_from(["application", "enquiry"]), st.sampled_from(TITLES), st.sampled_from(FIRMS),
                  st.sampled_from(["", "", "R-1", "R-2"])),
    ),
)  # fmt: skip


class Placing(TestCase):
    """Batches of facts arrive in any order, about firms that share people, names and conversations."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.lists(told, min_size=1, max_size=3), min_size=1, max_size=7))
    def test_nothing_is_left_to_place_after_placing_what_is_near(self, batches):
        workspace, people = _desk()
        for number, batch in enumerate(batches):
            touched = Touched()
            for place, each in enumerate(batch):
                _write(workspace, people, f"{number}.{place}", each)
                touched.contacts.add(people[each[0]].pk)
                touched.threads |= {each[3]} - {""}
            settle(workspace, touched, now=START)
        near = _placed(workspace)

        settle(workspace, Touched({each.pk for each in people}, {"x", "y", "z"}, is_less=True), now=START)
        assert near == _placed(workspace)


def _desk() -> tuple[Workspace, list[Contact]]:
    workspace = Workspace.objects.create(slug="desk", name="Desk", created_at=START)
    Sender.objects.create(workspace=workspace, name="Ada", email="ada@example.org")
    people = []
    for address in PEOPLE:
        contact = Contact.objects.create(
            workspace=workspace, name=address, created_at=START, is_machine=address.startswith("no-reply")
        )
        Address.objects.create(
            workspace=workspace, contact=contact, address=address, as_written=address, seen_at=START
        )
        people.append(contact)
    return workspace, people


def _write(workspace: Workspace, people: list[Contact], key: str, each: tuple) -> None:
    who, kind, day, thread, claim = each
    about = About(kind=claim[0], title=claim[1], organisation=claim[2], reference=claim[3]) if claim else None
    Fact.objects.create(
        workspace=workspace, contact=people[who], kind=kind, read_as=kind, at=START + timedelta(days=day), thread=thread,
        source="mail", source_key=key, recorded_at=START, about=about_as_json(about),
        firm=organisation_key(about.organisation) if about else "",
    )  # fmt: skip


def _placed(workspace: Workspace) -> tuple:
    facts = Fact.objects.filter(workspace=workspace).select_related("opportunity").order_by("source_key")
    return (
        [(each.source_key, each.opportunity and each.opportunity.key) for each in facts],
        sorted(
            Opportunity.objects.filter(workspace=workspace).values_list("key", "title", "organisation__key")
        ),
        sorted(Organisation.objects.filter(workspace=workspace).values_list("key", "domain")),
        sorted(Contact.objects.filter(workspace=workspace).values_list("name", "organisation__key")),
    )


pytestmark = pytest.mark.django_db
