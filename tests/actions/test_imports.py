"""Files are imported once, go on where they were killed, and can be taken back."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.actions.importing.files import import_paths, undo_import
from followup.actions.record import record
from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Contact, Detail, Fact, FollowUp, Import, ImportFile, Message, Unread
from tests.actions.telling_about import NOW, ada, kinds
from tests.post import mail, mbox

pytestmark = pytest.mark.django_db

MIRA = "Dr. Mira Aydın <mira@northwind.example>"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:7\r\nN:Aydın;Mira;;Dr.;\r\nFN:Dr. Mira Aydın\r\nEMAIL:mira@northwind.example\r\nEND:VCARD\r\n"
DEEP = b"From: a@x.example\nSubject: deep\nContent-Type: multipart/mixed; boundary=a\n\n" + b"".join(
    b"--%s\nContent-Type: multipart/mixed; boundary=%s\n\n" % (b"a" * n, b"a" * (n + 1))
    for n in range(1, 200)
)
SAID = "Could you tell me when you would be free next week?"


def letters(count: int) -> list[bytes]:
    """Mails of one person to Ada, one an hour."""
    start = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
    times = [start + timedelta(minutes=number) for number in range(count)]
    return [mail(at=each.isoformat(), sender=MIRA, subject=f"News {each:%H%M}", body=SAID) for each in times]


def test_a_mailbox_is_read(tmp_path):
    report = import_paths(ada(), [mbox(tmp_path / "inbox.mbox", letters(3))], now=NOW)

    assert [(each.sort, each.new, each.known, each.trouble) for each in report.files] == [("mbox", 3, 0, "")]


def test_what_two_visitors_wrote_into_a_form_are_two_conversations(tmp_path):
    site = "Website <wordpress@pottery.example>"
    said = "Name: {0}\nEmail: {1}\nMessage: Do you still make the blue bowls?"
    visitors = [("Rosa Valdez", "rosa@kiosk.example"), ("Tom Ek", "tom@ek.example")]
    texts = [
        mail(
            at=f"2026-03-01T08:0{place}:00+00:00", sender=site, subject="New message", body=said.format(*each)
        )
        for place, each in enumerate(visitors)
    ]
    workspace = ada()
    import_paths(workspace, [mbox(tmp_path / "inbox.mbox", texts)], now=NOW)

    received = Fact.objects.filter(workspace=workspace, kind=Kind.RECEIVED, asks=True)
    assert set(received.values_list("contact__name", flat=True)) == {"Rosa Valdez", "Tom Ek"}
    assert received.values("thread").distinct().count() == 2
    assert set(Message.objects.values_list("sender_address", flat=True)) == {each for _, each in visitors}


def test_ten_imports_write_what_one_writes(tmp_path):
    workspace, path = ada(), mbox(tmp_path / "inbox.mbox", letters(3))
    import_paths(workspace, [path], now=NOW)

    with CaptureQueriesContext(connection) as asked:
        reports = [import_paths(workspace, [path], now=NOW) for _ in range(9)]

    written = [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (written, {each.files[0].known for each in reports}) == ([], {3})


def test_single_mails_in_a_folder_are_each_counted_in_their_own_file(tmp_path):
    first, second = letters(2)
    for name, content in (("1.eml", first), ("2.eml", second), ("3.eml", first), ("4.eml", DEEP)):
        (tmp_path / name).write_bytes(content)
    workspace = ada()

    report = import_paths(workspace, [tmp_path], now=NOW)
    assert [(each.new, each.known, each.not_understood) for each in report.files] == [
        (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1),
    ]  # fmt: skip
    assert ImportFile.objects.filter(finished_at__isnull=False).count() == 4


def test_single_mails_are_written_together(tmp_path):
    for number, content in enumerate(letters(30)):
        (tmp_path / f"{number}.eml").write_bytes(content)
    workspace = ada()

    with CaptureQueriesContext(connection) as asked:
        import_paths(workspace, [tmp_path], now=NOW)

    assert len(asked) < 30 * 10 / 2


def test_a_longer_copy_of_a_mailbox_brings_only_what_is_longer(tmp_path):
    workspace = ada()
    import_paths(workspace, [mbox(tmp_path / "a.mbox", letters(3))], now=NOW)

    report = import_paths(workspace, [mbox(tmp_path / "b.mbox", letters(5))], now=NOW)
    assert (report.files[0].new, report.files[0].known) == (2, 3)


def test_known_mails_in_another_file_leave_no_import_behind(tmp_path):
    workspace = ada()
    import_paths(workspace, [mbox(tmp_path / "a.mbox", letters(3))], now=NOW)

    report = import_paths(workspace, [mbox(tmp_path / "b.mbox", letters(2))], now=NOW)
    assert (report.id, Import.objects.count()) == (None, 1)


def test_a_rehearsal_tells_the_same_and_writes_nothing(tmp_path):
    path = mbox(tmp_path / "inbox.mbox", [*letters(3), *letters(2)])

    report = import_paths(ada(), [path], now=NOW, dry_run=True)
    assert (report.files[0].new, report.files[0].known, Message.objects.count(), Import.objects.count()) == (
        3,
        2,
        0,
        0,
    )


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    mbox(tmp_path / "inbox.mbox", letters(1))

    report = import_paths(ada(), [tmp_path], now=NOW)
    assert sorted((each.new, bool(each.trouble)) for each in report.files) == [(0, True), (1, False)]


def test_cards_met_at_a_fair_are_each_recorded_once(tmp_path):
    workspace = ada()
    (tmp_path / "mira.vcf").write_text(CARD)

    for _ in range(2):
        import_paths(workspace, [tmp_path], now=NOW, met="Trade fair, Cologne", met_on=NOW)
    assert (kinds(workspace), Fact.objects.get().details) == ([Kind.MET], {"event": "Trade fair, Cologne"})


def test_a_card_gives_the_name_that_mails_left_out(tmp_path):
    workspace = ada()
    import_paths(
        workspace,
        [
            mbox(
                tmp_path / "a.mbox",
                [mail(at="2026-03-01T08:00:00+00:00", sender="mira@northwind.example", body=SAID)],
            )
        ],
        now=NOW,
    )
    (tmp_path / "mira.vcf").write_text(CARD)

    import_paths(workspace, [tmp_path / "mira.vcf"], now=NOW)
    row = Contact.objects.get()
    assert (row.name, row.honorific, row.given, row.family) == ("Dr. Mira Aydın", "Dr.", "Mira", "Aydın")


def test_what_is_not_understood_is_kept_raw_and_named(tmp_path):
    (tmp_path / "broken.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Half a")

    report = import_paths(ada(), [tmp_path], now=NOW)
    assert (report.files[0].not_understood, report.files[0].trouble != "", Unread.objects.count()) == (
        1,
        True,
        1,
    )


def test_undoing_removes_what_came_with_the_import_alone(tmp_path):
    workspace = ada()
    import_paths(workspace, [mbox(tmp_path / "inbox.mbox", letters(3))], now=NOW)

    undo_import(Import.objects.get(), NOW)
    assert [table.objects.count() for table in (Message, Fact, Contact, Detail, FollowUp)] == [0, 0, 0, 0, 0]


def test_undoing_leaves_a_contact_that_others_speak_of(tmp_path):
    workspace = ada()
    record(workspace, Kind.CALLED, MIRA, at=NOW - timedelta(days=9), now=NOW)
    import_paths(workspace, [mbox(tmp_path / "inbox.mbox", letters(3))], now=NOW)

    undo_import(Import.objects.get(), NOW)
    assert kinds(workspace) == [Kind.CALLED]


def test_an_import_that_was_taken_back_can_be_made_again(tmp_path):
    workspace, path = ada(), mbox(tmp_path / "inbox.mbox", letters(3))
    import_paths(workspace, [path], now=NOW)
    undo_import(Import.objects.get(), NOW)

    assert import_paths(workspace, [path], now=NOW).files[0].new == 3


def test_undoing_twice_says_so(tmp_path):
    workspace = ada()
    import_paths(workspace, [mbox(tmp_path / "inbox.mbox", letters(1))], now=NOW)
    import_ = Import.objects.get()
    undo_import(import_, NOW)

    with pytest.raises(Mend, match="taken back already"):
        undo_import(import_, NOW)


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from followup.actions.importing import reading
from followup.actions.importing.files import import_paths
from followup.actions.upgrade import prepare_database
from followup.actions.workspaces import init, workspace_named
from followup.core.trouble import Mend
from followup.models import Fact, FollowUp, Import, Message
now = datetime(2026, 3, 4, 9, tzinfo=UTC)
reading.AT_ONCE = 20
prepare_database(now)
try:
    workspace = workspace_named("")
except Mend:
    workspace = init(name="Ada Weber", email="ada.weber@example.org", now=now)
report = import_paths(workspace, [sys.argv[1]], now=now, progress=lambda done, total: print("batch", flush=True))
print("files", report.files[0].new + report.files[0].known, Message.objects.count(), Import.objects.count(), flush=True)
"""


