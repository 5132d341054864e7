"""Runs benchmarks, each in a process and a home of its own."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, as_table

NAMES = (
    "start",
    "agenda",
    "page",
    "buyers_page",
    "outbox",
    "importing",
    "memory",
    "arrival",
    "killing",
    "imap_memory",
    "order_files",
    "buying_fit",
    "buying_books",
)
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run the named benchmarks, or all of them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="put the table into docs/numbers.md")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    if asked.inside:
        json.dump(
            [_plain(each) for each in import_module(f"benchmarks.{asked.names[0]}").measure()], sys.stdout
        )
        return
    figures = [figure for name in asked.names or NAMES for figure in _outside(name)]
    print(as_table(figures))
    if asked.write:
        _write(figures)


def _outside(name: str) -> list[Figure]:
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as home:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("FOLLOWUP_")}
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks", name, "--inside"],
            cwd=ROOT,
            env={**kept, "FOLLOWUP_HOME": home, "DJANGO_SETTINGS_MODULE": "followup.settings"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    figures = [Figure(**each) for each in json.loads(ran.stdout)]
    print(as_table(figures), file=sys.stderr, flush=True)
    return figures


def _plain(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in Figure.__slots__}


def _write(figures: list[Figure]) -> None:
    text = (
        "# Numbers\n\nMade by `make bench` (`python -m benchmarks --write`): each line measured beside its peer, or "
        "against its limit, in one run on one machine. Below 1 is faster or smaller than the peer.\n\n"
        f"Last run: {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n\n"
        f"{as_table(figures)}\n"
    )
    (ROOT / "docs" / "numbers.md").write_text(text, encoding="utf-8")


main()
