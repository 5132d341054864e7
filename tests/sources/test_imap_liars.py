"""Servers that lie and servers that vanish: nothing is lost, nothing is read twice."""

import pytest

from followup.core.trouble import NotUnderstood, Unreachable
from followup.sources import imap
from followup.sources.imap import FolderCursor

from .imap_stub import message, selected, served
from .letters import letter

INBOX = FolderCursor(name="INBOX", uid_validity=7, last_uid=4)


def read(script, seen=None, **more):
    """The batches that a server of this script gives; kept in `seen` one by one."""
    batches = [] if seen is None else seen
    with served(script, **more) as login, imap.connect(login) as mailbox:
        for batch in imap.read_folder(mailbox, INBOX):
            batches.append(batch)
    return batches


def test_a_server_that_offers_old_messages_as_new_brings_nothing():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=4)
        return b"* SEARCH 4 4 2\r\n" if "SEARCH" in command else b""

    batches = read(script)

    assert [(batch.items, batch.cursor.last_uid) for batch in batches] == [((), 4)]


def test_answers_about_messages_nobody_asked_for_are_passed_by():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=5)
        if "SEARCH" in command:
            return b"* SEARCH 5\r\n"
        return message(5, letter("Five")) + message(99, letter("Stray"))

    batches = read(script)

    assert [item.subject for batch in batches for item in batch.items] == ["Five"]


def test_a_message_that_is_listed_but_not_handed_over_is_named():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=2)
        if "SEARCH" in command:
            return b"* SEARCH 5\r\n"
        return b""

    items = [item for batch in read(script) for item in batch.items]

    assert [(type(item), item.place) for item in items] == [(NotUnderstood, "INBOX, message 5")]


def test_a_server_that_counts_wrongly_is_read_all_the_same():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=4_000_000_000)
        return b"* SEARCH 5\r\n" if "SEARCH" in command else message(5, letter("Five"))

    items = [item for batch in read(script) for item in batch.items]

    assert [item.subject for item in items] == ["Five"]


def test_what_came_before_the_connection_broke_stays_and_the_cursor_reaches_no_further():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=200)
        if "SEARCH" in command:
            return b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(5, 205)) + b"\r\n"
        if "RFC822.SIZE" in command:
            return b"".join(b"* %d FETCH (UID %d RFC822.SIZE 300)\r\n" % (uid, uid) for uid in range(5, 205))
        if " 5:" in command or " 5," in command:
            return b"".join(message(uid, letter(number=uid)) for uid in range(5, 105))
        return None

    seen: list[imap.Batch] = []
    with pytest.raises(Unreachable, match=r"broke off|lost"):
        read(script, seen)

    assert [(len(batch.items), batch.cursor.last_uid) for batch in seen] == [(100, 104)]


def test_an_answer_that_makes_no_sense_is_one_sentence():
    def script(command):
        return selected(exists=1) if "EXAMINE" in command else b"* SEARCH seven\r\n"

    with pytest.raises(Unreachable, match="could not be understood"):
        read(script)


def test_something_that_is_no_mail_server_is_one_sentence():
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        read(lambda command: None, greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_a_sent_folder_is_told_by_its_name_where_the_server_does_not_say():
    def script(command):
        folders = (b"INBOX", b"Papierkorb", b"Gesendete Objekte")
        return b"".join(b'* LIST () "/" "%s"\r\n' % name for name in folders) if "LIST" in command else b""

    with served(script) as login, imap.connect(login) as mailbox:
        assert ("Gesendete Objekte", "sent") in imap.folders(mailbox)
