"""Imports: what was read from files, file by file, and what could not be read."""

from django.db import models

from followup.core.order_counts import remarks

from .workspace import Workspace


class Import(models.Model):
    """One run of `followup import`: it can be undone as a whole."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    label = models.TextField()
    #: "Trade fair, Cologne" when the cards were met somewhere, and when.
    met = models.CharField(max_length=200, blank=True)
    met_on = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label


class ImportFile(models.Model):
    """One file of an import, its counts and how far it has been read (a killed import goes on there)."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    origin = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    path = models.TextField()
    #: Hash of the content: the same file is known again under any name.
    digest = models.CharField(max_length=64)
    sort = models.CharField(max_length=10)  # mbox | maildir | eml | ics | vcf | orders | contacts
    position = models.PositiveBigIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    not_understood = models.PositiveIntegerField(default=0)
    #: Of an order file: how many tests, gifts, returns …, as core.order_counts knows them.
    counts = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "path"], name="import_file_once")]
        indexes = [models.Index(fields=["workspace", "digest"], name="import_file_digest")]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is special in it, in sentences."""
        return remarks(self.counts)


class Unread(models.Model):
    """Something that could not be understood: kept raw and named."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    origin = models.ForeignKey(Import, on_delete=models.CASCADE, null=True, blank=True)
    digest = models.CharField(max_length=64)
    place = models.TextField()
    sentence = models.TextField()
    raw = models.BinaryField(default=bytes)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "digest"], name="unread_once")]
