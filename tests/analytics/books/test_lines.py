"""What the lines of a book say, and what becomes of those that say nothing."""

from datetime import date, timedelta

import duckdb
import pytest

from followup.analytics.books import rank_book, summarise
from followup.analytics.books.duck import duck
from followup.analytics.books.files import book_files
from followup.analytics.books.statements import statement
from followup.core.trouble import Mend
from tests.analytics.books.draws import as_csv


def days(ranking) -> dict[str, list[str]]:
    """First and last day of each customer, as dates."""
    begin = date(1970, 1, 1)
    return {
        each.customer: [str(begin + timedelta(each.first_day)), str(begin + timedelta(each.last_day))]
        for each in ranking.buyers
    }


def test_orders_of_one_day_are_one(tmp_path):
    book = as_csv(
        """
        customer,date,amount
        ada,2026-03-31 09:00,10
        ada,2026-03-31 18:00,20
        ada,2026-04-02,5
        """,
        tmp_path / "orders.csv",
    )
    ranking = rank_book([book])

    assert ranking.contents.lines == 3
    assert [(each.customer, each.orders) for each in ranking.buyers] == [("ada", 2)]


def test_a_day_on_which_only_money_went_back_is_no_order(tmp_path):
    book = as_csv(
        """
        customer,date,amount
        ada,2026-03-31,20
        ada,2026-04-02,-20
        ben,2026-04-01,-5
        ben,2026-04-01,30
        """,
        tmp_path / "orders.csv",
    )
    ranking = rank_book([book])

    assert days(ranking) == {"ada": ["2026-03-31"] * 2, "ben": ["2026-04-01"] * 2}
    assert ranking.contents.given_back == 1


def test_a_line_that_cannot_be_taken_apart_is_named_and_the_rest_is_read(tmp_path):
    book = as_csv(
        """
        customer,date,amount
        ada,2026-03-31,20
        ben,2026-04-01
        cleo,2026-04-02,1,2,3
        "dora,2026-04-02,3
        emil,2026-04-03,4
        """,
        tmp_path / "orders.csv",
    )
    ranking = rank_book([book])

    assert list(days(ranking)) == ["emil", "ada"]
    assert (ranking.contents.lines, ranking.contents.broken) == (5, 3)
    assert [(each.place, each.sentence) for each in ranking.contents.troubles] == [
        ("orders.csv, line 3", "It has fewer cells than the first line."),
        ("orders.csv, line 4", "It has more cells than the first line."),
        ("orders.csv, line 5", "A quotation mark in it is not closed."),
    ]


def test_an_unclosed_quotation_mark_takes_no_other_line_with_it(tmp_path):
    lines = [f"c{n},2026-01-{1 + n % 28:02},5" for n in range(30_000)]
    lines[9] = '"c9,2026-01-10,5'
    lines[15_000] = '"c15000 ""the great""",2026-01-01,"1,50"'
    lines[29_990] = 'c29990,"2026-01-01,5'
    book = as_csv("customer,date,amount\n" + "\n".join(lines), tmp_path / "orders.csv")
    ranking = rank_book([book])

    assert ranking.customers == 29_998
    assert (ranking.contents.lines, ranking.contents.broken, ranking.contents.untold) == (30_000, 2, 0)
    assert [each.place for each in ranking.contents.troubles] == [
        "orders.csv, line 11",
        "orders.csv, line 29992",
    ]


def test_a_date_that_is_none_is_named_by_its_line(tmp_path):
    book = as_csv(
        """
        note,customer,date
        2026-02-30,ada,2026-01-31
        x,ben,2026-02-30
        y,,2026-02-03
        """,
        tmp_path / "orders.csv",
    )
    ranking = rank_book([book])

    assert list(days(ranking)) == ["ada"]
    assert sorted((each.place, each.sentence) for each in ranking.contents.troubles) == [
        ("orders.csv, line 3", "“2026-02-30” cannot be read as a date."),
        ("orders.csv, line 4", "It names no customer."),
    ]


def test_a_book_in_another_encoding_says_so(tmp_path):
    book = tmp_path / "orders.csv"
    book.write_bytes("customer,date\nJürgen,2026-01-01\nada,2026-01-02\n".encode("latin-1"))

    assert [each.sentence for each in rank_book([book]).contents.troubles] == ["It is not written in UTF-8."]


def test_day_first_is_told_from_the_column(tmp_path):
    book = as_csv("customer,date\nada,3/4/2026\nben,17/4/2026", tmp_path / "orders.csv")

    assert days(rank_book([book]))["ada"] == ["2026-04-03"] * 2


def test_month_first_is_told_from_the_column(tmp_path):
    book = as_csv("customer,date\nada,3/4/2026\nben,4/17/2026", tmp_path / "orders.csv")

    assert days(rank_book([book]))["ada"] == ["2026-03-04"] * 2


def test_dates_that_may_be_either_are_not_guessed(tmp_path):
    book = as_csv("customer,date\nada,3/4/2026\nben,4/5/2026", tmp_path / "orders.csv")

    with pytest.raises(Mend, match="may be day/month or month/day"):
        rank_book([book])


def test_dates_of_both_ways_in_one_column_are_refused(tmp_path):
    book = as_csv("customer,date\nada,3/14/2026\nben,14/3/2026", tmp_path / "orders.csv")

    with pytest.raises(Mend, match="mixes day/month and month/day"):
        rank_book([book])


