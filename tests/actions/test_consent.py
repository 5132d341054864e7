"""Consent is recorded with the words they used, and the contact's page says until when it holds."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from followup.actions.record import record
from followup.actions.suppress import suppress
from followup.core.trouble import Mend
from followup.models import Contact, Fact, Member
from followup.web.words.consent import may_be_written_to
from tests.outbox.rows import NOW, contact, workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def berta():
    """A contact of a shop, in Canada."""
    made = contact(workspace(mode="business"))
    Contact.objects.filter(pk=made.pk).update(country="CA")
    made.refresh_from_db()
    return made


def _happened(to, kind: str, days_ago: int, **more) -> Fact:
    return record(to.workspace, kind, to, at=NOW - timedelta(days=days_ago), now=NOW, **more)


def test_a_consent_is_kept_with_its_words(berta):
    fact = _happened(berta, "consented", 1, note="At the fair: “yes, do write to me”")

    assert fact.details["how"] == "At the fair: “yes, do write to me”"


def test_a_consent_without_words_proves_nothing(berta):
    with pytest.raises(Mend, match="where and in which words"):
        _happened(berta, "consented", 1, note=" ")


@pytest.mark.parametrize(
    ("kind", "days_ago", "more", "sentence"),
    [
        ("ordered", 30, {}, "Bought on 31 January 2026, until 31 January 2028."),
        ("enquired", 30, {}, "Asked you for something on 31 January 2026, until 31 July 2026."),
        ("consented", 30, {"note": "Do write"}, "They agreed on 31 January 2026 (“Do write”)."),
        ("met", 30, {}, "You met on 31 January 2026."),
        ("ordered", 800, {}, "Not any more. Bought on 23 December 2023, which allowed unasked letters until 23 December 2025."),
        ("noted", 1, {}, "Nothing on record yet that allows unasked letters. When they agree, record it with the words they used."),
        ("opted_out", 2, {}, "No. They asked not to be written to, 28 February 2026."),
    ],
)  # fmt: skip
def test_what_allows_letters_is_told_with_its_end(berta, kind, days_ago, more, sentence):
    _happened(berta, kind, days_ago, **more)

    assert may_be_written_to(berta, NOW) == sentence


def test_in_germany_a_meeting_alone_allows_nothing(berta):
    _happened(berta, "met", 3)
    berta.country = ""  # then it is the shop's own

    assert may_be_written_to(berta, NOW).startswith("Nothing on record yet")


def test_an_address_that_was_suppressed_before_says_no(berta):
    _happened(berta, "ordered", 3)
    suppress(berta.workspace, "berta.brandt@brandt.example", "opted_out", NOW)

    assert may_be_written_to(berta, NOW) == "No. They asked not to be written to."


def test_the_contacts_page_shows_it_to_a_business_alone(berta):
    _happened(berta, "ordered", 30)
    user = User.objects.create_user("jonas")
    Member.objects.create(workspace=berta.workspace, user=user)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    shown = "Bought on 31 January 2026" in browser.get(f"/contacts/{berta.pk}").content.decode()
    type(berta.workspace).objects.update(mode="personal")

    assert (shown, "Bought on" in browser.get(f"/contacts/{berta.pk}").content.decode()) == (True, False)
