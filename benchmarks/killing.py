"""A reader of a real mailbox killed at random moments: how many messages are lost or doubled."""

import os
import random
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks import mails
from benchmarks.figures import Figure
from tests.dovecot import running
from tests.mortal_program import MortalProgram

DEATHS = int(os.environ.get("BENCH_DEATHS", "300"))
ARRIVING = 2
USER = "ada"


def measure() -> list[Figure]:
    """Mail arrives, a reader is killed somewhere on its way, and so on; another one is never killed."""
    chance = random.Random(300)
    with running() as server, tempfile.TemporaryDirectory(prefix="followup-bench-kill-") as home:
        reader = MortalProgram("tests.actions.mortal_reader", Path(home))
        letters = mails.messages(ARRIVING * 10 * DEATHS)
        server.fill(USER, islice(letters, ARRIVING))
        reader("begin", port=server.port, user=USER)
        long = reader("read", slug="whole")["milliseconds"]
        deaths = 0
        while deaths < DEATHS:
            server.fill(USER, islice(letters, ARRIVING))
            deaths += reader("read", milliseconds=chance.uniform(1, 2 * long))["killed"]
        reader("read")
        reader("read", slug="whole")
        found = reader("look")
        reader.end()
    return [_figure(found["mortal"], found["whole"])]


def _figure(mortal: dict, whole: dict) -> Figure:
    lost = abs(whole["messages"] - mortal["messages"]) + mortal["unexplained"]
    is_same = mortal == whole
    return Figure(
        work=f"messages lost or doubled by killing the sync {DEATHS} times",
        ours=f"{lost} lost, {mortal['doubled']} doubled of {mortal['messages']:,}",
        peer="never killed: " + ("the same rows" if is_same else "other rows"),
        ratio=None,
        goal="0",
        holds=is_same and not lost and not mortal["doubled"],
    )
