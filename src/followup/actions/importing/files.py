"""Importing files: read while written, batch by batch, each with how far the file has come."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from followup.actions.full_disk import a_full_disk_told
from followup.actions.own import known_of
from followup.actions.placing.place import Touched
from followup.actions.telling.tell import settle
from followup.core.mail import Mail, message_key
from followup.core.order_counts import LEFT_OUT, remarks
from followup.core.orders import NO_LEGEND, Legend
from followup.models import Fact, Import, ImportFile, Workspace
from followup.models.durable import in_long_strides
from followup.sources.files import Place, find
from followup.sources.orders.read import Glance

from .batches import Outcome, Sheet, write
from .beside import find_beside
from .file_rows import FileRows
from .legends import Remembered, check_legend, glance_at, remember, understood
from .reading import Found, Reader, find_in, portions
from .stacks import stacks
from .undoing import forget_when_empty, undo_import

__all__ = ["FileReport", "ImportReport", "import_paths", "undo_import"]

#: Cards know people best, then calendars; mail comes last and finds them there.
ORDER = ("vcf", "contacts", "ics", "orders", "eml", "mbox", "maildir")
#: How far into the future and the past a calendar's series are read.
BACK, AHEAD = timedelta(days=730), timedelta(days=730)


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What came of one file; the counts sum up to all that is in it, and the remarks say what is special in it.

    `glance` says what a table’s columns are taken for, in a rehearsal and where the table is not understood.
    """

    path: str
    sort: str = ""
    new: int = 0
    known: int = 0
    not_understood: int = 0
    left_out: int = 0
    trouble: str = ""
    remarks: tuple[str, ...] = ()
    glance: Glance | None = None


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What came of each file; `id` names the import for undoing, None where nothing new was found."""

    files: list[FileReport]
    id: int | None = None


def import_paths(  # noqa: PLR0913 - what the command line's options say, each by its name
    workspace: Workspace,
    paths: Iterable[str | Path],
    *,
    now: datetime,
    met: str = "",
    met_on: datetime | None = None,
    dry_run: bool = False,
    legend: Legend = NO_LEGEND,
    label: str = "",
    progress: Callable[[int, int], object] | None = None,
) -> ImportReport:
    """Read everything at these paths and write what is new; an import that was killed goes on where it was.

    What the legend says of a table's columns holds for every later table of that heading. The label names the
    import where its paths would not.
    """
    paths = list(paths)
    settle_unfinished(workspace, now)
    reader = reader_of(workspace, now=now, met=met, met_at=met_on or now, legend=legend)
    places = [understood(each, reader) for each in find(paths)]
    check_legend(legend, places)
    if not dry_run:
        remember(workspace, legend, places, now)
    places.sort(key=lambda each: ORDER.index(each.sort) if each.sort in ORDER else -1)
    run = _Run(
        workspace, label or ", ".join(map(str, paths)), reader, now, dry_run, progress or (lambda *_: None)
    )
    with a_full_disk_told(), in_long_strides():
        files = [report for some in stacks(places) for report in run.read(some)]
        return ImportReport(files=files, id=run.finish())


def settle_unfinished(workspace: Workspace, now: datetime) -> None:
    """Work out what follows from an import that was killed before it came to that."""
    left = Import.objects.filter(workspace=workspace, finished_at=None, undone_at=None)
    for origin in left:
        facts = Fact.objects.filter(origin=origin)
        touched = Touched(
            set(facts.values_list("contact_id", flat=True)),
            set(facts.values_list("thread", flat=True)) - {""},
        )
        settle(workspace, touched, now=now)


def reader_of(
    workspace: Workspace,
    *,
    now: datetime,
    met: str = "",
    met_at: datetime | None = None,
    legend: Legend = NO_LEGEND,
) -> Reader:
    """How this workspace's sources are read."""
    known = known_of(workspace)
    return Reader(
        known=known,
        zone=ZoneInfo(known.timezone or "UTC"),
        horizon=(now - BACK, now + AHEAD),
        met=met,
        met_at=met_at,
        legend=legend,
        legends=Remembered(workspace),
    )


