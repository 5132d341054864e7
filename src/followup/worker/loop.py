"""The round: what is owed is found in the rows and handed to the task engine, again and again."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections
from django.db.models import Q
from django.tasks import Task

from followup.actions.aside import beat
from followup.actions.letters.unattended import workspaces_unattended
from followup.actions.sending.copies import workspaces_without_copies
from followup.actions.sending.deliver import owed_letters
from followup.actions.sending.settle import in_doubt
from followup.actions.syncing.sync import READERS
from followup.models import Account, Letter, Workspace

from . import engine, listen, tasks

INTERVAL_SECONDS = 2.0
#: A mailbox in the middle of being read is left then: it goes on where it was.
STOP_SECONDS = 10.0
SYNC_EVERY = timedelta(minutes=5)
DRAFT_EVERY = timedelta(seconds=30)
RELEASE_EVERY = timedelta(seconds=10)
COPIES_EVERY = timedelta(seconds=30)
#: Customers are put in order anew where their orders changed, and looked through for letters that are measured.
RANK_EVERY = timedelta(minutes=3)
ENROL_EVERY = timedelta(minutes=10)
#: A task handed to another process is not handed over again before this.
PATIENCE = timedelta(seconds=30)
#: Letters are not kept waiting: a second task for the same account ends at once.
HASTE = timedelta(seconds=4)

# Spelled as types, which are read late: at run time a Task takes no brackets.
type AnyTask = Task[Any, Any]
type Job = tuple[AnyTask, int, timedelta]


@dataclass(slots=True)
class Handed:
    """When each task was handed over last, so that a slow engine is not flooded."""

    at: dict[tuple[str, int], datetime] = field(default_factory=dict)

    def may_hand(self, task: AnyTask, row: int, pause: timedelta, now: datetime) -> bool:
        """Whether it is time again; if so, remember it."""
        key = (task.module_path, row)
        if key in self.at and self.at[key] + pause > now:
            return False
        self.at[key] = now
        return True


def run(stop: threading.Event, clock: Callable[[], datetime]) -> None:
    """Round after round until told to stop."""
    # A first sync of ten years of mail must not keep an approved letter from leaving.
    mailboxes = threading.Thread(target=_rounds, args=(stop, clock, _read), daemon=True)
    # Nor must the arithmetic over a million orders.
    counting = threading.Thread(target=_rounds, args=(stop, clock, _count), daemon=True)
    listening = threading.Thread(target=listen.run, args=(stop, clock), daemon=True)
    with engine.running():
        for thread in (mailboxes, counting, listening):
            thread.start()
        _rounds(stop, clock, _write)
        for thread in (mailboxes, counting, listening):
            thread.join(timeout=STOP_SECONDS)


def tick(now: datetime, handed: Handed | None = None) -> None:
    """One round in this very process, whatever engine runs tasks for others: all that is owed now is done when it ends."""
    handed = handed or Handed()
    beat("worker", now)
    for task, row, pause in chain(_mailboxes(now), _customers(), _letters(now)):
        if handed.may_hand(task, row, pause, now):
            task.call(row)


def _rounds(
    stop: threading.Event, clock: Callable[[], datetime], half: Callable[[datetime, Handed], None]
) -> None:
    handed = Handed()
    while not stop.is_set():
        close_old_connections()
        half(clock(), handed)
        stop.wait(INTERVAL_SECONDS)
    if threading.current_thread() is not threading.main_thread():
        connections.close_all()


def _read(now: datetime, handed: Handed) -> None:
    _hand_over(_mailboxes(now), now, handed)


def _count(now: datetime, handed: Handed) -> None:
    _hand_over(_customers(), now, handed)


def _write(now: datetime, handed: Handed) -> None:
    beat("worker", now)
    _hand_over(_letters(now), now, handed)


def _hand_over(jobs: Iterator[Job], now: datetime, handed: Handed) -> None:
    for task, row, pause in jobs:
        if handed.may_hand(task, row, pause, now):
            task.enqueue(row)


def _mailboxes(now: datetime) -> Iterator[Job]:
    for account in _stale_accounts(now):
        yield tasks.sync, account, max(_patience(), timedelta(minutes=1))


def _customers() -> Iterator[Job]:
    businesses = Workspace.objects.filter(mode=Workspace.Mode.BUSINESS)
    for workspace in businesses.values_list("pk", flat=True):
        yield tasks.rank, workspace, RANK_EVERY
        yield tasks.enrol, workspace, ENROL_EVERY


def _letters(now: datetime) -> Iterator[Job]:
    patience = _patience()
    # First, so that what it releases leaves in the same round.
    for workspace in workspaces_unattended():
        yield tasks.release, workspace, max(patience, RELEASE_EVERY)
    if Letter.claims.being_sent().exists():
        yield tasks.recover, 0, patience
    owed = Letter.objects.filter(pk__in=owed_letters(now)).values_list("workspace", flat=True)
    for workspace in sorted(set(owed)):
        yield tasks.deliver, workspace, min(patience, HASTE)
    for letter in in_doubt(now):
        yield tasks.settle, letter, patience
    for workspace in workspaces_without_copies(now):
        yield tasks.file_copies, workspace, max(patience, COPIES_EVERY)
    for workspace in Workspace.objects.values_list("pk", flat=True):
        yield tasks.draft, workspace, max(patience, DRAFT_EVERY)


def _patience() -> timedelta:
    return PATIENCE if settings.TASKS_ENGINE == "ox" else timedelta(0)


def _stale_accounts(now: datetime) -> list[int]:
    is_stale = Q(worked_at=None) | Q(worked_at__lte=now - SYNC_EVERY) | Q(next_try_at__lte=now)
    may_try = Q(next_try_at=None) | Q(next_try_at__lte=now)
    accounts = Account.objects.filter(is_stale, may_try, kind__in=READERS)
    return list(accounts.order_by("worked_at").values_list("pk", flat=True))