def importing(path, home):
    """A process of its own that imports the file into a home of its own."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("FOLLOWUP_")}
    environ |= {"FOLLOWUP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "followup.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], env=environ, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_a_killed_import_goes_on_where_it_was(tmp_path):
    path = mbox(tmp_path / "inbox.mbox", letters(200))
    for batches in (1, 2, 3):
        process = importing(path, tmp_path / "home")
        for _ in range(batches):
            process.stdout.readline()
        time.sleep(0.01 * batches)
        process.send_signal(signal.SIGKILL)
        process.communicate()

    out, _ = importing(path, tmp_path / "home").communicate(timeout=300)
    assert out.splitlines()[-1] == "files 200 200 1"


def test_a_full_disk_is_told_in_one_sentence_and_loses_nothing(tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("the limit is SQLite's")
    workspace, path = ada(), mbox(tmp_path / "inbox.mbox", letters(200))
    monkeypatch.setattr("followup.actions.importing.reading.AT_ONCE", 20)
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 30}")
    try:
        with pytest.raises(Mend, match="The disk is full"):
            import_paths(workspace, [path], now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    report = import_paths(workspace, [path], now=NOW)
    assert (report.files[0].new, Message.objects.count(), ImportFile.objects.get().position) == (
        200,
        200,
        path.stat().st_size,
    )
