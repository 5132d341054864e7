"""Importing files: read while written, batch by batch, each with how far the file has come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from followup.actions.full_disk import a_full_disk_told
from followup.actions.own import known_of
from followup.actions.placing.place import Touched
from followup.actions.telling.tell import settle
from followup.core.mail import Mail, message_key
from followup.models import Fact, Import, ImportFile, Workspace
from followup.models.durable import in_long_strides
from followup.sources.files import Place, find

from .batches import Outcome, write
from .beside import find_beside
from .reading import Found, Reader, portions
from .undoing import forget_when_empty, undo_import

__all__ = ["FileReport", "ImportReport", "import_paths", "undo_import"]

#: Cards know people best, then calendars; mail comes last and finds them there.
ORDER = ("vcf", "contacts", "ics", "orders", "eml", "mbox", "maildir")
#: How far into the future and the past a calendar's series are read.
BACK, AHEAD = timedelta(days=730), timedelta(days=730)


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What came of one file; the three counts sum up to all that is in it."""

    path: str
    sort: str = ""
    new: int = 0
    known: int = 0
    not_understood: int = 0
    trouble: str = ""


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
    progress: Callable[[int, int], object] | None = None,
) -> ImportReport:
    """Read everything at these paths and write what is new; an import that was killed goes on where it was."""
    paths = list(paths)
    settle_unfinished(workspace, now)
    places = sorted(find(paths), key=lambda each: ORDER.index(each.sort) if each.sort in ORDER else -1)
    reader = reader_of(workspace, now=now, met=met, met_at=met_on or now)
    run = _Run(workspace, ", ".join(map(str, paths)), reader, now, dry_run, progress or (lambda *_: None))
    with a_full_disk_told(), in_long_strides():
        files = [run.read(each) for each in places]
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
    workspace: Workspace, *, now: datetime, met: str = "", met_at: datetime | None = None
) -> Reader:
    """How this workspace's sources are read."""
    known = known_of(workspace)
    zone = ZoneInfo(known.timezone or "UTC")
    return Reader(known=known, zone=zone, horizon=(now - BACK, now + AHEAD), met=met, met_at=met_at)


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
        self._workspace, self._label, self._reader = workspace, label, reader
        self._now, self._dry_run, self._progress = now, dry_run, progress
        self._origin: Import | None = None
        self._seen: set[str] = set()
        self._touched = Touched()
        self._done = 0

    def read(self, place: Place) -> FileReport:
        """Read one file; trouble with it is told and does not stop the rest."""
        report = FileReport(path=str(place.path), sort=place.sort, trouble=place.trouble)
        if not place.sort:
            return report
        if before := self._known_whole(place):
            report.known, report.not_understood = before.new + before.known, before.not_understood
            report.trouble = before.trouble
            return report
        file = self._file(place)
        outcome = Outcome(new=file.new, known=file.known, not_understood=file.not_understood)
        try:
            for some in portions(find_beside(place, file.position, self._reader)):
                self._write(file, some, outcome)
        except OSError as trouble:
            outcome.trouble = f"The file could not be read to its end: {trouble.strerror or trouble}."
        self._close(file, outcome)
        report.new, report.known = outcome.new, outcome.known
        report.not_understood, report.trouble = outcome.not_understood, outcome.trouble
        return report

    def finish(self) -> int | None:
        """Work out what follows and close the import; one that found nothing new leaves nothing behind."""
        if self._origin is None or self._dry_run:
            return None
        with transaction.atomic():
            settle(self._workspace, self._touched, now=self._now)
            if forget_when_empty(self._origin):
                return None
            Import.objects.filter(pk=self._origin.pk).update(finished_at=self._now)
        return self._origin.pk

    def _known_whole(self, place: Place) -> ImportFile | None:
        """The same content read to its end before, unless something was taken back since or cards were met anew."""
        if self._reader.met and place.sort in ("vcf", "contacts"):
            return None
        files = ImportFile.objects.filter(
            workspace=self._workspace, digest=place.digest, finished_at__isnull=False, origin__undone_at=None
        )
        file = files.order_by("-finished_at").first()
        undone = Import.objects.filter(workspace=self._workspace, undone_at__isnull=False)
        return None if file and undone.filter(undone_at__gte=file.finished_at).exists() else file

    def _file(self, place: Place) -> ImportFile:
        if self._dry_run:
            return ImportFile(workspace=self._workspace, path=str(place.path), sort=place.sort)
        if self._origin is None:
            self._origin = self._unfinished() or Import.objects.create(
                workspace=self._workspace,
                label=self._label,
                met=self._reader.met[:200],
                met_on=self._reader.met_at if self._reader.met else None,
                started_at=self._now,
            )
        file, is_new = ImportFile.objects.get_or_create(
            origin=self._origin,
            path=str(place.path),
            defaults={"workspace": self._workspace, "digest": place.digest, "sort": place.sort},
        )
        if not is_new and file.digest != place.digest:
            ImportFile.objects.filter(pk=file.pk).update(
                digest=place.digest, position=0, new=0, known=0, not_understood=0
            )
            file.refresh_from_db()
        return file

    def _unfinished(self) -> Import | None:
        rows = Import.objects.filter(
            workspace=self._workspace, label=self._label, finished_at=None, undone_at=None
        )
        return rows.filter(met=self._reader.met[:200]).order_by("-pk").first()

    def _write(self, file: ImportFile, some: Sequence[Found], outcome: Outcome) -> None:
        some = some if self._dry_run is False else self._unseen(some, outcome)
        touched = write(self._workspace, some, outcome, now=self._now, file=file, is_kept=not self._dry_run)
        self._touched.add(touched)
        self._done += len(some)
        self._progress(self._done, 0)

    def _unseen(self, some: Sequence[Found], outcome: Outcome) -> list[Found]:
        """Without the mails that this rehearsal has met before: what it wrote of them was taken back."""
        kept = []
        for each in some:
            thing = each.items[0].thing if each.items else None
            key = message_key(thing.message_id) if isinstance(thing, Mail) else ""
            if key and key in self._seen:
                outcome.known += 1
            else:
                self._seen.add(key)
                kept.append(each)
        return kept

    def _close(self, file: ImportFile, outcome: Outcome) -> None:
        if not self._dry_run and not outcome.trouble:
            ImportFile.objects.filter(pk=file.pk).update(finished_at=self._now)
        outcome.trouble = outcome.trouble or outcome.first_unread
        if not self._dry_run and outcome.trouble:
            ImportFile.objects.filter(pk=file.pk).update(trouble=outcome.trouble)
