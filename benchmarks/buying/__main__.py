"""Measures how well it is foretold who buys again, and prints each ranker beside the one that the back-test chose."""

import argparse
import sys
from pathlib import Path

from benchmarks.buying.histories import HISTORIES, PUBLIC
from benchmarks.buying.page import as_page
from benchmarks.buying.rankings import table
from benchmarks.buying.small import small
from benchmarks.reading.corpora import folder

PAGE = Path(__file__).parents[2] / "docs" / "buying.md"
SIZES = (50, 100, 200, 500)


def main() -> None:
    """Run every measure that there are orders for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.buying", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/buying.md")
    asked = parser.parse_args()
    has_public = folder(PUBLIC) is not None
    if not has_public:
        print(f"not measured: there is no {PUBLIC} (FOLLOWUP_CORPORA)", file=sys.stderr)
    tables = [table(each) for each in HISTORIES if has_public or not each.is_public]
    page = as_page(tables, [small(each) for each in SIZES] if has_public else [])
    print(page)
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")


main()
