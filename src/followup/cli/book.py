"""A big book of orders, ranked straight from its files: nothing of it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from followup.core.trouble import Mend
from followup.web.words.rankings import ranker_name

from .as_json import put_json
from .book_json import book
from .terminal import console, row, say, table

if TYPE_CHECKING:
    from followup.analytics.books import BookBuyer, BookRanking, Contents
    from followup.analytics.ranking import Interval

NEEDED = ("duckdb", "sqlglot")
BEGIN = date(1970, 1, 1)


def show_book(
    paths: Sequence[str | Path],
    first: int,
    json: bool,
    *,
    columns: Mapping[str, str] | None = None,
    days: int = 90,
    memory: str = "4GB",
) -> None:
    """Print the first customers of a book of CSV or Parquet files, most likely to order again first.

    columns: which say “customer”, “date” and “amount”, where their names do not tell.
    """
    if missing := [each for each in NEEDED if find_spec(each) is None]:
        raise Mend(
            f"Books of orders are read with {' and '.join(missing)}: install followup with its extra “scale”, "
            "as in `pip install 'followup[scale]'`."
        )
    # DuckDB and NumPy are loaded with it, which other commands need not pay for.
    books = import_module("followup.analytics.books")
    ranking = books.rank_book(paths, mapping=columns, days=days, first=first, memory=memory)
    if json:
        put_json(book(ranking))
    else:
        _show(ranking)


def _show(ranking: "BookRanking") -> None:
    say(f"{ranking.customers:,} customers with orders on {ranking.orders:,} days", style="bold")
    say(ranking.sentence)
    if ranking.total:
        say(f"About {_bounded(ranking.total)} orders in the next {ranking.days} days.")
    lines = table(
        "rank", "customer", "orders", "last", "usual gap", f"orders in {ranking.days} days", "worth"
    )
    for each in ranking.buyers:
        row(lines, *_cells(each), style="bold" if each.is_likely else "")
    console().print(lines)
    _trials(ranking)
    _contents(ranking.contents)


def _cells(each: "BookBuyer") -> tuple[str, ...]:
    return (
        f"{each.place:,}",
        str(each.customer),
        f"{each.orders:,}",
        str(BEGIN + timedelta(each.last_day)),
        "" if each.gap is None else f"{each.gap:g} {'day' if each.gap == 1 else 'days'}",
        _bounded(each.expected) if each.expected else "",
        _bounded(each.worth) if each.worth else "",
    )


def _bounded(of: "Interval") -> str:
    """“12 (8–15)”, small figures with a digit behind the point."""
    digits = 0 if of.of >= 10 else 1
    return f"{of.of:,.{digits}f} ({of.low:,.0f}–{of.high:,.0f})"


def _trials(ranking: "BookRanking") -> None:
    if not ranking.trials:
        return
    lines = table("looks at", "buyer stood higher, of 100 pairs", "orders from its first fifth", "days tried")
    for each in ranking.trials:
        name = f"{ranker_name(each.ranker)}{' (in use)' if each.ranker == ranking.ranker else ''}"
        right = f"{100 * each.auc:.1f} ({100 * each.low:.1f}–{100 * each.high:.1f})"
        row(lines, name, right, f"{100 * each.top_share:.1f} %", str(each.origins))
    console().print(lines)


def _contents(contents: "Contents") -> None:
    """What of the book was left out, if anything was."""
    if contents.broken:
        say(f"{contents.broken:,} of {contents.lines:,} lines could not be read:", style="yellow")
        for each in contents.troubles:
            say(f"  {each.place}: {each.sentence}" if each.place else f"  {each.sentence}")
    if contents.untold:
        say(f"{contents.untold:,} of {contents.lines:,} lines say no amount.", style="dim")
    if contents.given_back:
        say(f"On {contents.given_back:,} days money only went back to a customer: no orders.", style="dim")
