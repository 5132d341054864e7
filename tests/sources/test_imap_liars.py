"""Servers that lie and servers that vanish: nothing is lost, nothing is read twice."""

import pytest

from followup.core.trouble import NotUnderstood, Unreachable
from followup.sources import imap
from followup.sources.imap import FolderCursor, FolderState

from .imap_stub import Cut, message, selected, served
from .letters import letter

INBOX = FolderCursor(name="INBOX", last_uid=4, state=FolderState(uid_validity=7))


def read(script, seen=None, **more):
    """What a server of this script gives of the messages after the fourth; kept in `seen` batch by batch."""
    batches = [] if seen is None else seen
    with served(script, **more) as login, imap.connect(login) as mailbox:
        folder = imap.open_folder(mailbox, INBOX)
        uids = imap.new_uids(mailbox, folder, INBOX.last_uid)
        for batch in imap.read(mailbox, folder, uids, is_sent=False, known=lambda _: set()):
            batches.append(batch)
    return [each.thing for batch in batches for each in batch.items]


def test_a_server_that_offers_old_messages_as_new_brings_nothing():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=4)
        return b"* SEARCH 4 4 2\r\n" if "SEARCH" in command else b""

    assert read(script) == []


def test_answers_about_messages_nobody_asked_for_are_passed_by():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=5)
        if "SEARCH" in command:
            return b"* SEARCH 5\r\n"
        return message(5, letter("Five")) + message(99, letter("Stray"))

    assert [item.subject for item in read(script)] == ["Five"]


def test_a_message_that_is_listed_but_not_handed_over_is_named():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=2)
        if "SEARCH" in command:
            return b"* SEARCH 5\r\n"
        return b""

    items = read(script)

    assert [(type(item), item.place) for item in items] == [(NotUnderstood, "INBOX, message 5")]


def test_a_server_that_counts_wrongly_is_read_all_the_same():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=4_000_000_000)
        return b"* SEARCH 5\r\n" if "SEARCH" in command else message(5, letter("Five"))

    items = read(script)

    assert [item.subject for item in items] == ["Five"]


def test_one_message_that_the_server_stumbles_over_does_not_keep_the_others_away():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=3)
        if "SEARCH" in command:
            return b"* SEARCH 6\r\n" if "UID 6" in command else b"* SEARCH 5 6 7\r\n"
        if "BODY.PEEK" in command and " 6" in command.replace(",", " "):
            return b"* 6 FETCH (UID 6 BODY[] oops\r\n"
        asked = command.split()[2].split(",")
        return b"".join(message(int(uid), letter(number=int(uid))) for uid in asked)

    items = read(script)

    assert [type(item).__name__ for item in items] == ["Mail", "NotUnderstood", "Mail"]


def test_what_came_before_the_connection_broke_stays():
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

    assert [(len(batch.items), batch.items[-1].uid) for batch in seen] == [(100, 104)]


def test_a_connection_that_dies_within_a_message_gives_no_part_of_it():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=1)
        if "SEARCH" in command:
            return b"* SEARCH 5\r\n"
        if "RFC822.SIZE" in command:
            return b"* 5 FETCH (UID 5 RFC822.SIZE 300)\r\n"
        return Cut(message(5, letter("Five"))[:150])

    seen: list[imap.Batch] = []
    with pytest.raises(Unreachable, match=r"broke off|lost"):
        read(script, seen)

    assert seen == []


def test_folders_that_nobody_could_hold_in_memory_are_not_believed():
    def script(command):
        if "EXAMINE" in command:
            return selected(exists=1)
        return b'* ESEARCH (TAG "x") UID ALL 1:4294967295\r\n'

    sentence = "could not be understood"
    greeting = b"* OK [CAPABILITY IMAP4rev1 ESEARCH] ready\r\n"
    with served(script, greeting=greeting, offers=b"ESEARCH") as login, imap.connect(login) as mailbox:
        imap.open_folder(mailbox, INBOX)
        with pytest.raises(Unreachable, match=sentence):
            imap.all_uids(mailbox)


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