@pytest.mark.parametrize(
    ("written", "sum_"),
    [
        ("1234.5", 1234.5),
        ('"1,234.50"', 1234.5),
        ('"1.234,50"', 1234.5),
        ('"1.234.567"', 1234567),
        ('"3,5"', 3.5),
        ('"1,234"', 1234),
        ("€ 12", 12),
        ("0", 0),
    ],
)
def test_sums_are_read_as_people_write_them(tmp_path, written, sum_):
    book = as_csv(f"customer,date,total\nada,2026-01-01,1\nada,2026-01-02,{written}", tmp_path / "orders.csv")

    with duck() as engine:
        summarise(engine, book_files([book]), day=30_000)
        ((*_, worth),) = engine.rows(statement("all_summaries"))

    assert worth == sum_


@pytest.mark.parametrize("written", ["nan", "inf", "free", ""])
def test_a_sum_that_is_none_counts_as_an_order_without_one(tmp_path, written):
    book = as_csv(f"customer,date,total\nada,2026-01-01,{written}", tmp_path / "orders.csv")
    ranking = rank_book([book])

    assert (ranking.customers, ranking.contents.untold) == (1, 1)


def test_addresses_are_one_customer_however_they_are_written(tmp_path):
    book = as_csv(
        "email,date\nAda@Example.org,2026-01-01\n ada@example.org,2026-01-09\ncus_A,2026-01-01\ncus_a,2026-01-02",
        tmp_path / "orders.csv",
    )

    assert {each.customer for each in rank_book([book]).buyers} == {"ada@example.org", "cus_A", "cus_a"}


def test_a_book_without_a_date_says_which_columns_it_has(tmp_path):
    book = as_csv("customer,colour\nada,red", tmp_path / "orders.csv")

    with pytest.raises(Mend, match="no column that says the date; it has “customer”, “colour”"):
        rank_book([book])


def test_a_column_that_was_asked_for_must_be_there(tmp_path):
    book = as_csv("customer,date\nada,2026-01-01", tmp_path / "orders.csv")

    with pytest.raises(Mend, match="no column “paid”"):
        rank_book([book], mapping={"amount": "paid"})


def test_a_book_of_which_nothing_can_be_read_says_why(tmp_path):
    book = as_csv("customer,date\nada,soon", tmp_path / "orders.csv")

    with pytest.raises(
        Mend, match=r"No line of the book can be read as an order\. orders.csv, line 2: “soon”"
    ):
        rank_book([book])


def test_nobody_had_ordered_by_an_early_day(tmp_path):
    book = as_csv("customer,date\nada,2026-01-01", tmp_path / "orders.csv")

    with pytest.raises(Mend, match="Nobody in the book had ordered by that day"):
        rank_book([book], day=18_000)


def test_orders_after_the_day_of_looking_are_not_seen(tmp_path):
    book = as_csv("customer,date\nada,1970-01-05\nada,1970-02-05\nben,1970-03-01", tmp_path / "orders.csv")

    assert [(each.customer, each.orders) for each in rank_book([book], day=20).buyers] == [("ada", 1)]


def test_a_parquet_file_cut_in_the_middle_is_said(tmp_path):
    book = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT i AS customer, DATE '2026-01-01' AS date FROM range(9) t(i)) TO '{book}'"
        )
    book.write_bytes(book.read_bytes()[:200])

    with pytest.raises(Mend, match="The book cannot be read"):
        rank_book([book])


def test_one_customer_with_forty_thousand_orders(tmp_path):
    book = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'ada' AS customer, DATE '1900-01-01' + CAST(i AS INTEGER) AS date, 1.5 AS amount "
            f"FROM range(40000) t(i)) TO '{book}'"
        )
    ranking = rank_book([book])

    assert (ranking.buyers[0].orders, ranking.buyers[0].gap) == (40_000, 1)
    assert ranking.sentence.startswith("One customer is too few to find out which way of ranking is best.")


def test_a_year_that_is_a_slip_of_the_pen_is_named(tmp_path):
    book = as_csv("customer,date\nada,20260-01-01\nben,0026-01-01\ncleo,2026-01-01", tmp_path / "orders.csv")
    contents = rank_book([book]).contents

    assert contents.broken == 2
    assert "orders.csv, line 3: “0026-01-01” cannot be read as a date." in {
        f"{each.place}: {each.sentence}" for each in contents.troubles
    }


@pytest.mark.parametrize(
    ("customer", "told"),
    [
        ("CAST('7d4a2f3e-0000-4000-8000-00000000002a' AS UUID)", "7d4a2f3e-0000-4000-8000-00000000002a"),
        ("CAST(42 AS DOUBLE)", 42),
        ("CAST(42 AS UTINYINT)", 42),
        ("true", "true"),
    ],
)
@pytest.mark.parametrize(
    "date",
    ["TIMESTAMP '2026-01-01 23:59:59'", "TIMESTAMPTZ '2026-01-01 23:59:59+00'", "'2026-01-01T23:59:59Z'"],
)
def test_parquet_may_hold_its_columns_in_any_type(tmp_path, customer, told, date):
    book = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {customer} AS customer, {date} AS date) TO '{book}'")

    assert [(each.customer, each.first_day) for each in rank_book([book]).buyers] == [(told, 20_454)]


def test_a_moment_without_end_is_no_day(tmp_path):
    book = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * FROM (VALUES (1, TIMESTAMP 'infinity'), (2, TIMESTAMP '2026-01-01')) AS t(customer, date)) "
            f"TO '{book}'"
        )
    ranking = rank_book([book])

    assert (ranking.customers, ranking.contents.broken) == (1, 1)
    assert [(each.place, each.sentence) for each in ranking.contents.troubles] == [
        ("orders.parquet", "“infinity” cannot be read as a date.")
    ]


def test_a_list_of_dates_is_no_date(tmp_path):
    book = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 1 AS customer, [TIMESTAMP '2026-01-01'] AS date) TO '{book}'")

    with pytest.raises(Mend, match="No line of the book can be read as an order"):
        rank_book([book])
