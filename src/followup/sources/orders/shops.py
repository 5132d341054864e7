"""Shops: what each calls its columns, told from the columns that only its exports have."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from followup.core.orders import NO_LEGEND, Legend

#: Of these only the first column counts: another one would tell of something else.
FIRST_ONLY = frozenset({"date", "delivered", "amount", "refunded", "refunded_at", "cancelled", "currency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A shop's export: its columns by meaning, and its ways, as shops.toml explains them."""

    name: str
    title: str
    marks: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    sums: str = ""
    dates: str = ""
    usernames: bool = False
    footer: tuple[str, ...] = ()

    def present(self, columns: Iterable[str], legend: Legend) -> dict[str, tuple[str, ...]]:
        """The columns of a table by meaning; what the person said of them comes first."""
        there = set(columns)
        said = {meaning: (name,) for meaning, name in legend.columns.items() if name in there}
        named = {name for names in said.values() for name in names}
        found: dict[str, tuple[str, ...]] = {}
        for meaning, names in self.columns.items():
            # A column that the person gave a meaning has that one only.
            mine = said.get(meaning) or tuple(each for each in names if each in there - named)
            found[meaning] = mine[:1] if meaning in FIRST_ONLY else mine
        return found


@cache
def shops() -> Mapping[str, Shop]:
    """All shops by their names in shops.toml; “plain” knows the names that anybody may use."""
    told: dict[str, dict[str, Any]] = tomllib.loads(
        files("followup.sources.orders").joinpath("shops.toml").read_text("utf-8")
    )
    plain = told.pop("plain")
    return {"plain": _shop("", plain, {})} | {key: _shop(key, each, plain) for key, each in told.items()}


def shop_of(columns: tuple[str, ...]) -> Shop:
    """The shop whose export has these columns, else the plain table."""
    there = set(columns)
    known = (each for each in shops().values() if any(mark <= there for mark in each.marks))
    return next(known, shops()["plain"])


def is_orders(columns: tuple[str, ...], legend: Legend = NO_LEGEND) -> bool:
    """Whether a table with these columns tells of orders: their numbers, days and customers."""
    return not lacking(columns, legend)


def lacking(columns: tuple[str, ...], legend: Legend) -> list[str]:
    """What is missing to read a table as orders, in words; empty where nothing is."""
    has = {meaning for meaning, names in shop_of(columns).present(columns, legend).items() if names}
    wanted = {
        "an order number": {"number"},
        "a date": {"date"},
        "a customer (name or mail address)": {"email", "name", "last"},
        "an amount or what was ordered": {"amount", "items"},
    }
    # Who says what the columns mean may leave out what was bought.
    least = 3 if legend.columns else 4
    return [words for words, any_of in list(wanted.items())[:least] if not has & any_of]


def _shop(key: str, told: Mapping[str, Any], plain: Mapping[str, Any]) -> Shop:
    columns = plain.get("columns", {}) | told.get("columns", {}) | told.get("own", {})
    words = {name: list(each) for name, each in plain.get("words", {}).items()}
    for name, each in told.get("words", {}).items():
        words[name] = [*words.get(name, ()), *each]
    return Shop(
        name=told.get("shop", key),
        title=told.get("title", ""),
        marks=tuple(map(frozenset, told.get("marks", ()))),
        columns={meaning: tuple(names) for meaning, names in columns.items()},
        words={name: frozenset(each) for name, each in words.items()},
        sums=told.get("sums", ""),
        dates=told.get("dates", ""),
        usernames=told.get("usernames", False),
        footer=tuple(told.get("footer", ())),
    )
