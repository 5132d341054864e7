"""followup buyers."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer
from django.utils import timezone

from followup.core.trouble import Mend
from followup.models import Ranking, Workspace
from followup.web.buyer_lines import BuyerLine, buyer_lines, last_letters, ranked
from followup.web.campaign_lines import campaign_lines
from followup.web.words.buyers import written_sentence
from followup.web.words.rankings import horizon, ranker_name, totals, trial_lines

from .as_json import put_json
from .buyers_json import customers, drafts
from .here import Here
from .lists import Json
from .terminal import console, row, say, table

First = Annotated[int, typer.Option("--first", min=1, max=1000, help="How many customers to show.")]
Write = Annotated[
    int, typer.Option("--write", min=0, max=100, help="Draft letters to so many, the most likely first.")
]
Tables = Annotated[
    bool, typer.Option("--tables", help="Also show how each way of ranking did on your own orders.")
]
Book = Annotated[
    list[Path] | None,
    typer.Option(
        "--book",
        help="Rank a CSV or Parquet file of orders where it lies, importing nothing; may be repeated.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", help="With --book: which column says what, as in customer=Who, date=Day, amount=Sum."
    ),
]

NO_ORDERS = (
    "There are no orders yet. `followup import orders.csv` reads the file that your shop exports; "
    "orders that arrive by mail are found there."
)
MEANINGS = ("customer", "date", "amount")
NOT_YET = "The orders are many and are put in order in the background; `followup worker` does it with its next round."


def buyers(
    first: First = 20,
    write: Write = 0,
    tables: Tables = False,
    book: Book = None,
    column: Columns = None,
    json: Json = False,
) -> None:
    """Who will buy again: your customers, most likely to order first, each with the reason.

    Everything stands on your orders: import your shop's file of orders, or connect the
    mailbox in which they arrive. What is expected is given with the bounds that hold it in
    8 of 10 cases; where the orders are too few to tell, there is no number.

    `--write 10` drafts a letter to each of the first ten who may be written to, and says
    who was passed over and why. Nothing is sent: read the drafts on the page Letters, then
    release them there.

    `--book orders.parquet` ranks files of millions of orders without importing them.
    """
    if book:
        import_module("followup.cli.book").show_book(book, first, json, columns=_said(column or []))
        return
    here = Here()
    if here.workspace.mode != Workspace.Mode.BUSINESS:
        raise Mend(
            f"{here.workspace.name} is a workspace for looking for work, and has no customers to put in order. "
            "`followup init --mode business` makes one for your business; `followup -w NAME buyers` looks into it."
        )
    with timezone.override(here.zone):
        ranking = _buying("rank").buyers_of(here.workspace, here.now)
        if write:
            _write(here, write, json)
        elif json:
            _put(here, ranking, first)
        elif ranking is None or not ranking.customers:
            say(NO_ORDERS if ranking else NOT_YET)
        else:
            _show(here, ranking, first)
            if tables:
                _trials(ranking)
                _campaigns(here)


def _said(columns: list[str]) -> dict[str, str]:
    """What each meaning's column is called."""
    said = {}
    for each in columns:
        meaning, is_told, name = each.partition("=")
        if not is_told or meaning not in MEANINGS or not name:
            raise Mend(
                f"“{each}” is not a meaning and a column, such as customer=Who; the meanings are {', '.join(MEANINGS)}."
            )
        said[meaning] = name
    return said


def _write(here: Here, count: int, json: bool) -> None:
    """The drafts, and who was passed over and why."""
    done = _buying("write").write_to_first(here.workspace, count, here.now)
    if json:
        put_json(drafts(here.now, here.zone, done))
        return
    say(written_sentence(len(done.letters), len(done.passed_over)), style="bold")
    lines = table("letter", "to", "subject", "to mend")
    for letter in done.letters:
        blocks = sum(finding["severity"] == "block" for finding in letter.findings)
        row(lines, str(letter.pk), letter.contact.name, letter.subject, str(blocks) if blocks else "")
    console().print(lines)
    if done.passed_over:
        passed_over = table("passed over", "why")
        for each in done.passed_over:
            row(passed_over, each.buyer.contact.name, each.why)
        console().print(passed_over)


def _campaigns(here: Here) -> None:
    for each in campaign_lines(here.workspace, here.now):
        say(f"{each.name}: {each.sentence}")


def _buying(module: str) -> ModuleType:
    # NumPy is loaded with it, which `--help` need not pay for.
    return import_module(f"followup.actions.buying.{module}")


def _put(here: Here, ranking: Ranking | None, first: int) -> None:
    rows = list(ranked(here.workspace).prefetch_related("contact__addresses")[:first]) if ranking else []
    letters = last_letters([each.contact_id for each in rows])
    people = [(each, letters.get(each.contact_id)) for each in rows]
    campaigns = campaign_lines(here.workspace, here.now)
    put_json(customers(here.now, here.zone, ranking, people, campaigns))


def _show(here: Here, ranking: Ranking, first: int) -> None:
    say(f"Buyers · {here.workspace.name} · {ranking.customers:,} customers", style="bold")
    for sentence in filter(None, (totals(ranking), ranking.sentence)):
        say(sentence)
    lines = table(
        "rank", "who", "why", f"orders in {horizon(ranking)} days", "worth", "next order", "last letter"
    )
    rows = list(ranked(here.workspace)[:first])
    for line in buyer_lines(rows, here.now):
        row(lines, *_cells(line))
    console().print(lines)
    if ranking.customers > len(rows):
        say(f"{ranking.customers - len(rows):,} more with `--first`.", style="dim")


def _cells(line: BuyerLine) -> tuple[str, ...]:
    who = f"{line.who}, {line.firm}" if line.firm else line.who
    due = line.chip.text if line.chip else ""
    return str(line.buyer.rank), who, line.reason, line.expected, line.worth, due, line.letter


def _trials(ranking: Ranking) -> None:
    if not ranking.trials:
        say("The orders do not reach back far enough to try the ways of ranking on them.")
        return
    say("How well each way of ranking did on your own orders", style="bold")
    lines = table(
        "looks at",
        "buyer stood higher, of 100 pairs",
        "orders from its first fifth",
        "customers",
        "days tried",
    )
    for each in trial_lines(ranking):
        name = f"{each.name} (in use)" if each.is_chosen else each.name
        row(lines, name, each.right, each.caught, each.customers, each.times)
    console().print(lines)
    say(f"In use: {ranker_name(ranking.ranker)}. 50 of 100 is what tossing a coin would do.", style="dim")
