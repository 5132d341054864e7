"""CSV tables of unknown making: encoding, separator, where the heading is and what its columns mean."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from .plain import decoded

SEPARATORS = ",;\t|"
#: Some exports put notes above the heading.
MOST_PREAMBLE = 15
MOST_ROWS = 1_000_000

#: What a column means, by the names that shops and address books give it; the first one found counts.
ORDER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("order number", "order id", "order no", "order", "order name", "number", "invoice number", "invoice", "bestellnummer", "auftragsnummer", "numéro de commande"),
    "date": ("order date", "created at", "sale date", "date", "placed at", "ordered at", "ordered on", "order placed", "purchase date", "paid at", "date created", "bestelldatum", "datum"),
    "delivered": ("delivered at", "delivered", "delivery date", "delivered on", "fulfilled at", "date shipped", "shipped at", "completed date", "geliefert am", "lieferdatum"),
    "email": ("email", "e mail", "email billing", "billing email", "customer email", "email address", "buyer email", "e mail address", "kunden e mail"),
    "name": ("customer", "customer name", "billing name", "full name", "buyer", "buyer name", "client", "shipping name", "ship name", "kunde", "kundenname", "name"),
    "first": ("first name billing", "billing first name", "first name", "customer first name"),
    "last": ("last name billing", "billing last name", "last name", "customer last name"),
    "organisation": ("company billing", "billing company", "company", "organisation", "organization", "firm", "firma"),
    "amount": ("total", "order total", "order total amount", "amount", "grand total", "sum", "price", "order value", "betrag", "summe", "gesamt"),
    "currency": ("currency", "order currency", "currency code", "währung"),
    "items": ("lineitem name", "item name", "items", "item", "product", "product name", "products", "line items", "artikel", "produkt"),
    "status": ("order status", "status", "financial status"),
    "cancelled": ("cancelled at", "canceled at"),
}  # fmt: skip
CONTACT_MARKS = (
    "first name", "last name", "given name", "family name", "name", "full name", "display name", "vorname", "nachname",
)  # fmt: skip
CONTACT_REACH = re.compile(
    r"^(e ?mail|phone|mobile|telephone|telefon|business phone|home phone|company|firma|organi[sz]ation)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its columns' plain names, and the line it ends on."""

    line: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The cell of a column; "" where the table has none."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns by their plain names, its rows, and why it breaks off (where it does)."""

    columns: tuple[str, ...]
    rows: list[Row]
    trouble: str = ""


def table_sort(first: bytes) -> str:
    """orders, contacts, or "" from the first bytes of a file."""
    if b"\0" in first and first[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return ""
    text = _text(first).rpartition("\n")[0] or _text(first)
    return _heading(list(_rows(text, [])))[1]


def read_table(data: bytes) -> Table:
    """The rows under the heading; spare cells are left out, missing ones are empty."""
    broken: list[str] = []
    rows = list(_rows(_text(data), broken))
    place, _ = _heading(rows)
    if place < 0:
        return Table((), [], "The first rows name no columns that are known.")
    columns = tuple(plain_name(each) for each in rows[place][1])
    found = [
        Row(line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name})
        for line, cells in rows[place + 1 :]
        if any(cell.strip() for cell in cells)
    ]
    return Table(columns, found, "".join(broken))


def column_of(meaning: str, columns: tuple[str, ...]) -> str:
    """The column of an order table that has this meaning; "" where there is none."""
    # In Shopify’s export “Name” is the number of the order.
    if meaning == "number" and "name" in columns and "lineitem name" in columns:
        return "name"
    return next((name for name in ORDER_COLUMNS[meaning] if name in columns), "")


def plain_name(text: str) -> str:
    """A column's name in small letters, with single spaces for everything that is no letter or digit."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decoded(data, "utf-16")
    return decoded(data, "utf-8-sig")


def _rows(text: str, broken: list[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text), delimiter=_separator(text))
    try:
        for number, cells in enumerate(reader):
            if number >= MOST_ROWS:
                broken.append(f"The table has more than {MOST_ROWS} rows; the others were left out.")
                return
            yield reader.line_num, cells
    except csv.Error as trouble:
        broken.append(f"The table breaks off after line {reader.line_num}: {trouble}.")


def _separator(text: str) -> str:
    """The separator that stands most often, and equally often, in the first lines."""
    counts: Counter[str] = Counter()
    for line in text.split("\n", MOST_PREAMBLE)[:MOST_PREAMBLE]:
        for separator in SEPARATORS:
            counts[separator] += bool(plain_name(line)) and min(line.count(separator), 100)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else ","


def _heading(rows: list[tuple[int, list[str]]]) -> tuple[int, str]:
    """Which row is the heading, and what the table holds; -1 where none is."""
    for place, (_, cells) in enumerate(rows[:MOST_PREAMBLE]):
        columns = tuple(plain_name(cell) for cell in cells)
        if _is_orders(columns):
            return place, "orders"
        if any(name in CONTACT_MARKS for name in columns) and any(map(CONTACT_REACH.match, columns)):
            return place, "contacts"
    return -1, ""


def _is_orders(columns: tuple[str, ...]) -> bool:
    has = {meaning for meaning in ORDER_COLUMNS if column_of(meaning, columns)}
    return (
        {"number", "date"} <= has
        and bool(has & {"email", "name", "last"})
        and bool(has & {"amount", "items"})
    )
