"""`followup --help` and `followup today`, start to finish."""

import os
import subprocess
import sys
from statistics import median
from time import perf_counter

from benchmarks import people, ready
from benchmarks.figures import Figure, against, limit


def measure() -> list[Figure]:
    """Whole-process seconds of two commands, median of nine, against their limits."""
    people.fill(ready.workspace(), contacts=300, facts=1500)
    _run("rebuild")
    _run("today")
    return [
        against("`followup --help`", _median("--help"), limit(0.2, "s")),
        against("`followup today --json`", _median("today", "--json"), limit(0.5, "s")),
        against("`followup today`", _median("today"), limit(0.5, "s")),
    ]


def _median(*arguments: str) -> float:
    return median(_run(*arguments) for _ in range(9))


def _run(*arguments: str) -> float:
    started = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "followup", *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ
    )
    return perf_counter() - started
