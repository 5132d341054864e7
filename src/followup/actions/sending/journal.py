"""The journal of one submission: each phase is committed before it begins."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from followup.models import Letter
from followup.models.durable import on_disk
from followup.models.watch import Watch
from followup.outbox.owner import is_of_heap
from followup.outbox.receipt import DATA_STARTED, DOT_SENT, RECIPIENT_ACCEPTED

from .stops import has_news, stops

#: How long a claim holds without a sign of life; while the last answer is awaited, as long as that may take.
LEASE = timedelta(minutes=3)


@dataclass(slots=True)
class Journal:
    """Says of each phase whether to go on; `stopped_by` is the sentence that stopped the letter, if any."""

    letter: Letter
    owner: str
    clock: Callable[[], datetime]
    final_seconds: float
    watch: Watch
    stopped_by: str = ""

    def __call__(self, phase: str) -> bool:
        if phase == RECIPIENT_ACCEPTED:
            return self._may_go()
        if phase == DATA_STARTED:
            return self._write(phase, LEASE)
        if phase == DOT_SENT:
            # A heap's letters were put on the disk as next on the line, some at a time.
            with nullcontext() if is_of_heap(self.owner) else on_disk():
                return self._write(phase, LEASE + timedelta(seconds=self.final_seconds))
        return self._write(phase, LEASE)

    def _may_go(self) -> bool:
        if self.watch.is_quiet():
            return True
        self.watch.renew()
        if has_news(self.letter):
            self.stopped_by = stops([self.letter]).get(self.letter.pk, "")
        return not self.stopped_by

    def _write(self, phase: str, lease: timedelta) -> bool:
        until = self.clock() + lease
        with self.watch.own_writes():
            return Letter.claims.journal(self.letter.pk, self.owner, phase, until)
