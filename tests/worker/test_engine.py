"""Several worker processes share a queue in PostgreSQL; between them each letter leaves once."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from followup.models import Fact, Letter
from tests.outbox.rows import account, approved, contact, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.ON_POSTGRESQL, reason="the queue is shared in PostgreSQL only"),
]
NAMES = ("Berta Brandt", "Carla Clausen", "Dora Dahl", "Emma Ernst", "Frida Falk")


def _url() -> str:
    parts = connection.settings_dict
    who = f"{quote(parts['USER'])}:{quote(parts['PASSWORD'])}"
    return f"postgresql://{who}@{parts['HOST']}:{parts['PORT']}/{parts['NAME']}"


def _worker(home: str) -> subprocess.Popen[bytes]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    environ |= {"FOLLOWUP_HOME": home, "FOLLOWUP_DATABASE_URL": _url()}
    return subprocess.Popen([sys.executable, "-m", "followup", "worker"], env=environ)


def _all_done(seconds: int) -> bool:
    for _ in range(seconds * 4):
        if not Letter.objects.exclude(state="sent").exists():
            return True
        time.sleep(0.25)
    return False


def test_two_workers_send_each_letter_once(tmp_path):
    with ScriptedServer() as server, ExitStack() as stack:
        for slug in ("ada", "ben"):
            owner = workspace(slug=slug, name=slug)
            account(owner, server.port)
            for name in NAMES:
                approved(contact(owner, name), f"the kiln of {slug}")
        workers = [_worker(str(tmp_path)) for _ in range(2)]
        for each in workers:
            stack.callback(each.wait)
            stack.callback(each.send_signal, signal.SIGTERM)
        done = _all_done(60)

    assert (done, sorted(server.count().values()), Fact.objects.filter(kind="sent").count()) == (
        True, [1] * 10, 10,
    )  # fmt: skip
