"""Listening: one open connection to each mailbox, over which its server says at once that mail has arrived.

The rounds read every mailbox now and then all the same: whatever is not heard of here is found there.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import close_old_connections, connections

from followup.actions.accounts import login_of
from followup.actions.syncing import arrivals
from followup.models import Account
from followup.outbox.owner import owner_name
from followup.sources import imap

from .guard import guarded

LOOK_SECONDS = 5.0
#: Servers and routers on the way forget a connection that is silent for long.
RENEW_SECONDS = 240.0
#: Servers that do not speak up are asked.
ASK_SECONDS = 30.0
#: Somebody reads the account just now: what was heard is looked for after that.
BUSY_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Ear:
    """The thread that listens to an account; after trouble it rests, each time for longer."""

    account: int
    thread: threading.Thread | None = None
    pause: float = FIRST_PAUSE
    rests_until: float = 0.0

    def is_to_start(self) -> bool:
        """Whether nobody listens and the rest is over."""
        is_at_work = self.thread is not None and self.thread.is_alive()
        return not is_at_work and time.monotonic() >= self.rests_until

    def start(self, stop: threading.Event, clock: Clock) -> None:
        """Listen in a thread of its own."""
        self.thread = threading.Thread(target=self._work, args=(stop, clock), daemon=True, name="listening")
        self.thread.start()

    def _work(self, stop: threading.Event, clock: Clock) -> None:
        began = time.monotonic()
        guarded(partial(listen, self.account, stop, clock))
        connections.close_all()
        # Who listened for long was well; the line was merely cut.
        was_well = time.monotonic() - began > LONGEST_PAUSE
        self.pause = FIRST_PAUSE if was_well else min(2 * self.pause, LONGEST_PAUSE)
        self.rests_until = time.monotonic() + self.pause


def run(stop: threading.Event, clock: Clock) -> None:
    """Listen to every mailbox until told to stop."""
    ears: dict[int, Ear] = {}
    while not stop.is_set():
        close_old_connections()
        for account in arrivals.accounts_to_hear(clock()):
            ear = ears.setdefault(account, Ear(account))
            if ear.is_to_start():
                ear.start(stop, clock)
        stop.wait(LOOK_SECONDS)
    connections.close_all()


def listen(account: int, stop: threading.Event, clock: Clock) -> None:
    """Read the inbox whenever its server speaks of something new, until told to stop or the line is lost."""
    owner = owner_name()
    row = Account.objects.select_related("workspace").filter(pk=account).first()
    if row is None or not arrivals.keep_watch(account, owner, clock()):
        return
    try:
        arrivals.get_ready(row, clock())
        with imap.connect(login_of(row, clock())) as mailbox:
            while not stop.is_set() and arrivals.keep_watch(account, owner, clock()):
                _turn(row, mailbox, clock)
    finally:
        arrivals.end_watch(account, owner)


def _turn(account: Account, mailbox: imap.Mailbox, clock: Clock) -> None:
    """Read what is new, then wait for more."""
    if arrivals.read_arrivals(account, mailbox, clock(), clock).is_busy:
        time.sleep(BUSY_SECONDS)
        return
    close_old_connections()
    seconds = RENEW_SECONDS if imap.speaks_up(mailbox) else ASK_SECONDS
    imap.hear(mailbox, seconds)
