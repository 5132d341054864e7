"""Measures how well mail is understood, and prints each figure beside its goal."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.reading.figures import Measured, as_table

NAMES = ("replies", "reports", "jobs", "asks", "dates", "threads", "noise", "odd")
PAGE = Path(__file__).parents[2] / "docs" / "reading.md"


def main() -> None:
    """Run the named measures, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reading.md")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}")
    measured: list[Measured] = []
    for name in asked.names or NAMES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        measured += import_module(f"benchmarks.reading.{name}").measure()
    print(as_table(measured))
    if asked.write:
        PAGE.write_text(f"{_HEAD}\n{as_table(measured)}\n", encoding="utf-8")


_HEAD = """# How well mail is understood

Made by `make measure ARGS=--write`. The public mail it is measured on stays beside the project (`FOLLOWUP_CORPORA`);
lines say “not measured” where it is missing. “Held out” is the half of a set whose cases were not read while writing rules;
its figures were looked at along the way. “Own” mails were written by the same people as the rules, so they show what is
meant to work rather than prove it; mail by others will do worse. The weights of
wishes are learnt from “asks” (`benchmarks/reading/learning.py`), so each fifth of it is asked by weights learnt from the others.
"""

main()
