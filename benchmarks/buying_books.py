"""Books of millions of orders: summaries beside plain DuckDB and beside `lifetimes`, memory and time of a whole ranking."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure, Peer, against, limit, not_measured

MANY, MOST = int(os.environ.get("BOOK_MANY", 10_000_000)), int(os.environ.get("BOOK_MOST", 50_000_000))
ROUNDS = 3
LIMIT_GB = 8
UV = Path(__file__).parent.parent / ".tools" / "bin" / "uv"
DAY = 18_993 + 1_100  # the last day that is drawn, counted from 1970-01-01

# Customers begin within three years, order at a pace of their own, and leave; ten orders each on average.
DRAW = """
COPY (
  WITH who AS (
    SELECT
      i AS customer,
      (hash(i, 1) % 1000000 + 0.5) / 1e6 AS pace,
      (hash(i, 2) % 1000000 + 0.5) / 1e6 AS begin,
      (hash(i, 3) % 1000000 + 0.5) / 1e6 AS stay
    FROM range({customers}) AS ids(i)
  ),
  lives AS (
    SELECT
      customer,
      CAST(begin * 1000 AS INTEGER) AS first,
      least(1100 - CAST(begin * 1000 AS INTEGER), -ln(stay) * 400) AS stays,
      1 + CAST(floor(-ln(pace) * {pace} * least(1100 - begin * 1000, -ln(stay) * 400)) AS INTEGER) AS orders
    FROM who
  )
  SELECT
    customer,
    DATE '2022-01-01' + first + CAST(
      CASE WHEN n = 0 THEN 0 ELSE stays * (hash(customer, n, 5) % 1000000) / 1e6 END AS INTEGER
    ) AS date,
    5 + (hash(customer, n, 6) % 10000) / 100 AS amount
  FROM lives, range(orders) AS numbers(n)
  ORDER BY date, hash(customer)  -- as shops write them
) TO '{path}' (FORMAT parquet)
"""
# What a person who knows SQL would write, with the same columns in the end.
BY_HAND = """
CREATE TABLE summary AS
WITH bought AS MATERIALIZED (
  SELECT customer, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, sum(amount) AS amount
  FROM read_parquet('{path}')
  GROUP BY ALL
),
firsts AS (SELECT customer, min(day) AS first FROM bought GROUP BY customer)
SELECT
  customer,
  count(*) - 1 AS repeats,
  (max(day) - min(first)) / 7 AS last,
  ({day} - min(first)) / 7 AS age,
  avg(CASE WHEN day > first THEN amount END) AS worth,
  max(day) AS last_day
FROM bought JOIN firsts USING (customer)
GROUP BY customer
"""
CHECK = "SELECT count(*), sum(repeats), sum(last), sum(age), sum(worth), sum(last_day) FROM summary"
LIFETIMES = """
import sys, time
import numpy, pandas
from lifetimes.utils import summary_data_from_transaction_data
given = numpy.load(sys.argv[1])
lines = pandas.DataFrame({"customer": given["customer"], "date": given["date"], "amount": given["amount"]})
started = time.perf_counter()
made = summary_data_from_transaction_data(lines, "customer", "date", monetary_value_col="amount", freq="D")
print(time.perf_counter() - started, len(made))
"""


def measure() -> list[Figure]:
    """Seconds for 10 million orders beside both peers, and the peak of resident memory at 50 million."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-books-") as folder:
        place = Path(folder)
        return [*_summaries(place), *_ranking(place)]


def _summaries(place: Path) -> list[Figure]:
    book = _drawn(MANY, place / "many.parquet")
    ours, by_hand = [], []
    for _ in range(ROUNDS):
        ours.append(_ours(book))
        by_hand.append(_by_hand(book))
    if ours[0][1] != by_hand[0][1]:
        raise SystemExit(f"the summaries differ: {ours[0][1]} and {by_hand[0][1]}")
    took, peer = min(ours)[0], min(by_hand)[0]
    work = f"summary of {MANY:,} orders"
    return [
        against(work, took, Peer("DuckDB by hand", peer, "s"), at_most=1.2),
        _beside_lifetimes(work, took, book, place),
    ]


def _drawn(orders: int, path: Path) -> Path:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(DRAW.format(customers=orders // 10, pace=0.033, path=path))
        count = connection.execute(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]
    print(f"{path.name}: {count:,} orders", file=sys.stderr, flush=True)
    return path


def _ours(book: Path) -> tuple[float, list[float]]:
    import sqlglot

    from followup.analytics.books import summarise
    from followup.analytics.books.duck import duck
    from followup.analytics.books.files import book_files

    started = perf_counter()
    with duck() as engine:
        summarise(engine, book_files([book]), day=DAY)
        took = perf_counter() - started
        return took, _rounded(engine.rows(sqlglot.parse_one(CHECK, read="duckdb"))[0])


def _by_hand(book: Path) -> tuple[float, list[float]]:
    import duckdb

    started = perf_counter()
    with duckdb.connect() as connection:
        connection.execute(BY_HAND.format(path=book, day=DAY))
        took = perf_counter() - started
        return took, _rounded(connection.execute(CHECK).fetchall()[0])


def _rounded(row: tuple) -> list[float]:
    return [float(f"{each:.9g}") for each in row]


def _beside_lifetimes(work: str, ours: float, book: Path, place: Path) -> Figure:
    import duckdb
    import numpy as np

    if not UV.exists():
        return not_measured(
            f"{work}, in memory", "`make setup` leaves uv in .tools, which installs lifetimes"
        )
    with duckdb.connect() as connection:
        lines = connection.execute(f"SELECT * FROM '{book}'").fetchnumpy()
    np.savez(place / "lines.npz", **{name: np.asarray(each) for name, each in lines.items()})
    python = place / "lifetimes" / "bin" / "python"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([UV, "venv", "--python", sys.executable, place / "lifetimes"], **quiet)
    subprocess.run([UV, "pip", "install", "--python", python, "lifetimes", "setuptools"], **quiet)
    ran = subprocess.run(
        [python, "-W", "ignore", "-c", LIFETIMES, place / "lines.npz"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    took = float(ran.stdout.split()[0])
    # The orders are handed to `lifetimes` as columns in memory, and its reading of them is not counted.
    return against(f"{work}, read from a file", ours, Peer("lifetimes, in memory", took, "s"), at_most=0.05)


def _ranking(place: Path) -> list[Figure]:
    book = _drawn(MOST, place / "most.parquet")
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.buying_books", book], stdout=subprocess.PIPE, text=True, check=True
    )
    told = json.loads(ran.stdout)
    print(json.dumps(told), file=sys.stderr, flush=True)
    work = f"summary, ranking, back-test at {told['origins']} looks of {told['lines']:,} orders"
    return [
        against(f"{work}: peak memory", told["gigabytes"], limit(LIMIT_GB, "GB")),
        against(f"{work}: time", told["seconds"], limit(600, "s")),
    ]


def _rank(book: Path) -> None:
    """Prints what ranking a book took: run in a process of its own, whose memory is that of the ranking alone."""
    from followup.analytics.books import rank_book

    summed = _ours(book)[0]
    started = perf_counter()
    ranking = rank_book([book], first=100)
    told = {
        "lines": ranking.contents.lines,
        "customers": ranking.customers,
        "origins": ranking.trials[0].origins if ranking.trials else 0,
        "ranker": ranking.ranker,
        "model": ranking.model,
        "summary_seconds": summed,
        "seconds": summed + perf_counter() - started,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    _rank(Path(sys.argv[1]))
