"""A big book of orders, shown on a terminal and told to scripts."""

import json

import pytest

from followup.cli.book import show_book
from followup.core.trouble import Mend

ORDERS = """Who;Ordered;Paid
Anna Lind;2026-01-10;84.00
Anna Lind;2026-02-09;40.00
Anna Lind;2026-03-11;90.00
Bo Wang;2026-01-11;12.00
Bo Wang;2026-02-30;12.00
[red];2026-01-11;
"""
COLUMNS = {"customer": "who", "date": "ordered", "amount": "paid"}


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


def test_customers_are_listed_with_their_habits_and_what_could_not_be_read(orders, capsys):
    show_book([orders], 10, False, columns=COLUMNS)
    out = capsys.readouterr().out

    assert "3 customers with orders on 5 days" in out
    assert [line.split()[:4] for line in out.splitlines() if line[:1].isdigit() and "Anna" in line] == [
        ["1", "Anna", "Lind", "3"]
    ]
    assert "30 days" in out
    assert "[red]" in out
    assert (
        "1 of 6 lines could not be read:\n  orders.csv, line 6: “2026-02-30” cannot be read as a date." in out
    )
    assert "1 of 6 lines say no amount." in out


def test_scripts_get_every_figure(orders, capsys):
    show_book([orders], 1, True, columns=COLUMNS)
    told = json.loads(capsys.readouterr().out)

    assert told["buyers"] == [
        {
            "rank": 1,
            "customer": "Anna Lind",
            "orders": 3,
            "first_order": "2026-01-10",
            "last_order": "2026-03-11",
            "usual_gap_days": 30.0,
            "next_expected": "2026-04-10",
            "expected_orders": None,
            "worth": None,
            "is_likely": True,
        }
    ]
    assert (told["customers"], told["orders"], told["day"]) == (3, 5, "2026-03-11")
    assert told["book"]["troubles"] == [
        {"place": "orders.csv, line 6", "sentence": "“2026-02-30” cannot be read as a date."}
    ]


def test_without_the_extra_it_says_what_to_install(orders, monkeypatch):
    monkeypatch.setattr("followup.cli.book.NEEDED", ("a_program_that_nobody_has",))

    with pytest.raises(Mend, match=r"pip install 'followup\[scale\]'"):
        show_book([orders], 1, False)


def test_a_book_is_ranked_where_it_lies(jonas, orders):
    columns = [part for each in COLUMNS.items() for part in ("--column", "=".join(each))]
    told = jonas.json("buyers", "--book", orders, *columns)

    assert [each["customer"] for each in told["buyers"]] == ["Anna Lind", "Bo Wang", "[red]"]
    assert "There are no orders yet" in jonas.run("buyers")


def test_a_column_that_means_nothing_known_is_named(jonas, orders):
    jonas.run("buyers", "--book", orders, "--column", "shoes=Who", code=2)

    assert "“shoes=Who” is not a meaning and a column, such as customer=Who" in jonas.err
