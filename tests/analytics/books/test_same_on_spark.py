"""Spark, given the same statements in its dialect, says what DuckDB says."""

import os
from collections.abc import Iterator

import numpy as np
import pytest
from pyspark.sql import SparkSession

from followup.analytics.books import BookRanking, rank_book, rank_on, summarise
from followup.analytics.books.duck import duck
from followup.analytics.books.files import book_files
from followup.analytics.books.spark import Spark
from followup.analytics.books.statements import statement
from tests.analytics.books.draws import as_csv, as_parquet, drawn
from tests.programs import found

pytestmark = pytest.mark.slow

DAY = 18_262 + 700
EXACT = 1e-9


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    """A Spark of two threads on this machine that nobody else can talk to."""
    found("java")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.local.dir", str(folder))
        .config("spark.sql.codegen.wholeStage", "false")  # so few rows are not worth compiling for
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    yield Spark(session)
    session.stop()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return as_parquet(drawn(800, seed=11), tmp_path_factory.mktemp("book") / "orders.parquet")


def test_the_same_summaries(spark, book):
    files = book_files([book])
    with duck() as engine:
        summarise(engine, files, day=DAY)
        of_duck = engine.columns(statement("all_summaries"))

    summarise(spark, files, day=DAY)
    of_spark = spark.columns(statement("all_summaries"))

    for name, expected in of_duck.items():
        assert _numbers(of_spark[name]) == pytest.approx(_numbers(expected), rel=EXACT, nan_ok=True)


def test_the_same_ranking_and_the_same_back_test(spark, book):
    here = rank_book([book], day=DAY, days=365, first=1000)
    there = rank_on(spark, book_files([book]), day=DAY, days=365, first=1000)

    assert (there.customers, there.orders, there.contents) == (here.customers, here.orders, here.contents)
    assert (there.ranker, there.sentence, there.model) == (here.ranker, here.sentence, here.model)
    assert [(each.ranker, each.customers, each.origins) for each in there.trials] == [
        (each.ranker, each.customers, each.origins) for each in here.trials
    ]
    assert _figures(there) == pytest.approx(_figures(here), rel=EXACT, nan_ok=True)


def test_the_same_reading_of_written_dates_and_sums(spark, tmp_path):
    book = as_csv(
        """
        Email,Ordered at,Total
        Ada@example.org,2026-03-31 10:00:00,"1,234.50"
        ada@example.org,2026/4/1,"€ 1.234,50"
        ben@example.org,05.04.2026,12
        ben@example.org,17/4/2026,"3,5"
        cleo@example.org,30.02.2026,3
        ,2026-04-01,3
        cleo@example.org,2026-04-09T23:30:00Z,no sum
        """,
        tmp_path / "orders.csv",
    )
    mapping = {"customer": "Email", "date": "ordered at", "amount": "Total"}
    with duck() as engine:
        summarise(engine, book_files([book]), day=DAY + 9999, mapping=mapping)
        of_duck = engine.rows(statement("all_summaries"))

    summarise(spark, book_files([book]), day=DAY + 9999, mapping=mapping)

    assert [each[0] for each in of_duck] == ["ada@example.org", "ben@example.org", "cleo@example.org"]
    assert spark.rows(statement("all_summaries")) == of_duck


def _numbers(column: np.ndarray) -> np.ndarray:
    masked = np.ma.filled(column.astype(np.float64), np.nan) if np.ma.isMaskedArray(column) else column
    return np.array([np.nan if each is None else each for each in masked.tolist()], dtype=np.float64)


def _figures(ranking: BookRanking) -> list[float]:
    """Every number that a ranking holds, in one row."""
    buyers = [
        figure
        for each in ranking.buyers
        for figure in (
            each.customer,
            each.orders,
            each.first_day,
            each.last_day,
            each.gap,
            each.next_day,
            each.is_likely,
        )
    ]
    intervals = [each for buyer in ranking.buyers for each in (buyer.expected, buyer.worth)] + [ranking.total]
    expected = [
        figure for each in intervals for figure in ((each.of, each.low, each.high) if each else (None,))
    ]
    trials = [figure for each in ranking.trials for figure in (each.auc, each.low, each.high, each.top_share)]
    rest = list(ranking.parameters.values())
    return [np.nan if each is None else float(each) for each in (*buyers, *expected, *trials, *rest)]
