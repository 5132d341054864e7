"""The rows of imports and their files: what is known already, and how far each file has come."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from followup.models import Import, ImportFile, Unread, Workspace
from followup.models.bulk import add, among
from followup.sources.files import Place

from .batches import Outcome
from .reading import Reader, names_columns

#: Cards that were met somewhere are read again: the meeting is new.
MET = ("vcf", "contacts")


class FileRows:
    """The files of one run; the import itself is made when there is something to keep of it."""

    def __init__(self, workspace: Workspace, label: str, reader: Reader, now: datetime) -> None:
        self._workspace, self._label, self._reader, self._now = workspace, label, reader, now
        self.origin: Import | None = None

    def known_whole(self, places: Iterable[Place]) -> dict[str, ImportFile]:
        """By digest: the same content read to its end before, unless something was taken back since."""
        asked = {each.digest for each in places if not self._is_anew(each)}
        files = ImportFile.objects.filter(
            workspace=self._workspace, digest__in=asked, finished_at__isnull=False, origin__undone_at=None
        )
        undone = Import.objects.filter(workspace=self._workspace, undone_at__isnull=False)
        last = undone.order_by("-undone_at").values_list("undone_at", flat=True).first()
        return {
            each.digest: each
            for each in files.order_by("finished_at")
            if each.finished_at and (last is None or each.finished_at > last)
        }

    def _is_anew(self, place: Place) -> bool:
        """Whether a file is read again though its content is known: what is said with it now is new."""
        return bool(self._reader.met and place.sort in MET) or (
            place.sort == "orders" and names_columns(self._reader.legend, place)
        )

    @transaction.atomic
    def rows(self, places: Sequence[Place]) -> list[ImportFile]:
        """The row of each place, begun anew where its content is another than when it was left."""
        if self.origin is None:
            self.origin = self._unfinished() or self._begun()
        there = self._there(places)
        same = {"workspace_id": self._workspace.pk, "origin_id": self.origin.pk}
        add(
            ImportFile,
            [
                same | {"path": str(each.path), "digest": each.digest, "sort": each.sort}
                for each in places
                if str(each.path) not in there
            ],
        )
        for each in places:
            if self._is_anew(each) and each.sort == "orders":
                self._let_go_of_unread(each)
        there = self._there(places)
        return [self._from_the_start(there[str(each.path)], each) for each in places]

    @transaction.atomic
    def close(self, read: Iterable[tuple[ImportFile, Outcome]]) -> None:
        """Keep how each file came out; one that could not be read to its end stays open for the next time."""
        rows = []
        for file, outcome in read:
            file.finished_at = None if outcome.trouble else self._now
            outcome.trouble = outcome.trouble or outcome.first_unread
            file.trouble = outcome.trouble
            rows.append(file)
        ImportFile.objects.bulk_update(rows, ["finished_at", "trouble"], batch_size=500)

    def _there(self, places: Sequence[Place]) -> dict[str, ImportFile]:
        same = {"origin_id": self.origin.pk if self.origin else None}
        ids = [pk for (pk,) in among(ImportFile, ("id",), same, "path", [str(each.path) for each in places])]
        rows = ImportFile.objects.select_related("origin").in_bulk(ids)
        return {each.path: each for each in rows.values()}

    def _let_go_of_unread(self, place: Place) -> None:
        """What was not understood of this file is read again, and kept again where it is still not."""
        before = ImportFile.objects.filter(workspace=self._workspace, digest=place.digest).values("origin")
        named = Unread.objects.filter(workspace=self._workspace, place__startswith=place.path.name)
        named.filter(origin__in=before).delete()

    def _from_the_start(self, file: ImportFile, place: Place) -> ImportFile:
        if file.digest != place.digest:
            file.digest = place.digest
            file.position = file.new = file.known = file.not_understood = 0
            file.counts = {}
            file.save()
        return file

    def _begun(self) -> Import:
        return Import.objects.create(
            workspace=self._workspace,
            label=self._label,
            met=self._reader.met[:200],
            met_on=self._reader.met_at if self._reader.met else None,
            started_at=self._now,
        )

    def _unfinished(self) -> Import | None:
        rows = Import.objects.filter(
            workspace=self._workspace, label=self._label, finished_at=None, undone_at=None
        )
        return rows.filter(met=self._reader.met[:200]).order_by("-pk").first()
