"""Messages and people are found by the beginnings of their words."""

import pytest

from followup.actions.contacts import find_contacts
from followup.models import Address, Contact, Message, Organisation
from followup.models.search import messages_with
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db


def matching(text: str) -> int:
    """How many messages hold these words."""
    found = messages_with(text)
    return 0 if found is None else Message.objects.filter(pk__in=found).count()


@pytest.fixture
def workspace():
    made = ada()
    firm = Organisation.objects.create(workspace=made, key="northwind", name="Northwind Traders")
    mira = Contact.objects.create(workspace=made, name="Mira Özdemir", organisation=firm, created_at=NOW)
    Contact.objects.create(workspace=made, name="Mira Kern", created_at=NOW)
    Address.objects.create(
        workspace=made,
        contact=mira,
        address="m.oe@post.example",
        as_written="m.oe@post.example",
        source="hand",
        seen_at=NOW,
    )
    return made


@pytest.mark.parametrize("text", ["özde", "northw mira", "post.example", "m.oe@post", "trad özdemir"])
def test_a_contact_is_found_by_name_firm_and_address(workspace, text):
    assert [each.name for each in find_contacts(workspace, text)] == ["Mira Özdemir"]


@pytest.mark.parametrize("text", ["nobody", "mira nobody", '"', "* OR 1", "NEAR("])
def test_what_is_not_there_is_not_found(workspace, text):
    assert list(find_contacts(workspace, text)) == []


def test_without_a_text_everybody_is_there(workspace):
    assert find_contacts(workspace).count() == 2


def test_a_renamed_contact_is_found_under_the_new_name_only(workspace):
    Contact.objects.filter(name="Mira Kern").update(name="Mira Berg")

    assert [find_contacts(workspace, text).count() for text in ("berg", "kern")] == [1, 0]


def test_a_message_is_found_by_its_text_and_gone_when_deleted(workspace):
    row = Message.objects.create(
        workspace=workspace,
        key="k",
        message_id="k@x",
        thread="k",
        subject="Offer",
        text="The glazed teapots",
        at=NOW,
    )
    found = matching("offer teapot")
    row.delete()

    assert (found, matching("teapot")) == (1, 0)
