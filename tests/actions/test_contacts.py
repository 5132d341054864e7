"""People are named, changed, merged, and taken apart again to the last column."""

from datetime import timedelta

import pytest
from django.apps import apps

from followup.actions.contacts import change_contact, contact_named, merge, unmerge
from followup.actions.record import record
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Contact, Detail, Fact, Letter
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db

#: The agenda's cache has new row numbers after each derivation; merges and change counts are what is tested.
DERIVED = {"followup", "merge", "workspace"}


def dump() -> dict[str, list[dict[str, object]]]:
    """Every row of every table of ours."""
    tables = [
        table
        for table in apps.get_app_config("followup").get_models()
        if table._meta.model_name not in DERIVED
    ]
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in tables}


@pytest.fixture
def workspace():
    made = ada()
    for name, days in (
        ("Mira Aydın <mira@northwind.example>", 9),
        ("M. Aydın <mira.private@post.example>", 7),
    ):
        record(made, Kind.APPLIED, name, at=NOW - timedelta(days=days), now=NOW, about="Data Analyst")
        record(made, Kind.CALLED, name, at=NOW - timedelta(days=days - 1), now=NOW, note=f"spoke to {name}")
    kept, gone = Contact.objects.order_by("pk")
    for each, value in ((kept, "+49 1"), (gone, "+49 1"), (gone, "+49 2")):
        Detail.objects.create(
            workspace=made, contact=each, kind="mobile", value=value, source="hand", seen_at=NOW
        )
    Letter.objects.create(workspace=made, contact=gone, subject="Hello", created_at=NOW, changed_at=NOW)
    Contact.objects.filter(pk=gone.pk).update(title="Head of Data", country="DE")
    return made


def pair() -> tuple[Contact, Contact]:
    kept, gone = Contact.objects.order_by("pk")
    return kept, gone


def test_a_merge_brings_everything_together(workspace):
    kept, gone = pair()

    merge(kept, gone, NOW)
    kept.refresh_from_db()
    assert (kept.facts.count(), kept.addresses.count(), kept.letters.count(), kept.details.filter(kind="mobile").count(), kept.title) == (
        4, 2, 1, 2, "Head of Data",
    )  # fmt: skip


def test_taking_a_merge_apart_restores_every_row(workspace):
    before = dump()

    unmerge(merge(*pair(), NOW), NOW)
    assert dump() == before


def test_what_happened_since_the_merge_stays_with_the_kept(workspace):
    kept, gone = pair()
    done = merge(kept, gone, NOW)
    record(workspace, Kind.CALLED, kept, at=NOW, now=NOW)

    unmerge(done, NOW)
    assert (kept.facts.count(), gone.facts.count()) == (3, 2)


def test_a_merged_contact_is_not_found_any_more(workspace):
    kept, gone = pair()
    merge(kept, gone, NOW)

    assert contact_named(workspace, "mira.private@post.example") == kept


def test_merging_with_itself_says_so(workspace):
    kept, _ = pair()

    with pytest.raises(Mend, match="with itself"):
        merge(kept, kept, NOW)


def test_taking_apart_twice_says_so(workspace):
    done = merge(*pair(), NOW)
    unmerge(done, NOW)

    with pytest.raises(Mend, match="already"):
        unmerge(done, NOW)


def test_a_name_that_several_bear_asks_for_the_number(workspace):
    with pytest.raises(Mend, match="several people"):
        contact_named(workspace, "aydın")


def test_a_typed_name_is_never_replaced(workspace):
    kept, _ = pair()
    change_contact(kept, {"name": "Mira A."}, NOW)

    record(workspace, Kind.CALLED, "Professor Mira Aydın <mira@northwind.example>", at=NOW, now=NOW)
    kept.refresh_from_db()
    assert kept.name == "Mira A."


def test_facts_follow_the_merge_into_one_opportunity(workspace):
    merge(*pair(), NOW)

    assert Fact.objects.filter(kind=Kind.APPLIED).values("opportunity").distinct().count() == 1
