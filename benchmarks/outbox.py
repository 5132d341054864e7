"""1,000 approved letters through the journalled outbox, against smtplib and mailmerge, into one local sink."""

import csv
import os
import shutil
import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks import people, ready
from benchmarks.figures import Figure, Peer, against, not_measured

COUNT = 1000
BODY = (
    "Dear Ms Example,\n\nThank you for the talk on Tuesday about the plan for next spring.\n\nAda Weber\n" * 3
)
# All that is known of the contacts was known before; a few of the stories go on for days.
APPROVED_AT = ready.NOW + timedelta(days=9)
SENT_AT = APPROVED_AT + timedelta(minutes=1)
WORK = f"{COUNT:,} letters to a local server"


def measure() -> list[Figure]:
    """Seconds of each sender for the same number of letters, median of three, alternating."""
    workspace = ready.workspace()
    people.fill(workspace, contacts=COUNT * 3, facts=COUNT * 3)
    with _sink() as port, tempfile.TemporaryDirectory(prefix="followup-bench-merge-") as folder:
        ours, plain, merge = [], [], []
        for round_ in range(3):
            ours.append(_followup(workspace, port, round_))
            plain.append(_smtplib(port))
            if shutil.which("mailmerge", path=os.path.dirname(sys.executable)):
                merge.append(_mailmerge(port, Path(folder)))
    figures = [against(WORK, median(ours), Peer("smtplib, one connection", median(plain), "s"), at_most=1.5)]
    if not merge:
        return [*figures, not_measured(WORK, "mailmerge is not installed")]
    return [
        *figures,
        against(WORK, median(ours), Peer("mailmerge", median(merge), "s")),
    ]


def _followup(workspace, port: int, round_: int) -> float:
    from followup.actions.sending.deliver import deliver_owed
    from followup.models import Account, Letter

    Account.objects.get_or_create(
        workspace=workspace, kind="smtp", host="127.0.0.1", port=port, security="none",
        defaults={"created_at": ready.NOW, "cap_per_day": 10**6, "seconds_apart": 0},
    )  # fmt: skip
    _approve(workspace, round_)
    started = perf_counter()
    deliver_owed(SENT_AT, lambda: SENT_AT, workspace)
    took = perf_counter() - started
    sent = Letter.objects.filter(workspace=workspace, state="sent").count()
    if sent != COUNT * (round_ + 1):
        raise SystemExit(f"{sent} letters were sent, not {COUNT * (round_ + 1)}")
    return took


def _approve(workspace, round_: int) -> None:
    from followup.actions.letters import approve, letter_to
    from followup.models import Contact

    chosen = Contact.objects.filter(workspace=workspace).order_by("pk")[round_ * COUNT : (round_ + 1) * COUNT]
    for contact in chosen:
        signature = "Ada Weber\n+49 1512 3456789\n+49 221 123456\nada.weber@example.org\nRing 1, 50667 Köln"
        body = f"Dear {contact.name},\n\n{BODY.split(chr(10), 2)[2]}\nOne thing about you: number {contact.pk}.\n\n{signature}\n"
        approve(letter_to(contact, "Our talk", body, APPROVED_AT), APPROVED_AT)


def _smtplib(port: int) -> float:
    started = perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for number in range(COUNT):
            message = EmailMessage()
            message["From"], message["To"] = "ada.weber@example.org", f"p{number}@firm.example"
            message["Subject"] = "Our talk"
            message.set_content(BODY)
            line.send_message(message)
    return perf_counter() - started


def _mailmerge(port: int, folder: Path) -> float:
    (folder / "mailmerge_template.txt").write_text(
        f"TO: {{{{email}}}}\nSUBJECT: Our talk\nFROM: Ada <ada.weber@example.org>\n\n{BODY}"
    )
    (folder / "mailmerge_server.conf").write_text(f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\n")
    with (folder / "mailmerge_database.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["email"])
        rows.writerows([f"p{number}@firm.example"] for number in range(COUNT))
    started = perf_counter()
    program = Path(sys.executable).with_name("mailmerge")
    subprocess.run([program, "--no-dry-run", "--no-limit"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


@contextmanager
def _sink() -> Iterator[int]:
    """A server in a process of its own that takes every letter and throws it away."""
    program = (
        "import asyncio\n"
        "from aiosmtpd.smtp import SMTP\n"
        "from aiosmtpd.handlers import Sink\n"
        "async def main():\n"
        "    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink(), enable_SMTPUTF8=True), '127.0.0.1', 0)\n"
        "    print(server.sockets[0].getsockname()[1], flush=True)\n"
        "    await server.serve_forever()\n"
        "asyncio.run(main())\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        port = int(running.stdout.readline())
        _wait(lambda: smtplib.SMTP("127.0.0.1", port).quit())
        yield port
    finally:
        running.terminate()
        running.wait()


def _wait(answers: Callable[[], object]) -> None:
    for _ in range(50):
        try:
            answers()
            return
        except OSError:
            sleep(0.1)
    raise SystemExit("the local server does not answer")
