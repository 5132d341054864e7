"""Reading a real mailbox: Dovecot."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Timer

import pytest

from followup.core.mail import Mail
from followup.core.trouble import Mend, NotUnderstood, Refused, Unreachable
from followup.sources import imap
from followup.sources.imap import FolderCursor, Login

from .letters import letter

pytestmark = pytest.mark.dovecot
INBOX = FolderCursor(name="INBOX")


def read(login, cursor=INBOX, *, is_sent=False):
    """Everything new since the cursor, and the cursor behind it."""
    with imap.connect(login) as mailbox:
        folder = imap.open_folder(mailbox, cursor)
        uids = imap.new_uids(mailbox, folder, 0 if folder.is_anew else cursor.last_uid)
        found = [
            each
            for batch in imap.read(mailbox, folder, uids, is_sent=is_sent, known=lambda _: set())
            for each in batch.items
        ]
    last = max([cursor.last_uid, *(each.uid for each in found)])
    return [each.thing for each in found], FolderCursor(name=cursor.name, last_uid=last, state=folder.state)


def subjects(items):
    return [item.subject for item in items]


def test_messages_come_in_order_and_those_without_a_date_with_their_arrival(dovecot):
    arrived = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    undated = letter("Two", number=2).replace(b"Date: ", b"X-Date: ")
    dovecot.deliver("order", letter("One", number=1), undated, arrived=arrived)

    items, _ = read(dovecot.login("order"))

    assert [(mail.subject, mail.received_at) for mail in items] == [("One", None), ("Two", arrived)]


def test_a_second_reading_brings_only_what_is_new(dovecot):
    dovecot.deliver("again", letter("One", number=1))
    _, cursor = read(dovecot.login("again"))
    dovecot.deliver("again", letter("Two", number=2))

    items, _ = read(dovecot.login("again"), cursor)

    assert subjects(items) == ["Two"]


def test_reading_marks_nothing_as_read(dovecot):
    dovecot.deliver("unseen", letter())

    read(dovecot.login("unseen"))

    assert all("S" not in path.name.rpartition(",")[2] for path in dovecot.files("unseen"))


def test_how_a_folder_stands_is_told_without_opening_it(dovecot):
    dovecot.deliver("quiet", letter())
    _, cursor = read(dovecot.login("quiet"))

    with imap.connect(dovecot.login("quiet")) as mailbox:
        states = imap.states(mailbox, ["INBOX", "Nowhere", "Sent"])

    assert (states["INBOX"], bool(cursor.state.modseq), set(states)) == (
        cursor.state,
        True,
        {"INBOX", "Sent"},
    )


def test_a_folder_numbered_anew_is_read_from_its_beginning(dovecot):
    dovecot.deliver("anew", letter("One"))
    _, cursor = read(dovecot.login("anew"))
    other = replace(cursor, state=replace(cursor.state, uid_validity=cursor.state.uid_validity + 1))

    items, _ = read(dovecot.login("anew"), other)

    assert subjects(items) == ["One"]


def test_the_server_names_what_vanished_since_the_last_time(dovecot):
    dovecot.deliver("vanished", letter("One", number=1), letter("Two", number=2), letter("Three", number=3))
    _, cursor = read(dovecot.login("vanished"))
    dovecot.expunge("vanished", 1, 3)

    with imap.connect(dovecot.login("vanished")) as mailbox:
        folder = imap.open_folder(mailbox, cursor)

        assert (folder.vanished, imap.all_uids(mailbox), imap.count(mailbox, folder)) == (
            ((1, 1), (3, 3)), {2}, 1,
        )  # fmt: skip


def test_drafts_and_deleted_messages_are_left_out(dovecot):
    dovecot.deliver("flags", letter("One", number=1), letter("Two", number=2), letter("Three", number=3))
    dovecot.flag("flags", 1, "\\Draft")
    dovecot.flag("flags", 3, "\\Deleted")

    items, _ = read(dovecot.login("flags"))

    assert [item and item.subject for item in items] == [None, "Two", None]


def test_an_empty_folder_says_how_much_it_holds(dovecot):
    with imap.connect(dovecot.login("empty")) as mailbox:
        folder = imap.open_folder(mailbox, INBOX)

        assert (folder.state.messages, imap.all_uids(mailbox)) == (0, set())


def test_new_mail_is_heard_of_while_it_arrives(dovecot):
    with imap.connect(dovecot.login("idle")) as mailbox:
        imap.open_folder(mailbox, INBOX)
        silent = imap.hear(mailbox, 0.1)
        later = Timer(0.3, dovecot.deliver, ("idle", letter()))
        later.start()
        heard = imap.hear(mailbox, 30)
        later.join()

    assert (silent, heard) == (False, True)


def test_the_sent_folder_is_found_by_what_the_server_says_of_it(dovecot):
    with imap.connect(dovecot.login("roles")) as mailbox:
        roles = dict(imap.folders(mailbox))

    assert (roles["INBOX"], roles["Sent"]) == ("inbox", "sent")


def test_mail_of_the_sent_folder_is_ours(dovecot):
    dovecot.deliver("ours", letter("I wrote"), folder="Sent")

    items, _ = read(dovecot.login("ours"), FolderCursor(name="Sent"), is_sent=True)

    assert items[0].is_sent


def test_a_folder_with_foreign_letters_in_its_name_is_read(dovecot):
    dovecot.deliver("umlaut", letter("Grüße"), folder="B&APw-ro")

    items, _ = read(dovecot.login("umlaut"), FolderCursor(name="Büro"))

    assert subjects(items) == ["Grüße"]


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_each_way_of_securing_the_connection_lets_us_in(dovecot, security):
    dovecot.deliver("ways", letter())

    items, _ = read(dovecot.login("ways", security=security))

    assert isinstance(items[0], Mail)


def test_a_certificate_that_nobody_vouches_for_is_refused(dovecot):
    login = replace(dovecot.login("ada", security="tls"), cafile="")

    with (
        pytest.raises(Unreachable, match=r"certificate of 127\.0\.0\.1 is not to be trusted"),
        imap.connect(login),
    ):
        pass


def test_a_wrong_password_is_a_refusal_that_says_what_to_check(dovecot):
    login = dovecot.login("ada", password="wrong")

    sentence = r"did not let ada in .* Check the user name and the password"
    with pytest.raises(Refused, match=sentence), imap.connect(login):
        pass


def test_a_password_with_foreign_letters_is_asked_for_and_not_stumbled_over(dovecot):
    login = dovecot.login("ada", password="Töpferei")

    with pytest.raises(Refused, match="did not let ada in"), imap.connect(login):
        pass


def test_a_server_that_is_not_there_is_named_with_its_port():
    login = Login(host="127.0.0.1", port=1, username="ada", password="secret")

    with pytest.raises(Unreachable, match=r"Nothing answers at 127\.0\.0\.1, port 1"), imap.connect(login):
        pass


def test_tls_at_a_port_without_it_says_so(dovecot):
    login = replace(dovecot.login("ada", security="tls"), port=dovecot.port)

    with pytest.raises(Unreachable, match="does not speak TLS"), imap.connect(login):
        pass


def test_a_password_never_leaves_this_machine_in_the_clear():
    login = Login(host="mail.example.org", port=143, security="none", username="ada", password="secret")

    with pytest.raises(Mend, match="use TLS or STARTTLS"), imap.connect(login):
        pass


def test_a_login_never_shows_its_password():
    assert "secret" not in repr(Login(host="h", port=1, username="ada", password="secret"))


def test_a_folder_that_is_gone_is_one_sentence(dovecot):
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        read(dovecot.login("gone"), FolderCursor(name="Nowhere"))


def test_our_letter_is_found_among_the_sent_ones(dovecot):
    dovecot.deliver("found", letter("Mine", number=5), letter("Other", number=6), folder="Sent")

    with imap.connect(dovecot.login("found")) as mailbox:
        raw = imap.find_sent(mailbox, "5@harbour.example")

    assert raw is not None
    assert b"Subject: Mine" in raw


def test_our_letter_is_found_by_our_own_header_when_the_server_gave_it_another_id(dovecot):
    dovecot.deliver("renamed", letter("Mine", number=7, more="X-Followup-Id: f-123\n"), folder="Sent")

    with imap.connect(dovecot.login("renamed")) as mailbox:
        raw = imap.find_sent(mailbox, "ours@followup.example", followup_id="f-123")

    assert raw is not None


def test_a_later_letter_of_the_thread_is_not_taken_for_ours(dovecot):
    more = "References: <ours@followup.example>\nIn-Reply-To: <ours@followup.example>\n"
    dovecot.deliver("later", letter("Re: Mine", number=8, more=more), folder="Sent")

    with imap.connect(dovecot.login("later")) as mailbox:
        assert imap.find_sent(mailbox, "ours@followup.example") is None


def test_a_copy_put_among_the_sent_ones_is_found_there(dovecot):
    with imap.connect(dovecot.login("copy")) as mailbox:
        imap.append_sent(mailbox, letter("Copy", number=9))

        assert imap.find_sent(mailbox, "9@harbour.example") is not None


def test_a_damaged_message_does_not_keep_the_others_from_being_read(dovecot):
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(60))
    dovecot.deliver("deep", letter("One", number=1), deep, letter("Two", number=2))

    items, _ = read(dovecot.login("deep"))

    assert [isinstance(item, NotUnderstood) for item in items] == [False, True, False]
    assert items[1].place == "INBOX, message 2"


def test_a_message_too_large_is_named_with_its_headers(dovecot):
    huge = letter("Huge", text=("x" * 900 + "\n") * 30_000)
    dovecot.deliver("huge", huge)

    items, _ = read(dovecot.login("huge"))

    assert b"Subject: Huge" in items[0].raw
    assert "larger than 25 MB" in items[0].sentence
