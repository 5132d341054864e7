"""A worker that can be killed at any of its sentences to the database: run as a program, ordered over stdin.

Each order is a line of JSON. `send` forks a child that sends what is owed and dies (by SIGKILL, its own hand)
before or just after its n-th sentence; `look` tells what became of the letters. Production code knows
nothing of this: the sentences are counted from outside, by Django's own execute_wrapper.
"""

import json
import os
import signal
import sys
import threading
from datetime import timedelta
from functools import cache
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 # Django has to be set up first

from followup.actions.sending.deliver import deliver_owed, settle  # noqa: E402
from followup.core.mail import message_key  # noqa: E402
from followup.models import Account, Fact, Letter, Mention, Message  # noqa: E402
from tests.outbox import rows  # noqa: E402


class Death:
    """Counts sentences and ends the process at the given one.

    Within a transaction all deaths are the same to the database: there only the first sentence of every
    eight counts.
    """

    def __init__(self, before: int, after: int) -> None:
        self.count, self.before, self.after, self.inside = 0, before, after, 0

    def __call__(self, execute, sql, params, many, context):
        is_inside = connection.in_atomic_block and not sql.startswith("BEGIN")
        self.inside = self.inside + 1 if is_inside else 0
        if self.inside % 8 > 1:
            return execute(sql, params, many, context)
        self.count += 1
        if self.count == self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = execute(sql, params, many, context)
        if self.count == self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def begin(port: int, letters: int = 1) -> dict:
    """The same approved letters as ever, which leave by this port; nothing has happened yet."""
    made = _made()
    for table in (Letter, Fact, Message, Mention):
        table.objects.all().delete()
    Letter.objects.bulk_create(Letter(**columns) for columns in made[:letters])
    Account.objects.update(port=port, trouble="", next_try_at=None, claimed_by="", lease_until=None)
    return {}


@cache
def _made() -> list[dict]:
    """What the database holds of six approved letters."""
    owner = rows.workspace()
    rows.account(owner, 1)
    for number, letter in enumerate("abcdef"):
        rows.approved(rows.contact(owner, f"Berta Brandt{letter}"), f"kiln {number}")
    return [dict(columns) for columns in Letter.objects.order_by("pk").values()]


def send(before: int = 0, after: int = 0, hours: int = 0, bell: str = "") -> dict:
    """A worker of its own sends what is owed, and dies on the way where told to, or when a bell rings."""
    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        now = rows.LATER + timedelta(hours=hours)
        death = Death(before, after)
        if bell:
            threading.Thread(target=_die_at, args=(bell,), daemon=True).start()
        with connection.execute_wrapper(death):
            deliver_owed(now, lambda: now)
        os.write(writing, str(death.count).encode())
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return {"killed": os.WIFSIGNALED(status), "sentences": int(told.read() or 0)}


def _die_at(bell: str) -> None:
    Path(bell).read_text()
    os.kill(os.getpid(), signal.SIGKILL)


def race(workers: int) -> dict:
    """So many workers send what is owed at the same moment."""
    connection.close()
    children = []
    for _ in range(workers):
        child = os.fork()
        if not child:
            deliver_owed(rows.LATER, lambda: rows.LATER)
            os._exit(0)
        children.append(child)
    return {"statuses": [os.waitpid(child, 0)[1] for child in children]}


def copy_seen() -> dict:
    """A sync has read the Sent folder, and found every letter whose id it names there."""
    for letter in Letter.objects.filter(state="unsure"):
        key = message_key(letter.message_id)
        Mention.objects.create(workspace=letter.workspace, key=key, thread=key)
        settle(letter.pk, rows.LATER + timedelta(hours=1))
    return {}


def look() -> dict:
    """States of the letters, and how many facts say that one was sent."""
    letters = Letter.objects.order_by("pk")
    return {
        "states": [each.state for each in letters],
        "sent": Fact.objects.filter(kind="sent", source="outbox").count(),
    }


ORDERS = {each.__name__: each for each in (begin, send, race, copy_seen, look)}

if __name__ == "__main__":
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(ORDERS[order.pop("do")](**order)), flush=True)
