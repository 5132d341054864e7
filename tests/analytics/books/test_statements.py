"""The statements in sql/: each is read, filled in, and said in both dialects."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

import followup.analytics.books
from followup.analytics.books.statements import column, named, statement, written

FILES = sorted((Path(followup.analytics.books.__file__).parent / "sql").glob("*.sql"))
ROOM = Path(followup.analytics.books.__file__).parent


def test_a_forgotten_value_is_a_bug():
    with pytest.raises(KeyError):
        statement("customers")


def test_a_text_is_a_literal_and_never_sql():
    tree = statement("customers", day="1; DROP TABLE merged")

    assert "'1; DROP TABLE merged'" in written(tree, "duckdb")


def test_a_fraction_is_no_decimal_of_some_digits():
    tree = statement("judged", score=named("recency"), top=0.2)

    assert "CAST('0.2' AS DOUBLE)" in written(tree, "spark")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_statement_says_what_it_is_for_and_is_said_in_sparks_dialect(path):
    text = path.read_text(encoding="utf-8")
    values = {
        each.name: column("x") for each in sqlglot.parse_one(text, read="duckdb").find_all(exp.Placeholder)
    }

    said = written(statement(path.stem, **values), "spark")

    assert text.startswith("-- ")
    assert sqlglot.parse_one(said, read="spark").sql(dialect="spark") == said


def test_duckdb_and_sqlglot_and_spark_are_imported_in_this_room_only():
    source = ROOM.parents[1]
    importing = {
        path
        for path in source.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.split()[:1] in (["import"], ["from"])
        and line.split()[1].split(".")[0] in {"duckdb", "sqlglot", "pyspark"}
    }

    assert {path.parent for path in importing} == {ROOM}
