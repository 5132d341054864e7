"""A reader of a mailbox that can be killed anywhere: run as a program, ordered over stdin.

Each order is a line of JSON. `read` forks a child that syncs an account and dies (by SIGKILL, its own hand) before
its n-th sentence to the database, or after some milliseconds; `look` tells what is there. Production code knows nothing
of this.
"""

import json
import os
import signal
import sys
import threading
import time
from hashlib import sha256

import django

django.setup()

from django.db import connection  # noqa: E402 # Django has to be set up first

from followup.actions.accounts import connect  # noqa: E402
from followup.actions.syncing import folder  # noqa: E402
from followup.actions.syncing.arrivals import get_ready  # noqa: E402
from followup.actions.syncing.sync import sync  # noqa: E402
from followup.core.trouble import Unreachable  # noqa: E402
from followup.models import Account, Fact, Folder, FolderMail, Message, Workspace  # noqa: E402
from followup.sources import imap_reading  # noqa: E402
from tests.actions.telling_about import NOW, ada, story  # noqa: E402

# Small portions, so that a small mailbox has many places to die in.
folder.AT_ONCE = 4
imap_reading.MOST_A_BATCH = 3


def begin(port: int, user: str) -> dict:
    """Two workspaces that read the same mailbox: in “mortal” readers die, in “whole” none does."""
    for slug in ("mortal", "whole"):
        workspace = ada()
        Workspace.objects.filter(pk=workspace.pk).update(slug=slug)
        account = connect(workspace, "imap", f"imap://{user}@127.0.0.1:{port}", "secret", NOW, check=False)
        get_ready(account, NOW)  # once for all its children
    return {}


def read(slug: str = "mortal", before: int = 0, milliseconds: float = 0) -> dict:
    """A reader of its own syncs the account, and dies on the way where told to."""
    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        count = _Count(before)
        if milliseconds:
            threading.Thread(target=_die_after, args=(milliseconds / 1000,), daemon=True).start()
        began = time.monotonic()
        with connection.execute_wrapper(count):
            _sync(slug)
        told = {"sentences": count.count, "milliseconds": (time.monotonic() - began) * 1000}
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        return {"killed": os.WIFSIGNALED(status), **json.loads(said.read() or "{}")}


def race(readers: int) -> dict:
    """So many readers sync the same account at the same moment."""
    connection.close()
    children = []
    for _ in range(readers):
        child = os.fork()
        if not child:
            _sync("mortal")
            os._exit(0)
        children.append(child)
    return {"statuses": [os.waitpid(child, 0)[1] for child in children]}


def look() -> dict:
    """What each workspace holds: messages, rows that are there twice, unexplained ones, and a digest of it all."""
    return {each.slug: _look(each) for each in Workspace.objects.all()}


class _Count:
    """Counts sentences to the database and ends the process before the given one."""

    def __init__(self, before: int) -> None:
        self.count, self.before = 0, before

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def _die_after(seconds: float) -> None:
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGKILL)


def _sync(slug: str) -> None:
    account = Account.objects.select_related("workspace").get(workspace__slug=slug)
    try:
        sync(account, NOW)
    except Unreachable as trouble:
        sys.stderr.write(f"{trouble}\n")


def _look(workspace: Workspace) -> dict:
    messages = Message.objects.filter(workspace=workspace)
    facts = Fact.objects.filter(workspace=workspace)
    folders = Folder.objects.filter(workspace=workspace)
    content = [
        story(workspace),
        list(messages.order_by("key").values_list("key", "thread", "is_ours", "subject")),
        list(facts.order_by("source_key", "kind").values_list("source_key", "kind", "says")),
    ]
    return {
        "messages": messages.count(),
        "doubled": facts.count() - facts.values("source", "source_key", "contact").distinct().count(),
        "here": FolderMail.objects.filter(folder__in=folders).count(),
        "unexplained": sum(each.unexplained for each in folders),
        "digest": sha256(repr(content).encode()).hexdigest(),
    }


ORDERS = {each.__name__: each for each in (begin, read, race, look)}

if __name__ == "__main__":
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(ORDERS[order.pop("do")](**order)), flush=True)
