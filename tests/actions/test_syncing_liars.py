"""Servers that lie or die: no mail is missed, none is doubled, and the count is borne out by what is here."""

import random
from datetime import timedelta

import pytest

from followup.actions.syncing.lease import LEASE
from followup.actions.syncing.sync import sync
from followup.core.trouble import Unreachable
from followup.models import Account, Fact, Folder, FolderMail, Message, Unread
from tests.actions.mailboxes import connected, letter, told
from tests.actions.telling_about import NOW
from tests.little_imap import Cut, LittleImap, No, Shelf, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with serving(LittleImap()) as made:
        for number in range(1, 6):
            made["INBOX"].put(letter(number))
        yield made


def all_well(count: int) -> dict[str, str]:
    return {"INBOX": f"{count} there, {count} here, 0 odd, 0 left out, 0 gone, 0 unexplained"}


def test_all_of_it_is_here(server):
    account = connected(server)

    sync(account, NOW)

    assert (told(account), Message.objects.count()) == (all_well(5), 5)


def test_a_sync_with_nothing_new_takes_few_commands(server):
    for name in ("Sent", "Archive"):
        server.folders[name] = Shelf(attributes=f"\\{name}")
    account = connected(server)
    sync(account, NOW)
    server.commands.clear()

    sync(account, NOW)

    assert len(server.commands) <= 10
    assert not any("EXAMINE" in each for each in server.commands)


def test_ten_syncs_with_nothing_new_write_nothing(server):
    account = connected(server)
    sync(account, NOW)
    tables = (Message, Fact, Folder, FolderMail, Unread)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    account.workspace.refresh_from_db()
    changes = account.workspace.changes

    for _ in range(10):
        sync(account, NOW)

    account.workspace.refresh_from_db()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert account.workspace.changes == changes


def test_a_wrong_count_is_looked_into_and_told(server):
    account = connected(server)
    server.twist = lambda command, answer: answer.replace(b"5 EXISTS", b"9 EXISTS")

    sync(account, NOW)

    assert told(account) == {"INBOX": "9 there, 5 here, 0 odd, 0 left out, 0 gone, 4 unexplained"}


def test_a_message_that_shows_up_late_below_the_others_is_found(server):
    account = connected(server)
    late = server["INBOX"].mails.pop(3)
    sync(account, NOW)
    server["INBOX"].mails[3] = late

    report = sync(account, NOW)

    assert (report.new, told(account)) == (1, all_well(5))


def test_numbers_that_are_given_a_second_time_bring_the_new_messages(server):
    account = connected(server)
    sync(account, NOW)
    server["INBOX"].drop(4, 5)
    server["INBOX"].following = 4
    server["INBOX"].put(letter(40))

    report = sync(account, NOW)

    assert (report.new, Message.objects.count(), told(account)) == (1, 6, all_well(4))


def test_other_numbers_for_all_messages_double_nothing(server):
    account = connected(server)
    sync(account, NOW)
    facts = Fact.objects.count()
    server["INBOX"].validity = 8
    server["INBOX"].mails = {number + 100: each for number, each in server["INBOX"].mails.items()}
    server["INBOX"].following = 106

    report = sync(account, NOW)

    assert (report.new, report.known, Fact.objects.count(), told(account)) == (0, 5, facts, all_well(5))


def test_answers_about_other_messages_are_passed_by_and_the_right_ones_asked_for_again(server):
    account = connected(server)
    wrong = [True]

    def twist(command: str, answer: bytes) -> bytes:
        return (
            answer.replace(b"UID 2 ", b"UID 77 ")
            if "BODY.PEEK" in command and wrong and wrong.pop()
            else answer
        )

    server.twist = twist
    sync(account, NOW)

    assert (told(account), Message.objects.count()) == (all_well(5), 5)


def test_a_message_without_a_body_is_named_and_asked_for_again_the_next_night(server):
    account = connected(server)
    whole = server["INBOX"].mails[2].raw
    server["INBOX"].mails[2].raw = b""
    sync(account, NOW)
    withheld = (told(account), Unread.objects.get().place)
    server["INBOX"].mails[2].raw = whole

    sync(account, NOW.replace(day=NOW.day + 1))

    assert withheld == (
        {"INBOX": "5 there, 4 here, 1 odd, 0 left out, 0 gone, 0 unexplained"}, "INBOX, message 2",
    )  # fmt: skip
    assert (told(account), Unread.objects.count()) == (all_well(5), 0)


def test_a_list_that_is_suddenly_empty_deletes_nothing(server):
    account = connected(server)
    sync(account, NOW)
    kept = dict(server["INBOX"].mails)
    server["INBOX"].drop(*kept)
    sync(account, NOW)
    empty = told(account)
    server["INBOX"].mails = kept

    sync(account, NOW)

    assert empty == {"INBOX": "0 there, 0 here, 0 odd, 0 left out, 5 gone, 0 unexplained"}
    assert (told(account), Message.objects.count()) == (all_well(5), 5)


def test_a_line_that_dies_anywhere_loses_and_doubles_nothing(server):
    """Each time the line is cut somewhere in the bytes of an answer, until the mailbox is read."""
    account = connected(server)
    for number in range(6, 41):
        server["INBOX"].put(letter(number, body="Hello Ada.\n" * 40))
    chance = random.Random(7)
    lives = [chance.randint(200, 9000) for _ in range(20)]

    def twist(command: str, answer: bytes) -> bytes:
        if not lives:
            return answer
        lives[0] -= len(answer)
        if lives[0] > 0:
            return answer
        return Cut(answer[: len(answer) + lives.pop(0)])

    server.twist = twist
    deaths = 0
    while lives:
        with pytest.raises(Unreachable):
            sync(account, NOW)
        deaths += 1
    sync(account, NOW)

    assert (deaths, told(account), Message.objects.count()) == (20, all_well(40), 40)
    assert Fact.objects.values("source_key", "kind").distinct().count() == Fact.objects.count()


def test_a_reader_whose_account_went_to_another_stops_there_and_leaves_it_to_them(server):
    server.folders["Sent"] = Shelf(attributes="\\Sent")
    server["Sent"].put(letter(9))
    account = connected(server)

    def lose_it(done: int, of: int) -> None:
        Account.objects.filter(pk=account.pk).update(claimed_by="elsewhere:1:x")

    report = sync(account, NOW, lose_it)

    account.refresh_from_db()
    assert (report.is_busy, account.claimed_by, Message.objects.count()) == (True, "elsewhere:1:x", 5)


def test_a_long_reading_keeps_its_account(server):
    account = connected(server)
    late = NOW + timedelta(hours=2)
    until = []

    def look(done: int, of: int) -> None:
        until.append(Account.objects.get(pk=account.pk).lease_until)

    sync(account, NOW, look, clock=lambda: late)

    assert until == [late + LEASE]


def test_a_folder_that_the_server_cannot_open_is_told_and_does_not_stop_the_others(server):
    server.folders["Sent"] = Shelf(attributes="\\Sent")
    server.folders["Archive"] = Shelf(attributes="\\Archive")
    server["Archive"].put(letter(9))
    account = connected(server)
    broken = No(b"[SERVERBUG] internal error")
    server.twist = lambda command, answer: broken if command == 'EXAMINE "Sent"' else answer

    report = sync(account, NOW)

    account.refresh_from_db()
    assert (report.new, account.trouble) == (6, "")
    assert "internal error" in Folder.objects.get(name="Sent").trouble
    server.twist = lambda _command, answer: answer
    sync(account, NOW)
    assert not Folder.objects.exclude(trouble="").exists()
