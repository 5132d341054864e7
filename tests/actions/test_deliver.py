"""An approved letter leaves, once, and what follows from it is written down."""

from datetime import timedelta

import pytest

from followup.actions.contacts import change_contact
from followup.actions.letters import approve, call_back, edit
from followup.actions.sending.deliver import decide_unsure, deliver, deliver_owed, owed_letters, settle
from followup.actions.suppress import suppress
from followup.core.mail import message_key
from followup.core.trouble import Mend, Unreachable
from followup.models import Account, Address, Fact, Letter, Mention, Message
from tests.outbox.rows import LATER, NOW, account, approved, contact, happened, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = pytest.mark.django_db(transaction=True)


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


def _deliver(letter, now=LATER):
    return deliver(letter.pk, now, lambda: now)


def _trouble(letter):
    letter.refresh_from_db()
    return letter.trouble


def _state(letter):
    letter.refresh_from_db()
    return letter.state


def test_an_approved_letter_is_sent(ada, server):
    letter = _deliver(approved(contact(ada)))

    assert (letter.state, len(server.has)) == ("sent", 1)


def test_a_sent_letter_is_a_fact(ada):
    letter = _deliver(approved(contact(ada)))

    fact = Fact.objects.get(kind="sent")
    assert (fact.source_key, fact.at, fact.thread) == (
        letter.message_id,
        LATER,
        message_key(letter.message_id),
    )


def test_the_copy_read_later_from_the_sent_folder_is_known_already(ada):
    letter = _deliver(approved(contact(ada)))

    assert Message.objects.get(key=message_key(letter.message_id)).is_ours


def test_a_sent_letter_is_not_sent_again(ada, server):
    letter = approved(contact(ada))
    _deliver(letter)
    _deliver(letter)

    assert (len(server.has), Fact.objects.filter(kind="sent").count()) == (1, 1)


def test_all_that_is_owed_leaves_over_one_line(ada, server):
    for name in ("Berta Brandt", "Carla Clausen", "Dora Dahl"):
        approved(contact(ada, name))

    assert (deliver_owed(LATER, lambda: LATER), server.seen.count("EHLO")) == (3, 1)


def test_a_letter_waits_for_the_end_of_its_undo_window(ada):
    approved(contact(ada))

    assert owed_letters(NOW + timedelta(seconds=9)) == []


def test_a_letter_called_back_stays(ada, server):
    letter = approved(contact(ada))
    call_back(letter, NOW)

    assert (_deliver(letter).state, server.has) == ("draft", [])


@pytest.mark.parametrize("kind", ["received", "rejected", "stopped", "opted_out", "reported"])
def test_what_happened_since_the_approval_calls_the_letter_back(kind, ada, server):
    berta = contact(ada)
    letter = approved(berta)
    happened(berta, kind, NOW + timedelta(seconds=5))

    assert (_deliver(letter).state, server.seen) == ("draft", [])


@pytest.mark.parametrize("kind", ["out_of_office", "auto_replied", "noted"])
def test_what_is_no_answer_stops_nothing(kind, ada):
    berta = contact(ada)
    letter = approved(berta)
    happened(berta, kind, NOW + timedelta(seconds=5))

    assert _deliver(letter).state == "sent"


def test_an_answer_by_a_colleague_counts(ada):
    berta = contact(ada)
    letter = approved(berta)
    carla = contact(ada, "Carla Clausen")
    happened(carla, "received", NOW + timedelta(seconds=5), details={"for_contact": str(berta.pk)})

    assert _deliver(letter).state == "draft"


def test_old_mail_imported_after_the_approval_stops_nothing(ada):
    berta = contact(ada)
    letter = approved(berta)
    happened(berta, "received", NOW - timedelta(days=900), recorded_at=NOW + timedelta(seconds=5))

    assert _deliver(letter).state == "sent"


def test_an_answer_that_arrives_during_the_greeting_still_stops_it(ada, server):
    berta = contact(ada)
    letter = approved(berta)
    answers: list[object] = []

    def clock():
        if "EHLO" in server.seen and not answers:  # the claim has looked already
            answers.append(happened(berta, "received", NOW + timedelta(seconds=20)))
        return LATER

    assert (deliver(letter.pk, LATER, clock).state, server.seen, server.has) == (
        "draft", ["EHLO", "MAIL", "RCPT"], [],
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["opted_out", "bounced", "reported", "stopped"])
def test_a_suppressed_address_gets_nothing(reason, ada, server):
    letter = approved(contact(ada))
    suppress(ada, letter.address, reason, NOW)

    assert (_deliver(letter).state, server.seen) == ("draft", [])


