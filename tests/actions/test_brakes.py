"""An account that does harm stops, a provider's limit is not reached, and nobody who is away is asked."""

from datetime import timedelta

import pytest

from followup.actions.sending.deliver import deliver_owed, owed_letters, resume_account
from followup.actions.sending.turns import cap_of
from followup.core.trouble import Mend
from followup.models import Account, FollowUp, Letter
from tests.outbox.rows import LATER, NOW, account, approved, contact, happened, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Berta Brandt", "Carla Clausen", "Dora Dahl", "Emma Ernst")


@pytest.fixture
def server():
    """A server that takes everything until told otherwise."""
    with ScriptedServer() as running:
        yield running


@pytest.fixture
def ada(server):
    """Ada's workspace, connected to the server."""
    made = workspace()
    account(made, server.port)
    return made


@pytest.fixture
def bounced(ada, server):
    """The third letter in a row has come back for good; a fourth was approved with them."""
    server.fails, server.always = {"rcpt": "550 5.1.1 no such user"}, True
    letters = [approved(contact(ada, name)) for name in NAMES]
    deliver_owed(LATER, lambda: LATER)
    return letters


def _now(letter):
    letter.refresh_from_db()
    return letter


def test_three_of_the_last_fifty_come_back_and_the_rest_stays(bounced, server):
    assert ([_now(each).state for each in bounced], len(server.recipients)) == (
        ["refused", "refused", "refused", "approved"], 3,
    )  # fmt: skip


def test_a_paused_account_says_why_and_owes_nothing(bounced):
    paused = Account.objects.get()

    assert (paused.paused_at, paused.trouble[:32], owed_letters(LATER + timedelta(days=1))) == (
        LATER, "3 of the last 3 letters came back"[:32], [],
    )  # fmt: skip


def test_a_person_lets_it_go_on(bounced, server):
    server.fails = {}
    later = LATER + timedelta(hours=1)
    resume_account(Account.objects.get(), later)
    deliver_owed(later, lambda: later)

    assert (_now(bounced[3]).state, Account.objects.get().trouble) == ("sent", "")


def test_what_is_not_paused_is_not_resumed(ada):
    with pytest.raises(Mend, match="not paused"):
        resume_account(Account.objects.get(), NOW)


def test_a_complaint_about_one_letter_stops_all_others(ada, server):
    berta, carla = contact(ada), contact(ada, "Carla Clausen")
    approved(berta)
    deliver_owed(LATER, lambda: LATER)
    happened(berta, "reported", LATER + timedelta(minutes=5))
    waiting = approved(carla)
    later = LATER + timedelta(minutes=10)
    deliver_owed(later, lambda: later)

    assert (_now(waiting).state, len(server.has), "Berta Brandt marked" in Account.objects.get().trouble) == (
        "approved", 1, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("host", "cap", "leave"),
    [("smtp.gmail.com", 1000, 400), ("smtp.office365.com", 1000, 1000), ("mail.example.org", 1000, 1000),
     ("smtp.mail.yahoo.com", 50, 50), ("notgmail.com", 1000, 1000)],
)  # fmt: skip
def test_four_fifths_of_what_a_provider_allows_is_the_end(host, cap, leave):
    assert cap_of(Account(host=host, cap_per_day=cap)) == leave


@pytest.fixture
def asking(ada):
    """An approved letter that asks what came of an interview, for a follow-up that is owed."""
    berta = contact(ada)
    fact = happened(berta, "interviewed", NOW - timedelta(days=10))
    letter = approved(berta, "the kiln on 20 February")
    Letter.objects.filter(pk=letter.pk).update(
        step="interview/result-check", because=fact, follow_up_key="k1", created_at=NOW
    )
    FollowUp.objects.create(
        workspace=ada, key="k1", step="interview/result-check", contact=berta, because=fact,
        because_kind="interviewed", because_at=fact.at, due=NOW, lapses=NOW + timedelta(days=30), rank=1,
    )  # fmt: skip
    return letter


def test_who_went_away_since_the_approval_is_asked_on_the_day_after_their_return(asking, server):
    happened(asking.contact, "out_of_office", NOW + timedelta(seconds=5), until=NOW + timedelta(days=7))
    deliver_owed(LATER, lambda: LATER)

    # Back on Monday the 9th, so on Tuesday morning.
    assert (_now(asking).state, str(asking.send_after)[:10], asking.trouble, server.has) == (
        "approved", "2026-03-10", "Berta Brandt is away; this leaves on 10 March.", [],
    )  # fmt: skip


def test_an_absence_known_at_the_approval_was_the_persons_choice(asking, server):
    happened(asking.contact, "out_of_office", NOW - timedelta(days=1), until=NOW + timedelta(days=7))
    deliver_owed(LATER, lambda: LATER)

    assert (_now(asking).trouble, len(server.has)) == ("", 1)
