"""Many rows at once come back with their ids."""

import pytest

from followup.models import Contact
from followup.models.bulk import added
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db


def test_rows_are_given_ids_in_their_order():
    workspace = ada()
    names = [f"Person {number}" for number in range(120)]

    ids = added(Contact, [{"workspace_id": workspace.pk, "name": name, "created_at": NOW} for name in names])

    rows = Contact.objects.in_bulk(ids)
    assert [rows[pk].name for pk in ids] == names
