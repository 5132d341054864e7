"""Which columns of a book say who ordered, when, and for how much, and how they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from followup.core.trouble import Mend

from .engine import DATE, NUMBER, Engine
from .statements import column, statement

NEEDED = ("customer", "date")
MEANINGS = (*NEEDED, "amount")
#: Names by which a column is known when the user says nothing, the likeliest first.
NAMES = {
    "customer": (
        "customer",
        "customer_id",
        "customer id",
        "customerid",
        "email",
        "customer email",
        "buyer",
        "user_id",
    ),
    "date": (
        "date",
        "order_date",
        "order date",
        "ordered_at",
        "created_at",
        "created at",
        "day",
        "timestamp",
    ),
    "amount": ("amount", "total", "order total", "order_total", "revenue", "price", "value", "sales"),
}
ENOUGH_DATES = 100_000


@dataclass(frozen=True, slots=True)
class Mapped:
    """The column for each meaning, by its name in the book; "" for an amount that is not there."""

    customer: str
    date: str
    amount: str = ""


def mapped(there: Sequence[str], asked: Mapping[str, str] | None = None) -> Mapped:
    """The columns as asked, the rest told by their names; Mend names what is missing and what there is."""
    asked = asked or {}
    if strange := set(asked) - set(MEANINGS):
        raise Mend(f"“{min(strange)}” is no part of an order; say customer, date or amount.")
    by_name = {each.lower(): each for each in there}
    found = {meaning: _found(meaning, asked, by_name) for meaning in MEANINGS}
    if missing := next(
        (each for each in MEANINGS if not found[each] and (each in NEEDED or each in asked)), ""
    ):
        wanted = f"“{asked[missing]}”" if missing in asked else f"that says the {missing}"
        names = ", ".join(f"“{each}”" for each in there)
        raise Mend(f"The book has no column {wanted}; it has {names}. Say which one is the {missing}.")
    return Mapped(**found)


def _found(meaning: str, asked: Mapping[str, str], by_name: Mapping[str, str]) -> str:
    names = (asked[meaning].lower(),) if meaning in asked else NAMES[meaning]
    return next((by_name[each] for each in names if each in by_name), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a book are read: an expression for each part of an order."""

    columns: Mapped
    customer: exp.Expr
    day: exp.Expr
    amount: exp.Expr

    @property
    def lines(self) -> exp.Expr:
        """The statement that reads each line as an order."""
        return statement("lines_read", customer=self.customer, day=self.day, amount=self.amount)


def reading(engine: Engine, kinds: Mapping[str, str], columns: Mapped) -> Reading:
    """How the lines of an opened book are to be read."""
    return Reading(
        columns,
        customer=_customer(columns.customer, kinds[columns.customer]),
        day=_day(engine, columns.date, kinds[columns.date]),
        amount=_amount(columns.amount, kinds),
    )


def _customer(name: str, kind: str) -> exp.Expr:
    if kind == NUMBER:
        return statement("customer_of_number", cell=column(name))
    return statement("customer_of_text", cell=_as_text(name))


def _as_text(name: str) -> exp.Expr:
    return exp.cast(column(name), "varchar")  # UUIDs and whatever else a Parquet file may hold


def _day(engine: Engine, name: str, kind: str) -> exp.Expr:
    if kind == DATE:
        return statement("day_of_date", cell=column(name))
    if kind == NUMBER:
        raise Mend(f"The column “{name}” holds numbers, not dates.")
    cell = _as_text(name)
    part = statement("date_part", cell=cell)
    return statement("day_of_text", cell=cell, date_part=part, is_day_first=_is_day_first(engine, name))


def _is_day_first(engine: Engine, name: str) -> bool:
    of_column = statement("date_part", cell=_as_text(name))
    asked = statement(
        "date_order", cell=_as_text(name), column=column(name), date_part=of_column, enough=ENOUGH_DATES
    )
    ((one, two, unlike),) = engine.rows(asked)
    if one > 12 and two > 12:
        raise Mend(f"The column “{name}” mixes day/month and month/day; write its dates like 2026-03-31.")
    if unlike and one <= 12 and two <= 12:
        raise Mend(
            f"The dates in the column “{name}” may be day/month or month/day; write them like 2026-03-31."
        )
    return bool(two <= 12)


def _amount(name: str, kinds: Mapping[str, str]) -> exp.Expr:
    if not name:
        return statement("no_amount")
    if kinds[name] == NUMBER:
        return statement("amount_of_number", cell=column(name))
    cell = _as_text(name)
    return statement("amount_of_text", cell=cell, digits=statement("digits", cell=cell))
