"""The order file of a shop, with its days counted back from `now`."""

import csv
import io
from datetime import datetime

from .days import moment
from .stories import read

_COLUMNS = (
    "order_number",
    "order_date",
    "delivered",
    "customer",
    "email",
    "company",
    "amount",
    "currency",
    "items",
)


def orders(folder: str, now: datetime) -> bytes:
    """orders.csv: one line an order, oldest first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for line in read(folder, "orders.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            writer.writerow(_row([each.strip() for each in line.split("|")], now))
    return out.getvalue().encode("utf-8")


def _row(parts: list[str], now: datetime) -> list[str]:
    number, placed, delivered, *rest = parts
    return [number, _day(placed, now), _day(delivered, now) if delivered else "", *rest]


def _day(text: str, now: datetime) -> str:
    return f"{moment(text, now):%Y-%m-%d}"
