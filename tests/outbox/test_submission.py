"""What the receipt says, whatever the server does and whenever it does it."""

import pytest

from followup.core.trouble import Refused, Unreachable
from followup.outbox.submission import Parcel, submit
from tests.outbox.conftest import line_to, parcel
from tests.outbox.scripted import ScriptedServer


def _receipt(fails, journal):
    with ScriptedServer(fails) as server, line_to(server.port) as line:
        return submit(line, parcel(), journal), server


def test_a_letter_arrives_as_it_was_frozen(journal):
    receipt, server = _receipt({}, journal)

    assert (receipt.outcome, server.has) == ("sent", [parcel().raw])


def test_the_journal_hears_of_each_phase_in_order(journal):
    _receipt({}, journal)

    assert journal.phases == ["connected", "recipient_accepted", "data_started", "dot_sent"]


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("event", ["drop", "stall", "421 closing", "451 not now"])
def test_before_the_last_dot_nothing_is_lost_by_trying_again(phase, event, journal):
    receipt, server = _receipt({phase: event}, journal)

    assert (receipt.outcome, server.has) == ("later", [])


@pytest.mark.parametrize("event", ["drop", "stall"])
def test_a_line_cut_inside_the_text_is_never_taken_for_success(event, journal):
    receipt, server = _receipt({"body": event}, journal)

    assert (receipt.outcome in {"later", "unsure"}, server.has) == (True, [])


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data"])
def test_a_refusal_is_for_good(phase, journal):
    receipt, _ = _receipt({phase: "550 5.7.1 we do not like this"}, journal)

    assert (receipt.outcome, receipt.code) == ("refused", 550)


@pytest.mark.parametrize("event", ["drop", "stall"])
def test_silence_after_the_last_dot_is_doubt(event, journal):
    receipt, server = _receipt({"dot": event}, journal)

    assert (receipt.outcome, len(server.has)) == ("unsure", 1)


def test_an_answer_that_is_none_after_the_last_dot_is_doubt(journal):
    receipt, _ = _receipt({"dot": "what?"}, journal)

    assert receipt.outcome == "unsure"


@pytest.mark.parametrize(
    ("answer", "outcome"), [("452 full", "later"), ("421 closing", "later"), ("554 spam", "refused")]
)
def test_a_letter_given_back_after_the_dot_was_not_sent(answer, outcome, journal):
    receipt, server = _receipt({"dot": answer}, journal)

    assert (receipt.outcome, server.has) == (outcome, [])


@pytest.mark.parametrize("event", ["421 closing", "drop", "stall"])
def test_whatever_quit_brings_a_letter_taken_is_sent(event, journal):
    receipt, _ = _receipt({"quit": event}, journal)

    assert receipt.outcome == "sent"


def test_a_hangup_after_a_refusal_leaves_it_a_refusal(journal):
    receipt, _ = _receipt({"rcpt": "550 5.1.1 nobody", "rset": "drop"}, journal)

    assert (receipt.outcome, receipt.blames_address) == ("refused", True)


@pytest.mark.parametrize(
    ("answer", "blames"),
    [("550 5.1.1 no such user", True), ("550 no such user", True), ("550 5.7.1 policy", False)],
)
def test_only_an_answer_about_the_mailbox_blames_the_address(answer, blames, journal):
    receipt, _ = _receipt({"rcpt": answer}, journal)

    assert receipt.blames_address is blames


@pytest.mark.parametrize("phase", ["recipient_accepted", "data_started", "dot_sent"])
def test_a_journal_that_says_no_leaves_the_server_without_the_letter(phase):
    with ScriptedServer() as server, line_to(server.port) as line:
        receipt = submit(line, parcel(), lambda each: each != phase)

    assert (receipt.outcome, server.has) == ("held", [])


def test_one_line_carries_many_letters(journal):
    with ScriptedServer() as server, line_to(server.port) as line:
        for number in range(3):
            submit(line, parcel(body=f"Number {number}\n"), journal)

    assert (len(server.has), server.seen.count("EHLO")) == (3, 1)


@pytest.mark.parametrize("event", ["421 enough for today", "drop"])
def test_a_line_that_died_between_two_letters_is_opened_again(event, journal):
    with ScriptedServer() as server, line_to(server.port) as line:
        submit(line, parcel(), journal)
        server.fails = {"mail": event}
        receipt = submit(line, parcel(body="Second\n"), journal)

    assert (receipt.outcome, len(server.has)) == ("sent", 2)


def test_a_refused_letter_does_not_harm_the_next_one(journal):
    with ScriptedServer({"rcpt": "550 5.1.1 nobody"}) as server, line_to(server.port) as line:
        submit(line, parcel(), journal)
        receipt = submit(line, parcel(), journal)

    assert receipt.outcome == "sent"


@pytest.mark.parametrize(
    ("fails", "trouble"),
    [
        ({"connect": "drop"}, Unreachable),
        ({"connect": "stall"}, Unreachable),
        ({"connect": "554 not you"}, Refused),
        ({"ehlo": "drop"}, Unreachable),
    ],
)
def test_a_server_that_does_not_let_us_in_is_trouble_of_the_account(fails, trouble, journal):
    with pytest.raises(trouble):
        _receipt(fails, journal)


def test_nobody_listening_is_one_sentence(journal):
    with ScriptedServer() as server:
        port = server.port

    with pytest.raises(Unreachable, match="cannot be reached"), line_to(port) as line:
        submit(line, parcel(), journal)


def test_an_address_beyond_ascii_needs_a_server_that_takes_it(journal):
    with ScriptedServer() as server, line_to(server.port) as line:
        receipt = submit(line, parcel(recipient="jürgen@brandt.example"), journal)

    assert (receipt.outcome, server.recipients) == ("refused", [])


def _automatic(fails, journal):
    written = parcel(is_automatic=True)
    envelope = Parcel(raw=written.raw, sender="", recipient=written.recipient, instead="ada@weber.example")
    with ScriptedServer(fails) as server, line_to(server.port) as line:
        return submit(line, envelope, journal), server


def test_nothing_comes_back_to_a_letter_that_left_by_itself(journal):
    receipt, server = _automatic({}, journal)

    assert (receipt.outcome, server.senders) == ("sent", [""])


def test_a_server_that_lets_nobody_send_without_a_name_gets_ours(journal):
    receipt, server = _automatic({"mail": "501 who are you"}, journal)

    assert (receipt.outcome, server.senders, len(server.has)) == ("sent", ["", "ada@weber.example"], 1)


def test_a_server_that_is_busy_is_not_asked_twice(journal):
    receipt, server = _automatic({"mail": "451 not now"}, journal)

    assert (receipt.outcome, server.senders) == ("later", [""])
