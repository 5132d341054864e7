"""By hand: a fact in the person's own words."""

import pytest

from followup.actions.record import about_named, record
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Contact, Opportunity
from tests.actions.telling_about import NOW, about, ada

pytestmark = pytest.mark.django_db


def test_an_unknown_address_becomes_a_contact():
    fact = record(
        ada(), "met", "Mira Aydın <mira@northwind.example>", at=NOW, now=NOW, note="We spoke of glazes."
    )

    assert (fact.contact.family, fact.says, fact.source) == ("Aydın", "We spoke of glazes.", "hand")


def test_the_same_address_is_the_same_contact():
    workspace = ada()
    for text in ("Mira Aydın <mira@northwind.example>", "MIRA@northwind.example", "mira ayd"):
        record(workspace, Kind.CALLED, text, at=NOW, now=NOW)

    assert Contact.objects.count() == 1


def test_a_name_that_nobody_has_asks_for_an_address():
    with pytest.raises(Mend, match="Name <address>"):
        record(ada(), Kind.CALLED, "Mira", at=NOW, now=NOW)


@pytest.mark.parametrize(
    ("text", "title", "firm", "reference"),
    [
        ("Data Analyst at Northwind (ref 12)", "Data Analyst", "Northwind", "12"),
        ("Data Analyst at Northwind", "Data Analyst", "Northwind", ""),
        ("Teapots, order 1001", "Teapots", "", "1001"),
        ("Teapots #A-7", "Teapots", "", "A-7"),
        ("Shop refit", "Shop refit", "", ""),
    ],
)
def test_what_it_is_about_is_taken_from_words(text, title, firm, reference):
    named = about_named(text, Kind.APPLIED)

    assert named
    assert (named.title, named.organisation, named.reference) == (title, firm, reference)


def test_what_is_recorded_without_a_word_belongs_to_the_only_application():
    workspace = ada()
    record(
        workspace,
        Kind.APPLIED,
        "mira@northwind.example",
        at=NOW,
        now=NOW,
        about="Data Analyst at Northwind (ref 12)",
    )

    fact = record(workspace, Kind.INTERVIEWED, "mira@northwind.example", at=NOW, now=NOW)
    assert about(fact.opportunity) == "application Data Analyst 12 northwind"


def test_two_words_for_one_application_are_one():
    workspace = ada()
    for text in ("Data Analyst at Northwind GmbH", "data analyst (m/f/d) at northwind"):
        record(workspace, Kind.APPLIED, "mira@northwind.example", at=NOW, now=NOW, about=text)

    assert Opportunity.objects.count() == 1


def test_what_a_machine_does_cannot_be_recorded():
    with pytest.raises(Mend, match="not something to record by hand"):
        record(ada(), Kind.SNOOZED, "mira@northwind.example", at=NOW, now=NOW)
