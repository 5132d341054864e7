"""followup import of tables that nobody knows, and followup connect folder."""

import os
from pathlib import Path

import pytest

from followup.models import Fact, Folder
from tests.sources.samples import FOLDER
from tests.terminal import Terminal

TABLE = "Beleg;Wann;Wer;Mail;Geld\n0012;03/02/2026;Jürgen Groß;j@gross.example;1.234,50\n"
EXPLAINED = (
    "--map",
    "number=Beleg",
    "--map",
    "date=Wann",
    "--map",
    "name=Wer",
    "--map",
    "email=Mail",
    "--map",
    "amount=Geld",
)


def test_a_rehearsal_shows_what_each_column_is_taken_for_and_what_is_missing(jonas: Terminal):
    text = jonas.run("import", jonas.write("list.csv", TABLE), "--dry-run", code=2)

    assert "Mail" in text
    assert "email: the customer’s mail address" in text
    assert "Missing: an order number, a date, an amount or what was ordered." in text


def test_scripts_get_the_columns_too(jonas: Terminal):
    (file,) = jonas.json("import", str(FOLDER / "orders" / "stripe.csv"), "--dry-run")["files"]

    assert {"column": "Amount", "meaning": "amount", "samples": ["120.00", "5.00", "50.00"]} in file[
        "columns"
    ]


def test_what_was_said_once_holds_for_later_files_of_the_same_heading(jonas: Terminal):
    jonas.run("import", jonas.write("list.csv", TABLE), *EXPLAINED, "--day-first")

    jonas.run("import", jonas.write("next.csv", TABLE.replace("0012", "0013")))
    days = [f"{each.at:%m} {each.details['amount']}" for each in Fact.objects.filter(kind="ordered")]
    assert days == ["02 1234.50", "02 1234.50"]


def test_rows_that_were_unclear_are_read_once_it_is_said_how(jonas: Terminal):
    path = jonas.write("list.csv", TABLE)
    jonas.run("import", path, *EXPLAINED, code=2)

    (file,) = jonas.json("import", path, *EXPLAINED, "--month-first")["files"]
    assert (file["new"], file["not_understood"]) == (1, 0)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "number=Zettel",
            "No column of list.csv is called “zettel”; its columns are beleg, geld, mail, wann, wer.",
        ),
        ("colour=Beleg", "“colour” is nothing that a column may mean"),
        ("number", "“number” names no column"),
    ],
)
def test_what_cannot_be_meant_is_said(jonas: Terminal, said: str, sentence: str):
    jonas.run("import", jonas.write("list.csv", TABLE), "--map", said, code=2)

    assert sentence in jonas.err


class TestAWatchedFolder:
    """Whatever is saved there is imported; nothing there is touched."""

    @pytest.fixture
    def shop(self, jonas: Terminal) -> Path:
        jonas.write("shop/orders.csv", (FOLDER / "orders" / "woocommerce.csv").read_bytes())
        jonas.run("connect", "folder", str(jonas.folder / "shop"))
        return jonas.folder / "shop"

    def test_what_is_in_it_is_imported_once(self, jonas: Terminal, shop: Path):
        assert "shop: 1 file, 1 read." in jonas.run("sync")
        assert ": 0 new, 0 known" in jonas.run("sync")
        assert Fact.objects.filter(kind="ordered").count() == 3

    def test_a_changed_file_is_read_again(self, jonas: Terminal, shop: Path):
        jonas.run("sync")
        with (shop / "orders.csv").open("a") as file:
            file.write("316,Completed,2026-02-20 09:15,Ann,Lee,,ann@lee.example,5.00,EUR,0,Cup,1,\n")

        assert ": 1 new, 3 known" in jonas.run("sync")

    def test_a_file_that_is_still_being_written_waits_for_the_next_round(self, jonas: Terminal, shop: Path):
        moment = 1772611199  # one second before nine
        os.utime(shop / "orders.csv", (moment, moment))
        assert "1 file, 0 read, 1 still being written." in jonas.run("sync")

        jonas.at("2026-03-04T09:00:05+01:00")
        assert "1 file, 1 read." in jonas.run("sync")

    def test_a_file_that_nobody_understands_is_told_and_stays(self, jonas: Terminal, shop: Path):
        path = jonas.write("shop/list.csv", TABLE)

        assert "2 files, 1 read, 1 not understood. list.csv: The table’s first row" in jonas.run("sync")
        assert Path(path).exists()

    def test_once_its_columns_are_explained_it_is_read(self, jonas: Terminal, shop: Path):
        path = jonas.write("shop/list.csv", TABLE)
        jonas.run("sync")
        jonas.run("import", path, *EXPLAINED, "--day-first")

        assert "2 files, 2 read." in jonas.run("sync")
        assert Folder.objects.get().trouble == ""

    def test_a_folder_that_is_gone_is_told(self, jonas: Terminal, shop: Path):
        shop.rename(shop.with_name("elsewhere"))

        jonas.run("sync", code=3)
        assert "is not there any more; put it back, or disconnect it." in jonas.err


def test_a_folder_that_is_not_there_cannot_be_connected(jonas: Terminal):
    jonas.run("connect", "folder", str(jonas.folder / "nowhere"), code=2)

    assert "There is no folder" in jonas.err
