"""Peak memory of reading a file of orders, which must not grow with the file."""

import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.figures import Figure, against, limit

#: Of some 230 bytes each: 600,000 rows are 140 MB.
ROWS = int(os.environ.get("BENCH_ORDER_ROWS", "600000"))
LIMIT_MB = 60
HEAD = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Shipping Name,Notes,Cancelled at,Payment Method,"
    "Refunded Amount,Tags\n"
)
READING = """
import resource, sys
from followup.sources.orders import read_orders
with open(sys.argv[1], "rb") as file:
    count = sum(1 for _ in read_orders(file))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure() -> list[Figure]:
    """Peak of the process that reads each order of a big export of Shopify, once for each of two sizes."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-orders-") as folder:
        small, big = (_peak(Path(folder) / f"{rows}.csv", rows) for rows in (ROWS // 10, ROWS))
    return [
        against(f"peak memory of reading {ROWS:,} orders", big, limit(LIMIT_MB, "MB")),
        against("its growth from a tenth of the file to all of it", big - small, limit(5, "MB")),
    ]


def _peak(path: Path, rows: int) -> float:
    _write(path, rows)
    ran = subprocess.run(
        [sys.executable, "-c", READING, str(path)], capture_output=True, text=True, check=True, env=os.environ
    )
    count, kilobytes = map(int, ran.stdout.split())
    if count != rows:
        raise SystemExit(f"{rows} orders were written and {count} read")
    return kilobytes / 1024


def _write(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(rows):
            day = date(2016, 1, 1) + timedelta(days=number * 3600 // rows)
            who = number * 7919 % 5000
            file.write(
                f"#{number + 1000},c{who}@customers.example,paid,{day} 10:00:05 +0100,fulfilled,{day} 18:00:00 +0100,EUR,40.00,"
                f"4.50,44.50,{day} 10:00:00 +0100,1,A blue bowl of the large kind,40.00,Customer Number {who},"
                f"Customer Number {who},,,card,0.00,\n"
            )
