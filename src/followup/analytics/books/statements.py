"""The statements of this room: DuckDB's SQL in files, filled in as trees and never as text."""

from functools import cache
from importlib.resources import files

import sqlglot
from sqlglot import exp

#: What may stand in for a `$name`: a number or a text becomes a literal, a tree stays what it is.
type Value = bool | int | float | str | exp.Expr


def statement(name: str, **values: Value) -> exp.Expr:
    """The statement of a file in sql/, each `$name` in it replaced; a name without a value is a bug and raises KeyError."""

    def filled(node: exp.Expr) -> exp.Expr:
        return _tree(values[node.name]) if isinstance(node, exp.Placeholder) else node

    return _read(name).transform(filled)


def column(name: str) -> exp.Expr:
    """A column by the name that the user's file gives it, whatever is in that name."""
    return exp.column(exp.to_identifier(name, quoted=True))


def named(name: str) -> exp.Expr:
    """A table or column of our own."""
    return exp.to_identifier(name)


def written(tree: exp.Expr, dialect: str) -> str:
    """The statement as this engine wants to read it."""
    if dialect != "duckdb":
        tree = tree.copy()
        for each in tree.find_all(exp.CTE):
            each.set("materialized", None)  # a hint that only DuckDB takes
    return tree.sql(dialect=dialect, comments=False)


@cache
def _read(name: str) -> exp.Expr:
    text = (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return sqlglot.parse_one(text, read="duckdb")


def _tree(value: Value) -> exp.Expr:
    if isinstance(value, exp.Expr):
        return value.copy()
    if isinstance(value, float):
        return exp.cast(exp.Literal.string(repr(value)), "double")  # a bare 0.1 is a decimal to both engines
    return exp.convert(value)
