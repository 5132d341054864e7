"""Confirmations that go by themselves: at once, marked, once an order, and never in the person's place."""

from datetime import timedelta

import pytest

from followup.actions.letters import approve, edit, unattended
from followup.actions.letters.drafting import draft
from followup.actions.letters.unattended import release_unattended, workspaces_unattended
from followup.actions.playbooks import let_go_unattended
from followup.actions.record import record
from followup.actions.sending.deliver import deliver_owed
from followup.actions.suppress import suppress
from followup.core.trouble import Mend
from followup.models import Account, Contact, Fact, FollowUp, Letter, PlaybookText
from tests.outbox.rows import NOW, account, contact, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = pytest.mark.django_db(transaction=True)

STEP = "order/acknowledge"


@pytest.fixture
def shop():
    """A shop whose confirmations go unattended."""
    made = workspace(mode="business")
    let_go_unattended(made, STEP, True, NOW)
    return made


@pytest.fixture
def server(shop):
    """The server that its letters leave by."""
    with ScriptedServer() as listening:
        account(shop, listening.port)
        yield listening


def _orders(shop, number: str = "B7", at=NOW, by: Contact | None = None, **details: str) -> Fact:
    by = by or Contact.objects.filter(workspace=shop, name="Berta Brandt").first() or contact(shop)
    return record(
        shop,
        "ordered",
        by,
        at=at,
        now=at,
        about=f"cups (order {number})",
        details={"number": number, **details},
    )


def _send(shop, now=NOW) -> int:
    release_unattended(shop, now)
    return deliver_owed(now, lambda: now, shop)


def test_it_leaves_at_once_marked_and_without_a_sender_to_answer(shop, server):
    _orders(shop)
    _send(shop)

    (raw,) = server.has
    assert (b"\r\nAuto-Submitted: auto-replied\r\n" in raw, server.senders) == (True, [""])


def test_what_a_person_approves_is_not_marked(shop, server):
    _orders(shop)
    later = NOW + timedelta(minutes=1)
    approve(draft(FollowUp.objects.get(step=STEP), NOW), NOW)
    deliver_owed(later, lambda: later, shop)

    assert (b"Auto-Submitted" in server.has[0], server.senders) == (False, ["ada@weber.example"])


def test_the_fact_says_that_nobody_wrote_it(shop, server):
    ordered = _orders(shop)
    _send(shop)

    sent = Fact.objects.get(kind="sent")
    assert (sent.details, sent.step, sent.because_id) == ({"automatic": "yes"}, STEP, ordered.pk)


def test_it_settles_the_confirmation_and_no_question(shop, server):
    _orders(shop)
    record(shop, "received", Contact.objects.get(), at=NOW, now=NOW, note="Could you deliver by Friday?")
    _send(shop)

    assert list(FollowUp.objects.filter(due__lte=NOW + timedelta(hours=2)).values_list("step", flat=True)) == ["enquiry/reply"]  # fmt: skip


def test_one_order_is_confirmed_once_however_often_the_worker_looks(shop, server):
    _orders(shop)
    for _ in range(3):
        _send(shop)

    assert len(server.has) == 1


def test_a_second_order_is_confirmed_an_hour_later(shop, server):
    _orders(shop)
    _send(shop)
    _orders(shop, "B8", NOW + timedelta(minutes=10))
    _send(shop, NOW + timedelta(minutes=20))
    kept = Letter.objects.get(state="draft").trouble
    _send(shop, NOW + timedelta(minutes=70))

    assert ("within the hour" in kept, len(server.has)) == (True, 2)


def test_off_as_shipped_it_waits_for_a_person(server, shop):
    let_go_unattended(shop, STEP, False, NOW)
    _orders(shop)
    _send(shop)

    assert (server.has, Letter.objects.count(), workspaces_unattended()) == ([], 0, [])


def test_what_has_something_to_mend_waits_for_a_person(shop, server):
    nameless = contact(shop, "Berta Brandt")
    nameless.is_machine = True
    nameless.save()
    _orders(shop, by=nameless)
    _send(shop)

    letter = Letter.objects.get()
    assert (letter.state, letter.is_automatic, [each["check"] for each in letter.findings if each["severity"] == "block"]) == ("draft", False, ["machine"])  # fmt: skip


def test_what_waits_for_a_person_keeps_no_other_back(shop, server, monkeypatch):
    monkeypatch.setattr(unattended, "LOOKED_AT", 1)
    nobody = contact(shop, "Shop Robot")
    Contact.objects.filter(pk=nobody.pk).update(is_machine=True)
    _orders(shop, by=nobody, at=NOW - timedelta(minutes=5))
    _send(shop)
    _orders(shop, "B8")
    _send(shop)

    assert len(server.has) == 1


def test_whoever_wants_no_letters_gets_none(shop, server):
    somebody = contact(shop)
    suppress(shop, "berta.brandt@brandt.example", "opted_out", NOW)
    _orders(shop, by=somebody)
    _send(shop)

    assert (server.has, Letter.objects.get().state) == ([], "draft")


def test_a_letter_in_which_a_person_wrote_is_theirs(shop, server):
    _orders(shop)
    letter = draft(FollowUp.objects.get(step=STEP), NOW)
    edit(letter, now=NOW, body=f"{letter.body}\n")
    _send(shop)

    assert (server.has, Letter.objects.get().state) == ([], "draft")


def test_without_a_server_it_stays_a_draft(shop):
    _orders(shop)

    assert (release_unattended(shop, NOW), Letter.objects.filter(state="approved").count()) == (0, 0)


def test_a_paused_account_sends_nothing_by_itself_either(shop, server):
    Account.objects.update(paused_at=NOW)
    _orders(shop)

    assert _send(shop) == 0


def test_an_order_of_long_ago_is_not_confirmed(shop, server):
    _orders(shop, at=NOW - timedelta(days=4))
    _send(shop)

    assert server.has == []


def test_called_back_it_is_the_persons_letter(shop):
    account(shop, 9)
    _orders(shop)
    release_unattended(shop, NOW)
    letter = edit(Letter.objects.get(), now=NOW, subject="Your order, Berta")

    assert (letter.state, letter.is_automatic) == ("draft", False)


def test_the_switch_keeps_what_the_person_wrote_in_the_file(shop):
    let_go_unattended(shop, STEP, False, NOW)
    assert PlaybookText.objects.count() == 0

    PlaybookText.objects.create(
        workspace=shop, name="order", text='[acknowledge]  # mine\ntone = "dry"\n', changed_at=NOW
    )
    let_go_unattended(shop, STEP, True, NOW)
    on = PlaybookText.objects.get().text
    let_go_unattended(shop, STEP, False, NOW)

    assert (on, PlaybookText.objects.get().text) == (
        '[acknowledge]  # mine\nunattended = true\ntone = "dry"\n', '[acknowledge]  # mine\ntone = "dry"\n',
    )  # fmt: skip


def test_a_step_that_thanks_cannot_be_let_go(shop):
    with pytest.raises(Mend, match="only the plain confirmation"):
        let_go_unattended(shop, "order/thank-you", True, NOW)
