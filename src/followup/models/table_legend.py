"""Legends: what the person said the columns of a table mean, for every later table of the same heading."""

from django.db import models

from .workspace import Workspace


class TableLegend(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    #: Hash of the heading.
    heading = models.CharField(max_length=64)
    #: {meaning: the column's plain name}
    columns = models.JSONField(default=dict)
    #: day | month: which comes first in its dates; "" leaves it to the column.
    dates = models.CharField(max_length=5, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "heading"], name="table_legend_once")]
