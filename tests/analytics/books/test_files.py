"""Which files make a book, and what is said of those that do not."""

import gzip
from pathlib import Path

import pytest

from followup.analytics.books.files import book_files
from followup.core.trouble import Mend
from tests.analytics.books.draws import as_csv


@pytest.mark.parametrize(
    "address", ["https://example.org/orders.csv", "s3://bucket/orders.parquet", "gs:bucket/orders.csv"]
)
def test_an_address_is_not_read(address):
    with pytest.raises(Mend, match="is an address; books are read from this machine only"):
        book_files([address])


def test_a_missing_file_is_named():
    with pytest.raises(Mend, match=r"There is no file “nowhere.csv”"):
        book_files(["nowhere.csv"])


def test_a_name_that_may_mean_several_files_is_refused(tmp_path):
    with pytest.raises(Mend, match="has one of"):
        book_files([as_csv("customer,date", tmp_path / "orders[1].csv")])


def test_a_picture_is_no_book(tmp_path):
    (tmp_path / "orders.png").write_bytes(b"\x89PNG")

    with pytest.raises(Mend, match=r"“orders.png” is neither CSV nor Parquet"):
        book_files([tmp_path / "orders.png"])


def test_no_file_is_no_book(tmp_path):
    with pytest.raises(Mend, match="needs at least one CSV or Parquet file"):
        book_files([tmp_path])


def test_csv_and_parquet_are_not_mixed(tmp_path):
    book = as_csv("customer,date", tmp_path / "a.csv")
    (tmp_path / "b.parquet").write_bytes(b"PAR1")

    with pytest.raises(Mend, match="all CSV or all Parquet"):
        book_files([book, tmp_path / "b.parquet"])


def test_files_with_other_columns_are_given_on_their_own(tmp_path):
    first = as_csv("customer,date", tmp_path / "a.csv")
    other = as_csv("customer,day", tmp_path / "b.csv")

    with pytest.raises(Mend, match=r"“b.csv” has other columns than “a.csv”"):
        book_files([first, other])


def test_a_column_without_a_name_is_said(tmp_path):
    with pytest.raises(Mend, match="must name every column once"):
        book_files([as_csv("customer,,date", tmp_path / "a.csv")])


def test_a_folder_is_all_its_files_in_order(tmp_path):
    as_csv("customer;date", tmp_path / "b.csv")
    as_csv("customer;date", tmp_path / "a.csv")
    (tmp_path / "readme.md").write_text("not a book")

    found = book_files([tmp_path])

    assert [each.name for each in found.paths] == ["a.csv", "b.csv"]
    assert (found.header, found.delimiter) == (("customer", "date"), ";")


def test_a_zipped_book_has_its_header_too(tmp_path):
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress("\ufeffcustomer\tdate\n".encode()))

    assert book_files([path]).header == ("customer", "date")


def test_a_zipped_book_cut_in_the_middle_is_said(tmp_path):
    path: Path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(b"customer,date\n" * 1000)[:12])

    with pytest.raises(Mend, match=r"“orders.csv.gz” cannot be read"):
        book_files([path])
