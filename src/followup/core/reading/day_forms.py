"""All forms of naming a day: “12 March”, “12.03.2026”, “next Friday”, “in two weeks”; each is looked for only where it has a chance."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from . import day_names, day_numbers, day_spans
from .day import Day, Written
from .day_words import words

__all__ = ["Day", "forms_in", "weekdays"]

type Reader = Callable[[re.Match[str], Written], Day | None]
_WORD = re.compile(r"[^\W\d_]+|\d")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming a day: of each of these sets a text must have a word, or a digit (“#”)."""

    signs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    read: Reader
    is_last_resort: bool = False  # “COB” means today only where no other day is named


def forms_in(text: str) -> Iterator[Form]:
    """The forms that have a chance in a text without accents; earlier ones have the first word where two fit."""
    said = {"#" if each.isdigit() else each.lower() for each in _WORD.findall(text)}
    if not said.isdisjoint(_any_sign()):
        for form in _forms():
            if not any(signs.isdisjoint(said) for signs in form.signs):
                yield form


@cache
def weekdays() -> frozenset[str]:
    """The names of weekdays, long and short."""
    return frozenset((*words().weekdays, *words().short_weekdays))


@cache
def _any_sign() -> frozenset[str]:
    return frozenset().union(*(form.signs[0] for form in _forms()))


@cache
def _forms() -> tuple[Form, ...]:
    modules: tuple[ModuleType, ...] = (day_numbers, day_names, day_spans)
    signs = _signs()
    found = [
        Form(tuple(signs[name]), pattern, getattr(module, name), name == "today")
        for module in modules
        for name, pattern in module.patterns()
    ]
    return tuple(sorted(found, key=lambda form: _TURN.get(form.read.__name__, 1)))


#: Forms that hold a day which another form would take for itself come before it.
_TURN = {
    "week_of": 0,
    "week_of_month": 0,
    "week_number": 0,
    "week_on": 0,
    "weekend": 0,
    "near": 2,
    "today": 3,
}


def _signs() -> dict[str, list[frozenset[str]]]:
    told = words()
    digit, month = frozenset("#"), frozenset(told.months)
    part = _last(*told.phrases["part"].values())
    weekday, unit = _last(told.weekdays), frozenset(told.units)
    some_week = _last(told.phrases["week"]["next"], told.phrases["week"]["this"], told.phrases["week"]["the"])
    some_month = _last(told.phrases["month"]["next"], told.phrases["month"]["this"]) | month
    return {
        "week_of": [_first(told.phrases["week"]["of"]), digit], "iso": [digit], "dotted": [digit], "slashed": [digit], "ordinal": [digit],
        "day_first": [month, digit], "month_first": [month, digit], "weekday": [weekday],
        "portuguese_weekday": [frozenset({"segunda", "terca", "quarta", "quinta", "sexta"})],
        "short_weekday": [frozenset(told.short_weekdays), digit], "near": [_last(told.near)],
        "today": [frozenset({"day", "business", "cob", "eod", "tages", "feierabend", "abend", "journee"})],
        "within": [unit], "fortnight": [frozenset({"fortnight"})], "week": [some_week],
        "week_number": [_last(told.phrases["week"]["number"]), digit], "week_of_month": [month, _first(told.phrases["week"]["of"]) | {"woche"}],
        "month_part": [some_month | {"monatsanfang", "monatsmitte", "monatsende"}, part | {"monatsanfang", "monatsmitte", "monatsende"}],
        "year_end": [_last(told.phrases["month"]["year"])], "whole_month": [month], "quarter": [frozenset("q"), digit], "week_on": [frozenset({"today", "tomorrow"}), frozenset({"week"})],
        "weekend": [frozenset({"weekend", "week", "wochenende", "settimana", "semana"})], "some_month": [_last(told.phrases["month"]["next"]) | {"month", "monat", "mois", "mes", "mese", "maand"}],
    }  # fmt: skip


def _last(*phrases: Iterable[str]) -> frozenset[str]:
    """The last word of each phrase."""
    return frozenset(_WORD.findall(phrase)[-1] for each in phrases for phrase in each)


def _first(*phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(_WORD.findall(phrase)[0] for each in phrases for phrase in each)
