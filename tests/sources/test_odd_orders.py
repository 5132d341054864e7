"""Order files as they should not be: every row that can be read is read, and the others are named."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from followup.core.orders import Legend, Order
from followup.core.trouble import NotUnderstood
from followup.sources.orders import read_orders
from followup.sources.orders.read import glance

HEAD = "order number,date,email,total,currency,item\n"


def orders(text: str | bytes, **options: Any) -> list[Order]:
    """The orders in a table."""
    data = text if isinstance(text, bytes) else text.encode()
    return [each for each in read_orders(data, **options) if isinstance(each, Order)]


def odd(text: str | bytes, **options: Any) -> list[tuple[str, str]]:
    """What could not be read: its place and the sentence."""
    data = text if isinstance(text, bytes) else text.encode()
    found = read_orders(data, **options)
    return [(each.place, each.sentence) for each in found if isinstance(each, NotUnderstood)]


def rows(*lines: str) -> str:
    """A table of these rows."""
    return HEAD + "".join(f"{line}\n" for line in lines)


def test_of_three_conventions_in_one_column_only_what_may_be_either_is_named():
    text = rows(
        "1,2026-03-04,a@x.example,5,EUR,Cup",
        "2,13/03/2026,a@x.example,5,EUR,Cup",
        "3,03/14/2026,a@x.example,5,EUR,Cup",
        "4,03/04/2026,a@x.example,5,EUR,Cup",
    )

    assert [f"{each.placed_at:%Y-%m-%d}" for each in orders(text)] == [
        "2026-03-04",
        "2026-03-13",
        "2026-03-14",
    ]
    assert [place for place, _ in odd(text)] == ["line 5"]


@pytest.mark.parametrize(("said", "day"), [("day", 3), ("month", 4)])
def test_the_person_says_what_comes_first(said, day):
    (order,) = orders(rows("4,03/04/2026,a@x.example,5,EUR,Cup"), legend=Legend(dates=said))

    assert order.placed_at.day == day


def test_months_are_known_in_several_languages():
    text = rows("1,3. März 2026,a@x.example,5,EUR,Cup", "2,3 août 2026,a@x.example,5,EUR,Cup")

    assert [each.placed_at.month for each in orders(text)] == [3, 8]


def test_sums_with_comma_and_point_are_read_as_the_column_writes_them():
    german = rows('1,2026-03-04,a@x.example,"1.250",EUR,Cup', '2,2026-03-04,a@x.example,"7,50",EUR,Cup')

    assert [each.amount for each in orders(german)] == [Decimal(1250), Decimal("7.50")]


@pytest.mark.parametrize("written", ["-12.00", "(12.00)", "12.00-", "−12.00"])
def test_a_sum_below_zero_is_a_return(written):
    (order,) = orders(rows(f"1,2026-03-04,a@x.example,{written},EUR,Cup"))

    assert (order.is_return, order.amount, order.returned) == (True, None, Decimal("12.00"))


def test_a_row_below_zero_under_the_same_number_goes_back_of_that_order():
    (order,) = orders(
        rows("1,2026-03-04,a@x.example,30.00,EUR,Cup", "1,2026-03-09,a@x.example,-10.00,EUR,Cup")
    )

    assert (order.amount, order.returned, order.returned_at and order.returned_at.day) == (
        Decimal("30.00"), Decimal("10.00"), 9,
    )  # fmt: skip


def test_the_order_s_total_on_each_of_its_rows_counts_once():
    (order,) = orders(rows("1,2026-03-04,a@x.example,30,EUR,Cup", "1,2026-03-04,a@x.example,30,EUR,Bowl"))

    assert (order.amount, order.items) == (Decimal(30), ("Cup", "Bowl"))


def test_rows_of_one_order_are_put_together_though_others_stand_between():
    found = orders(
        rows("1,2026-03-04,a@x.example,9,EUR,Cup", "2,2026-03-04,b@x.example,5,EUR,Jar", "1,,,,,Bowl")
    )

    assert [each.items for each in found] == [("Cup", "Bowl"), ("Jar",)]


def test_currencies_are_kept_apart():
    text = rows("1,2026-03-04,a@x.example,5,EUR,Cup", "2,2026-03-04,a@x.example,5,usd,Cup")

    assert [each.currency for each in orders(text)] == ["EUR", "USD"]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_letters_are_read_whatever_program_wrote_them(charset):
    text = "Bestellnummer;Bestelldatum;Kunde;Betrag\n7;02.03.2026;Jürgen Groß;5,00\n"

    assert orders(text.encode(charset))[0].who.name == "Jürgen Groß"


def test_excel_s_own_ways_are_understood():
    text = 'sep=;\nOrder number;Date;Email;Total\n="0012";2026-03-04;a@x.example;5\n'

    assert orders(text)[0].number == "0012"


def test_notes_of_several_lines_stay_in_their_cell():
    found = orders(rows('1,2026-03-04,a@x.example,5,EUR,"Cup,\nblue"', "2,2026-03-05,b@x.example,5,EUR,Jar"))

    assert [(each.number, each.items) for each in found] == [("1", ("Cup, blue",)), ("2", ("Jar",))]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_alone():
    lines = [f"{number},2026-03-04,a@x.example,5,EUR,Cup" for number in range(2, 900)]
    text = rows('1,2026-03-04,a@x.example,5,EUR,"Cup', *lines)

    assert ([place for place, _ in odd(text)], len(orders(text))) == (["line 2"], 898)


def test_a_file_that_breaks_off_is_read_up_to_there():
    whole = rows("1,2026-03-04,a@x.example,5,EUR,Cup", "2,2026-03-05,b@x.example,5,EUR,Jar")
    cut = whole[: whole.index("b@x") + 3]

    assert [each.number for each in orders(cut)] == ["1"]
    assert odd(cut) == [("line 3", "The file breaks off in the middle of this row.")]


def test_json_that_breaks_off_is_read_up_to_there():
    one = '{"id": 1, "name": "#1", "created_at": "2026-03-04T09:00:00Z", "financial_status": "paid", "email": "a@x.example", "total_price": "5", "line_items": [{"title": "Cup"}]}'
    text = f'{{"orders": [{one}, {one[:90]}'

    assert [each.number for each in orders(text)] == ["1"]
    assert odd(text) == [("order 2", "The file breaks off in the middle of this order.")]


def test_one_order_a_line_is_read_and_a_broken_line_is_named():
    text = '{"number": "1", "date": "2026-03-04", "email": "a@x.example", "total": 5.0}\n{"number": oh\n{"number": "3", "date": "2026-03-05", "email": "b@x.example", "total": 1200.125}\n'

    assert [(each.number, each.amount) for each in orders(text)] == [
        ("1", Decimal("5.0")),
        ("3", Decimal("1200.125")),
    ]
    assert [place for place, _ in odd(text)] == ["order 2"]


def test_columns_that_say_nothing_are_told_with_the_way_to_explain_them():
    ((_, sentence),) = odd("Beleg;Wann;Wer\n7;2026-03-04;Ann\n")

    assert "“Beleg”, “Wann”, “Wer”" in sentence
    assert '--map number="…"' in sentence


def test_explained_columns_are_read():
    said = Legend(columns={"number": "beleg", "date": "wann", "name": "wer"})

    (order,) = orders("Beleg;Wann;Wer\n7;2026-03-04;Ann Lee\n", legend=said)
    assert (order.number, order.who.name) == ("7", "Ann Lee")


def test_a_first_look_tells_what_each_column_is_taken_for():
    found = glance(BytesIO(rows("1,2026-03-04,a@x.example,5,EUR,Cup").encode()))

    assert [(each.written, each.meaning, each.samples) for each in found.columns][:3] == [
        ("order number", "number", ("1",)), ("date", "date", ("2026-03-04",)), ("email", "email", ("a@x.example",)),
    ]  # fmt: skip


class Watched(BytesIO):
    """A file that knows how far it was read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.furthest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.furthest = max(self.furthest, self.tell())
        return found

    def read1(self, size: int | None = -1, /) -> bytes:
        found = super().read1(size)
        self.furthest = max(self.furthest, self.tell())
        return found


def lines_of(count: int) -> Iterator[str]:
    yield HEAD
    yield from (
        f"{number},2026-03-04,c{number}@x.example,5,EUR,A cup that is blue\n" for number in range(count)
    )


def test_a_big_file_is_read_bit_by_bit():
    file = Watched("".join(lines_of(100_000)).encode())

    next(iter(read_orders(file)))
    assert file.furthest < len(file.getvalue()) / 5


def test_parquet_is_read_like_a_table(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "orders.parquet"
    duckdb.sql(
        "SELECT 7 AS \"order number\", TIMESTAMP '2026-03-04 09:00:00' AS \"order date\", 'a@x.example' AS email,"
        " 12.5::DECIMAL(9, 2) AS total, 'EUR' AS currency"
    ).write_parquet(str(path))

    with path.open("rb") as file:
        (order,) = (each for each in read_orders(file) if isinstance(each, Order))
    assert (order.number, order.amount, order.placed_at.hour) == ("7", Decimal("12.50"), 9)