def test_who_opted_out_is_not_written_to_at_another_address(ada, server):
    berta = contact(ada)
    Address.objects.create(
        workspace=ada, contact=berta, address="b@home.example", as_written="b@home.example",
        source="hand", seen_at=NOW,
    )  # fmt: skip
    letter = approved(berta)
    suppress(ada, "b@home.example", "opted_out", NOW)

    assert (_deliver(letter).state, server.seen) == ("draft", [])


def test_a_letter_that_was_changed_behind_its_approval_does_not_leave(ada, server):
    letter = approved(contact(ada))
    Letter.objects.filter(pk=letter.pk).update(body="Something else.")

    assert (_deliver(letter).state, server.seen) == ("draft", [])


def test_a_name_corrected_after_the_approval_calls_the_letter_back(ada, server):
    berta = contact(ada)
    letter = approved(berta)
    change_contact(berta, {"name": "Berta Brandl", "family": "Brandl"}, NOW)

    assert (_deliver(letter).state, "Brandl" in _trouble(letter), server.seen) == ("draft", True, [])


def test_what_is_learnt_of_others_does_not_call_it_back(ada):
    letter = approved(contact(ada))
    change_contact(contact(ada, "Carla Clausen"), {"name": "Carla Clausen-Kern"}, NOW)

    assert _deliver(letter).state == "sent"


def test_a_busy_server_gets_the_same_bytes_half_an_hour_later(ada, server):
    letter = approved(contact(ada))
    server.fails = {"data": "451 greylisted"}
    first = _deliver(letter)
    again = _deliver(letter, LATER + timedelta(minutes=30))

    assert (first.state, first.send_after, again.state) == ("approved", LATER + timedelta(minutes=30), "sent")
    assert server.has == [bytes(first.frozen)]


def test_after_two_days_it_gives_up_and_says_so(ada, server):
    letter, now = approved(contact(ada)), LATER
    server.fails, server.always = {"rcpt": "451 not now"}, True
    while (tried := _deliver(letter, now)).state == "approved":
        now = tried.send_after

    assert (tried.state, tried.trouble[:18], now - NOW < timedelta(days=2)) == (
        "refused",
        "Tried for two days",
        True,
    )


def test_bytes_of_an_earlier_approval_are_never_sent(ada, server):
    berta = contact(ada)
    letter = approved(berta)
    server.fails = {"data": "451 greylisted"}
    first = _deliver(letter)
    call_back(first, LATER)
    edit(first, body=first.body.replace("two drafts", "three drafts"), now=LATER)
    approve(first, LATER)
    _deliver(first, LATER + timedelta(seconds=30))

    assert b"three drafts" in server.has[0].replace(b"=\r\n", b"")


def test_nobody_at_that_address_marks_it(ada, server):
    letter = approved(contact(ada))
    server.fails = {"rcpt": "550 5.1.1 no such user"}
    refused = _deliver(letter)

    address = Address.objects.get(address=letter.address)
    assert (refused.state, address.bounced_at, Fact.objects.get(kind="bounced").details["hard"]) == (
        "refused", LATER, "yes",
    )  # fmt: skip


def test_a_server_that_does_not_like_us_marks_no_address(ada, server):
    letter = approved(contact(ada))
    server.fails = {"rcpt": "550 5.7.1 policy"}

    assert (_deliver(letter).state, Address.objects.get().bounced_at) == ("refused", None)


def test_an_account_in_trouble_keeps_its_letters_and_says_why(ada, server):
    letter = approved(contact(ada))
    server.fails = {"connect": "drop"}
    with pytest.raises(Unreachable):
        _deliver(letter)

    trouble = Account.objects.get().trouble
    assert (_state(letter), letter.trouble, owed_letters(LATER)) == ("approved", trouble, [])


def test_letters_leave_seconds_apart(ada, server):
    Account.objects.update(seconds_apart=30)
    letters = [approved(contact(ada, name)) for name in ("Berta Brandt", "Carla Clausen", "Dora Dahl")]
    deliver_owed(LATER, lambda: LATER)

    waits = [_state(each) == "approved" and ((each.send_after or LATER) - LATER).seconds for each in letters]
    assert (len(server.has), waits) == (1, [False, 30, 60])


