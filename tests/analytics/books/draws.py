"""Order books drawn for tests: people who order at a pace of their own and may leave."""

from pathlib import Path

import duckdb
import numpy as np

from followup.analytics.purchases import Floats, Ints, Purchases, purchases

BEGIN = 18_262  # 1 January 2020


def drawn(customers: int, *, seed: int, days: int = 700) -> tuple[Ints, Ints, Floats]:
    """Lines of orders in no order, several a day among them: whose, on which day, for how much (NaN now and then)."""
    chance = np.random.default_rng(seed)
    pace = chance.gamma(0.8, 1 / 40, customers)
    first = chance.integers(0, days - 60, customers)
    leaves = np.minimum(first + chance.exponential(500, customers), days)
    count = 1 + chance.poisson(pace * (leaves - first))
    who = np.repeat(np.arange(customers), count)
    is_first = np.diff(who, prepend=-1) > 0
    share = np.where(is_first, 0.0, chance.random(len(who)))
    day = BEGIN + (first[who] + share * (leaves - first)[who]).astype(np.int64)
    amount = np.round(chance.gamma(2, 15, len(who)), 2)
    amount[chance.random(len(who)) < 0.03] = np.nan
    shuffled = chance.permutation(len(who))
    return who[shuffled] + 1000, day[shuffled], amount[shuffled]


def as_purchases(lines: tuple[Ints, Ints, Floats]) -> Purchases:
    """The same orders as columns of the way that keeps them in memory."""
    return purchases(*lines)


def as_parquet(lines: tuple[Ints, Ints, Floats], path: Path) -> Path:
    """The same orders as a Parquet file."""
    with duckdb.connect() as connection:
        customer, day, amount = lines
        connection.register("lines", {"customer": customer, "day": day, "amount": amount})
        connection.execute(
            "COPY (SELECT customer, DATE '1970-01-01' + CAST(day AS INTEGER) AS date, amount FROM lines) "
            f"TO '{path}' (FORMAT parquet)"
        )
    return path


def as_csv(text: str, path: Path) -> Path:
    """A CSV file written by hand: one line a line, without the indents."""
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8")
    return path