class _Run:
    """One run of an import over its files."""

    def __init__(  # noqa: PLR0913 - all that its files share
        self,
        workspace: Workspace,
        label: str,
        reader: Reader,
        now: datetime,
        dry_run: bool,
        progress: Callable[[int, int], object],
    ) -> None:
        self._workspace, self._reader, self._now = workspace, reader, now
        self._dry_run, self._progress = dry_run, progress
        self._rows = FileRows(workspace, label, reader, now)
        self._seen: set[str] = set()
        self._touched = Touched()
        self._done = 0

    def read(self, places: list[Place]) -> list[FileReport]:
        """Read a stack of files, or one big one; trouble with a file is told and does not stop the rest."""
        before = self._rows.known_whole(places)
        fresh = [each for each in places if each.sort and each.digest not in before]
        outcomes = self._read(fresh) if fresh else {}
        reports = [_report(each, before.get(each.digest), outcomes.get(each.path)) for each in places]
        for report, place in zip(reports, places, strict=True):
            report.glance = glance_at(place, self._reader) if self._dry_run or not place.sort else None
        return reports

    def finish(self) -> int | None:
        """Work out what follows and close the import; one that found nothing new leaves nothing behind."""
        origin = self._rows.origin
        if origin is None or self._dry_run:
            return None
        with transaction.atomic():
            settle(self._workspace, self._touched, now=self._now)
            if forget_when_empty(origin):
                return None
            Import.objects.filter(pk=origin.pk).update(finished_at=self._now)
        return origin.pk

    def _read(self, places: list[Place]) -> dict[Path, Outcome]:
        files = self._files(places)
        read = [
            (file, Outcome(file.new, file.known, file.not_understood, counts=Counter(file.counts)))
            for file in files
        ]
        if len(places) == 1:
            self._read_alone(places[0], *read[0])
        else:
            self._read_together(places, read)
        if not self._dry_run:
            self._rows.close(read)
        for _, outcome in read:
            outcome.trouble = outcome.trouble or outcome.first_unread
        return {place.path: outcome for place, (_, outcome) in zip(places, read, strict=True)}

    def _files(self, places: list[Place]) -> list[ImportFile]:
        if self._dry_run:
            return [
                ImportFile(workspace=self._workspace, path=str(each.path), sort=each.sort) for each in places
            ]
        return self._rows.rows(places)

    def _read_alone(self, place: Place, file: ImportFile, outcome: Outcome) -> None:
        try:
            for some in portions(find_beside(place, file.position, self._reader)):
                self._write([Sheet(file, outcome, some)])
        except OSError as trouble:
            outcome.trouble = _unreadable(trouble)

    def _read_together(self, places: list[Place], read: list[tuple[ImportFile, Outcome]]) -> None:
        sheets = []
        for place, (file, outcome) in zip(places, read, strict=True):
            try:
                sheets.append(Sheet(file, outcome, list(find_in(place, file.position, self._reader))))
            except OSError as trouble:
                outcome.trouble = _unreadable(trouble)
        self._write(sheets)

    def _write(self, sheets: list[Sheet]) -> None:
        if self._dry_run:
            sheets = [replace(each, found=self._unseen(each)) for each in sheets]
        touched = write(self._workspace, sheets, now=self._now, is_kept=not self._dry_run)
        self._touched.add(touched)
        self._done += sum(len(each.found) for each in sheets)
        self._progress(self._done, 0)

    def _unseen(self, sheet: Sheet) -> list[Found]:
        """Without the mails that this rehearsal has met before: what it wrote of them was taken back."""
        kept = []
        for each in sheet.found:
            thing = each.items[0].thing if each.items else None
            key = message_key(thing.message_id) if isinstance(thing, Mail) else ""
            if key and key in self._seen:
                sheet.outcome.known += 1
            else:
                self._seen.add(key)
                kept.append(each)
        return kept


def _report(place: Place, before: ImportFile | None, outcome: Outcome | None) -> FileReport:
    report = FileReport(path=str(place.path), sort=place.sort, trouble=place.trouble)
    if before and place.sort:
        report.known, report.not_understood = before.new + before.known, before.not_understood
        report.trouble = before.trouble
        _remark(report, before.counts)
    elif outcome:
        report.new, report.known = outcome.new, outcome.known
        report.not_understood, report.trouble = outcome.not_understood, outcome.trouble
        _remark(report, outcome.counts)
    return report


def _remark(report: FileReport, counts: Mapping[str, int]) -> None:
    report.left_out, report.remarks = sum(counts.get(each, 0) for each in LEFT_OUT), remarks(counts)


def _unreadable(trouble: OSError) -> str:
    return f"The file could not be read to its end: {trouble.strerror or trouble}."