def test_fifty_a_day_and_no_more(ada, server):
    Account.objects.update(cap_per_day=2)
    letters = [approved(contact(ada, name)) for name in ("Berta Brandt", "Carla Clausen", "Dora Dahl")]
    deliver_owed(LATER, lambda: LATER)

    assert (_state(letters[2]), letters[2].send_after, len(server.has)) == (
        "approved", LATER + timedelta(days=1), 2,
    )  # fmt: skip


def test_without_a_server_it_says_how_to_connect_one(db):
    letter = approved(contact(workspace()))

    with pytest.raises(Mend, match="followup connect smtp"):
        _deliver(letter)


def test_the_demo_writes_to_nobody_in_the_world(server):
    demo = workspace(is_demo=True)
    account(demo, 25, host="smtp.example.org", security="tls")
    letter = approved(contact(demo))

    with pytest.raises(Mend, match="demo"):
        _deliver(letter)


def test_a_rehearsal_writes_to_nobody_in_the_world(ada, monkeypatch):
    Account.objects.update(host="smtp.example.org", security="tls")
    letter = approved(contact(ada))
    monkeypatch.setenv("FOLLOWUP_NOW", LATER.isoformat())

    with pytest.raises(Mend, match="FOLLOWUP_NOW"):
        _deliver(letter)


@pytest.fixture
def doubtful(ada, server):
    """A letter that left into silence."""
    letter = approved(contact(ada))
    server.fails = {"dot": "drop"}
    return _deliver(letter)


def test_silence_after_the_last_dot_is_shown_as_doubt(doubtful):
    assert (doubtful.state, "may have it" in doubtful.trouble) == ("unsure", True)


def test_a_letter_in_doubt_is_never_sent_again_by_itself(doubtful, server):
    for hours in range(30):
        settle(doubtful.pk, LATER + timedelta(hours=hours))
        deliver_owed(LATER + timedelta(hours=hours), lambda: LATER)

    assert (_state(doubtful), len(server.has)) == ("unsure", 1)


def test_its_copy_a_reply_or_a_bounce_settles_the_doubt(doubtful, ada):
    key = message_key(doubtful.message_id)
    Mention.objects.create(workspace=ada, key=key, thread=key)
    settled = settle(doubtful.pk, LATER + timedelta(minutes=2))

    assert (settled.state, settled.sent_at, Fact.objects.filter(kind="sent").count()) == ("sent", LATER, 1)


def test_after_ten_minutes_the_person_is_asked_and_after_a_day_again(doubtful):
    asked = [
        settle(doubtful.pk, LATER + wait).trouble
        for wait in (timedelta(minutes=5), timedelta(minutes=11), timedelta(hours=25))
    ]

    assert ["Sent folder" in each for each in asked] == [False, True, True]
    assert asked[1] != asked[2]


def test_only_the_person_sends_it_again_and_then_the_same_bytes(doubtful, server):
    decide_unsure(doubtful, False, LATER)
    sent = _deliver(doubtful)

    assert (sent.state, server.has[0] == server.has[1]) == ("sent", True)


def test_the_person_may_say_that_it_arrived(doubtful, server):
    decided = decide_unsure(doubtful, True, LATER)

    assert (decided.state, len(server.has), Fact.objects.filter(kind="sent").count()) == ("sent", 1, 1)
    with pytest.raises(Mend):
        decide_unsure(doubtful, False, LATER)


@pytest.fixture
def fallen(ada):
    """Three letters of one heap, of which the first was done and two were next when the machine stopped."""
    letters = [approved(contact(ada, name)) for name in ("Berta Brandt", "Carla Clausen", "Dora Dahl")]
    owner = "elsewhere:1:token:heap-ffffffff"
    Letter.objects.update(state="sending", claimed_by=owner, lease_until=LATER + timedelta(hours=1))
    for letter, phase in zip(letters, ("accepted", "connected", "frozen"), strict=True):
        Letter.objects.filter(pk=letter.pk).update(phase=phase, message_id=f"{letter.pk}@weber.example")
    Letter.objects.filter(pk=letters[0].pk).update(sent_at=LATER)
    return letters


def test_when_the_machine_stopped_only_those_next_on_the_line_are_in_doubt(fallen, server):
    deliver_owed(LATER, lambda: LATER)

    assert ([_state(each) for each in fallen], len(server.has)) == (["sent", "unsure", "sent"], 1)
