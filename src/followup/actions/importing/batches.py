"""Batches: what was found is written in portions, each with its place in the file, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from followup.actions.placing.place import Touched
from followup.actions.telling.tell import note
from followup.core.order_counts import sorts_of
from followup.core.orders import Order
from followup.core.trouble import NotUnderstood
from followup.models import Import, ImportFile, Unread, Workspace

from .reading import Found

RAW_KEPT = 64 * 1024


@dataclass(slots=True)
class Outcome:
    """How many things were new, known and not understood so far, and the file's trouble in one sentence."""

    new: int = 0
    known: int = 0
    not_understood: int = 0
    trouble: str = ""
    first_unread: str = ""
    counts: Counter[str] = field(default_factory=Counter)

    def note_unread(self, unread: NotUnderstood) -> None:
        """Count one more thing that was not understood, and name the first."""
        self.not_understood += 1
        place = f"{unread.place}: " if unread.place else ""
        self.first_unread = self.first_unread or f"{place}{unread.sentence}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was found in one file, to be written: its row, and what came of it so far."""

    file: ImportFile
    outcome: Outcome
    found: Sequence[Found]


def write(workspace: Workspace, sheets: Sequence[Sheet], *, now: datetime, is_kept: bool = True) -> Touched:
    """Write one portion and how far each file has come with it; a rehearsal is taken back at its end.

    Whom it concerns is handed back: what follows from it is yet to be worked out.
    """
    with transaction.atomic():
        origin = sheets[0].file.origin if sheets and is_kept else None
        found = [each for sheet in sheets for each in sheet.found]
        news, touched = note_found(
            workspace, found, now=now, origin=origin, source=f"import {origin.pk}" if origin else "rehearsal"
        )
        unread = [each.unread for each in found if each.unread]
        keep_unread(workspace, unread, now=now, origin=origin)
        came = iter(news)
        for sheet in sheets:
            _count(sheet, came)
        if is_kept:
            columns = ["position", "new", "known", "not_understood", "counts"]
            ImportFile.objects.bulk_update([each.file for each in sheets if each.found], columns)
        else:
            transaction.set_rollback(True)
    return touched


def _count(sheet: Sheet, news: Iterator[bool]) -> None:
    outcome, file = sheet.outcome, sheet.file
    for each in sheet.found:
        if each.unread:
            outcome.note_unread(each.unread)
        elif each.left_out:
            outcome.counts[each.left_out] += 1
        elif each.items:
            if isinstance(order := each.items[0].thing, Order):
                outcome.counts.update(sorts_of(order))
            is_new = next(news)
            outcome.new += is_new
            outcome.known += not is_new
        file.position = each.position
    file.new, file.known, file.not_understood = outcome.new, outcome.known, outcome.not_understood
    file.counts = dict(outcome.counts)


def note_found(
    workspace: Workspace, some: Sequence[Found], *, now: datetime, origin: Import | None, source: str
) -> tuple[list[bool], Touched]:
    """Note everything that was found: whether each thing (with what is attached to it) was new, and whom it concerns."""
    groups = [each.items for each in some if each.items]
    told = note(
        workspace, [item for group in groups for item in group], now=now, origin=origin, source=source
    )
    news, start = [], 0
    for group in groups:
        news.append(any(told.news[start : start + len(group)]))
        start += len(group)
    return news, told.touched


def keep_unread(
    workspace: Workspace, unread: Iterable[NotUnderstood], *, now: datetime, origin: Import | None = None
) -> None:
    """Keep what was not understood, raw and named, once."""
    rows = {_digest(each): each for each in unread}
    known = set(
        Unread.objects.filter(workspace=workspace, digest__in=list(rows)).values_list("digest", flat=True)
    )
    Unread.objects.bulk_create(
        [
            Unread(
                workspace=workspace,
                origin=origin,
                digest=digest,
                place=each.place,
                sentence=each.sentence,
                raw=each.raw[:RAW_KEPT],
                at=now,
            )
            for digest, each in rows.items()
            if digest not in known
        ],
        ignore_conflicts=True,
    )


def _digest(unread: NotUnderstood) -> str:
    content = unread.raw or f"{unread.place}|{unread.sentence}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=32).hexdigest()
