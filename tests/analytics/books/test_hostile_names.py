"""Names that users' files bring along are names, whatever is in them."""

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from followup.analytics.books import rank_book
from followup.analytics.books.duck import duck
from followup.analytics.books.files import book_files
from followup.analytics.books.statements import column, statement, written
from followup.core.trouble import Mend
from tests.analytics.books.draws import as_csv

HOSTILE = [
    'a"; DROP TABLE merged; --',
    "a'; DROP TABLE merged; --",
    "a`; DROP TABLE merged",
    "$cell",
    "customer) FROM lines; SELECT (1",
    "{0}",
    "%s",
    "?",
    "Größe 🛒",
    "select",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_column_may_have_any_name(tmp_path, name):
    book = tmp_path / "orders.csv"
    quoted = '"' + name.replace('"', '""') + '"'
    book.write_text(f"{quoted},date\nada,2026-01-01\n", encoding="utf-8")
    ranking = rank_book([book], mapping={"customer": name})

    assert [each.customer for each in ranking.buyers] == ["ada"]


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_one_name_in_every_dialect(dialect, name):
    tree = statement("customer_of_number", cell=column(name))

    read = sqlglot.parse_one(written(tree, dialect), read=dialect)

    assert [each.name for each in read.find_all(exp.Identifier)] == [name]


@pytest.mark.parametrize("name", ["o'; DROP TABLE merged; --.csv", 'o".csv', "ö=1 $x {}.csv"])
def test_a_file_may_have_any_name_and_only_it_is_read(tmp_path, name):
    folder = tmp_path / "year=2026"
    folder.mkdir()
    as_csv("customer,date\nben,2026-01-01", folder / "o.csv")
    book = as_csv("customer,date\nada,2026-01-01\ncleo,soon", folder / name)
    ranking = rank_book([book])

    assert [each.customer for each in ranking.buyers] == ["ada"]
    assert [each.place for each in ranking.contents.troubles] == [f"{name}, line 3"]


def test_no_other_file_can_be_touched_once_a_book_is_open(tmp_path):
    book = as_csv("customer,date\nada,2026-01-01", tmp_path / "orders.csv")
    other = as_csv("secret\n1", tmp_path / "other.csv")

    with duck() as engine:
        engine.open(book_files([book]))
        with pytest.raises(duckdb.PermissionException):
            engine.rows(sqlglot.parse_one(f"SELECT * FROM read_csv('{other}')", read="duckdb"))


def test_nothing_is_fetched_from_the_network():
    with duck() as engine, pytest.raises(duckdb.Error):
        engine.rows(sqlglot.parse_one("SELECT * FROM 'https://example.org/orders.parquet'", read="duckdb"))


@pytest.mark.parametrize("memory", ["4GB'; SHUTDOWN", "a lot", "-1GB", ""])
def test_an_amount_of_memory_is_one(memory):
    with pytest.raises(Mend, match="is no amount of memory such as “4GB”"), duck(memory=memory):
        pass


def test_what_does_not_fit_into_the_memory_goes_to_the_disk_and_away(tmp_path):
    spill = tmp_path / "spill"
    spill.mkdir()

    with duck(memory="40MB", temp=spill) as engine:
        engine.table("many", sqlglot.parse_one("SELECT hash(i) AS a FROM range(8000000) t(i)", read="duckdb"))
        spilled = sum(each.stat().st_size for each in spill.rglob("*"))

    assert spilled > 10_000_000
    assert list(spill.iterdir()) == []
