"""Who of a big book of orders buys again."""

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from followup.analytics.choosing import best
from followup.analytics.models.total import Band
from followup.analytics.purchases import WEEK, Summary
from followup.analytics.rankers import RANK_AVERAGE, Ranker
from followup.analytics.ranking import LIKELY, Interval
from followup.analytics.trials import best_first, trial
from followup.core.trouble import Mend

from .book import BookBuyer, BookRanking
from .duck import duck
from .engine import Engine
from .files import Files, book_files
from .forecast import Forecast, forecast
from .judging import COLUMNS, Population, judge, score
from .opening import open_book
from .saying import because
from .statements import column, statement


def rank_book(  # noqa: PLR0913 - what the command line's options say, each by its name
    paths: Sequence[str | Path],
    *,
    mapping: Mapping[str, str] | None = None,
    day: int | None = None,
    days: int = 90,
    first: int = 20,
    memory: str = "4GB",
    temp: Path | None = None,
) -> BookRanking:
    """The ranking of a book of CSV or Parquet files, by DuckDB on this machine, as of a day or of the last order.

    mapping: which columns say customer, date and amount, where their names do not tell. temp: a folder for what does not
    fit into the memory.
    """
    files = book_files(paths)
    with duck(memory=memory, temp=temp) as engine:
        return rank_on(engine, files, mapping=mapping, day=day, days=days, first=first)


def rank_on(  # noqa: PLR0913 - the same on any engine
    engine: Engine,
    files: Files,
    *,
    mapping: Mapping[str, str] | None = None,
    day: int | None = None,
    days: int = 90,
    first: int = 20,
) -> BookRanking:
    """The same on an engine that is there already."""
    contents = open_book(engine, files, mapping)
    day = contents.last_day if day is None else day
    everybody = _everybody(engine, day)
    judged = judge(engine, everybody, days=days)
    chosen = best(judged.measured).ranker if judged.measured else RANK_AVERAGE
    engine.table("later", statement("later", day=day, days=0))  # nothing later is known yet
    score(engine, day=day)
    ahead = forecast(engine, day=day, days=days)
    return BookRanking(
        buyers=tuple(_buyers(engine, chosen, ahead, day=day, first=first, customers=everybody.customers)),
        customers=everybody.customers,
        orders=everybody.customers + everybody.repeats,
        contents=contents,
        day=day,
        days=days,
        ranker=chosen.name,
        sentence=f"{because(chosen, judged, everybody)} {ahead.sentence}".strip(),
        trials=best_first([trial(each, customers=everybody.customers) for each in judged.measured]),
        total=_interval(ahead.total),
        model="MBG/NBD" if ahead.model else "",
        parameters=ahead.parameters,
    )


def _everybody(engine: Engine, day: int) -> Population:
    engine.view("bought", statement("bought", day=day))
    engine.table("customers", statement("customers", day=day))
    ((customers, repeats, days, first_day, last_day),) = engine.rows(statement("population"))
    if not customers:
        raise Mend("Nobody in the book had ordered by that day.")
    return Population(int(customers), int(repeats), int(days), int(first_day), int(last_day))


def _buyers(  # noqa: PLR0913 - who, by what, as of when, and how many
    engine: Engine, chosen: Ranker, ahead: Forecast, *, day: int, first: int, customers: int
) -> list[BookBuyer]:
    engine.table("shown", statement("shown", score=column(COLUMNS[chosen.name]), most=first))
    rows = engine.rows(statement("ranked"))
    expected = ahead.of(_seen(rows, day))
    return [
        _buyer(row, each, is_likely=row[0] <= ceil(LIKELY * customers))
        for row, each in zip(rows, expected, strict=True)
    ]


def _seen(rows: list[tuple[Any, ...]], day: int) -> Summary:
    orders, first_day, last_day = (
        np.array([row[place] for row in rows], dtype=np.int64) for place in (2, 3, 4)
    )
    return Summary(
        customer=np.arange(len(rows)),
        repeats=orders - 1,
        last=(last_day - first_day) / WEEK,
        age=(day - first_day) / WEEK,
        worth=np.full(len(rows), np.nan),
    )


def _buyer(row: tuple[Any, ...], expected: Band | None, *, is_likely: bool) -> BookBuyer:
    place, customer, orders, first_day, last_day, gap, amount = row
    return BookBuyer(
        place=place,
        customer=customer,
        orders=orders,
        first_day=first_day,
        last_day=last_day,
        gap=gap,
        next_day=None if gap is None else last_day + gap,
        expected=_interval(expected),
        worth=_interval(expected, times=amount),
        is_likely=is_likely,
    )


def _interval(of: Band | None, *, times: float | None = 1.0) -> Interval | None:
    return None if of is None or times is None else Interval(of.of * times, of.low * times, of.high * times)
