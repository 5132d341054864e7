"""Spark as an engine for books: the same statements, said in its dialect."""

from typing import Any

import numpy as np
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import DateType, NumericType, StringType, StructField, StructType, TimestampType
from sqlglot import exp

from followup.core.trouble import NotUnderstood

from .engine import DATE, NUMBER, TEXT, Columns
from .files import Files
from .statements import written

# What DuckDB does anyway: days begin at midnight UTC, and a column is the same in capitals.
AS_DUCKDB_DOES = {"spark.sql.session.timeZone": "UTC", "spark.sql.caseSensitive": "false"}


class Spark:
    """A Spark session as an engine. Lines of CSV that cannot be taken apart are left out; only DuckDB counts and names them."""

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        for name, value in AS_DUCKDB_DOES.items():
            session.conf.set(name, value)

    def open(self, files: Files) -> dict[str, str]:
        """Make the view `lines` of these files; the columns that it has, and how each is written."""
        lines = self._parquet(files) if files.is_parquet else self._csv(files)
        lines.createOrReplaceTempView("lines")
        return {each.name: _kind(each) for each in lines.schema.fields}

    def view(self, name: str, tree: exp.Expr) -> None:
        """Give a statement a name."""
        self._ask(tree).createOrReplaceTempView(name)

    def table(self, name: str, tree: exp.Expr) -> None:
        """Run a statement and keep what it gives under a name."""
        # A checkpoint forgets how the table came to be: else each look would plan all the looks before it again.
        self._ask(tree).localCheckpoint().createOrReplaceTempView(name)

    def rows(self, tree: exp.Expr) -> list[tuple[Any, ...]]:
        """What a statement gives, row by row."""
        return [tuple(each) for each in self._ask(tree).collect()]

    def columns(self, tree: exp.Expr) -> Columns:
        """What a statement gives, as columns of numbers."""
        asked = self._ask(tree)
        rows = asked.collect()
        return {name: np.array([each[name] for each in rows]) for name in asked.columns}

    def is_torn(self) -> bool:
        """Never: Spark leaves out what it cannot take apart."""
        return False

    def broken(self, most: int) -> tuple[int, list[NotUnderstood]]:
        """Nothing: what Spark leaves out it does not tell."""
        return 0, []

    def numbered(self, text: str, most: int) -> list[tuple[str, int, str]]:
        """Nothing: lines have no numbers where many machines read them."""
        return []

    def _ask(self, tree: exp.Expr) -> DataFrame:
        return self._session.sql(written(tree, self.dialect))

    def _parquet(self, files: Files) -> DataFrame:
        return self._session.read.parquet(*(each.as_uri() for each in files.paths))

    def _csv(self, files: Files) -> DataFrame:
        return self._session.read.csv(
            [each.as_uri() for each in files.paths],
            schema=StructType([StructField(name, StringType()) for name in files.header]),
            sep=files.delimiter,
            header=True,
            quote='"',
            escape='"',
            multiLine=True,
            mode="DROPMALFORMED",
        )


def _kind(field: StructField) -> str:
    if isinstance(field.dataType, DateType | TimestampType):
        return DATE
    return NUMBER if isinstance(field.dataType, NumericType) else TEXT
