"""followup speed."""

from collections.abc import Iterator
from typing import Annotated

import typer

from followup.actions.speed import WEEKS, Waiting, speed_of, who_waits
from followup.core.speed.report import Pace, Speed, Week
from followup.core.speed.words import bounds, half, hours, percent, verdict, within

from .as_json import put_json
from .here import Here
from .lists import Json
from .speed_json import figures
from .terminal import console, day, row, say, table

Weeks = Annotated[int, typer.Option("--weeks", min=1, max=520, help="How many full weeks to look at.")]
Ever = Annotated[bool, typer.Option("--all", help="All there is, instead of some weeks.")]
Within = Annotated[
    int,
    typer.Option(
        "--within", min=0, max=999, help="Another target for this once, in working hours; 0 for your own."
    ),
]

BAR = 20
SHOWN = 10


def speed(weeks: Weeks = WEEKS, everything: Ever = False, within_: Within = 0, json: Json = False) -> None:
    """How fast whoever wrote to you was answered: enquiries, orders, letters and complaints, in your working hours.

    A wait begins with their first mail and ends with your first word in the same conversation; several mails before it
    are one wait, and an automatic answer ends none. Whoever still waits counts: “half within” is the time by which half
    had an answer (Kaplan and Meier's median), with the bounds that hold it in 95 of 100 cases.
    """
    here = Here()
    found = speed_of(here.workspace, here.now, weeks=None if everything else weeks, hours=within_ or None)
    waiting = who_waits(here.workspace, found, here.now)
    if json:
        put_json(figures(here, found, waiting, weeks=None if everything else weeks))
        return
    _head(here, found)
    _paces(found)
    _trend(found)
    _waiting(here, found, waiting)


def _head(here: Here, found: Speed) -> None:
    since = f"since {found.since.day} {found.since:%B %Y}"
    say(f"Reply time · {here.workspace.name} · {since}", style="bold")
    say(verdict(found.verdict, found.target))
    if not found.pace.asked and not found.waiting:
        say(
            "Whoever asks you something by mail appears here with the time that the answer took.", style="dim"
        )


def _paces(found: Speed) -> None:
    if not found.pace.asked:
        return
    say()
    lines = table("", "asked", "answered", "waiting", "half within", "95 of 100 cases", within(found.target))
    for name, pace in [*found.sorts.items(), ("all", found.pace)]:
        row(lines, *_cells(name, pace))
    console().print(lines)


def _cells(name: str, pace: Pace) -> tuple[str, ...]:
    counts = (f"{each:,}" for each in (pace.asked, pace.answered, pace.waiting))
    return (
        name,
        *counts,
        half(pace),
        bounds(pace.median) if pace.median else "",
        percent(pace.within) if pace.within else "too early to say",
    )


def _trend(found: Speed) -> None:
    if not found.pace.asked:
        return
    say()
    lines = table("week of", within(found.target), "", "answered", "half within")
    for week in found.weeks:
        row(lines, *_week(week))
    console().print(lines)


def _week(week: Week) -> Iterator[str]:
    pace = week.pace
    yield f"{week.monday.day} {week.monday:%b}"
    share = pace.within if not pace.is_few else None
    yield "█" * round(share.of * BAR) + "·" * (BAR - round(share.of * BAR)) if share else ""
    yield percent(share) if share else "few" if pace.asked else ""
    yield f"{pace.answered:,} of {pace.asked:,}" if pace.asked else "nobody asked"
    yield "" if pace.is_few else hours(pace.median.span) if pace.median else "not half of them yet"


def _waiting(here: Here, found: Speed, waiting: list[Waiting]) -> None:
    if not waiting:
        return
    say()
    lines = table("waiting", "who", "since", "working hours", "letter")
    for each in waiting[:SHOWN]:
        since = day(each.wait.since, here.now, here.zone)
        row(lines, each.wait.sort, each.contact.name, since, hours(each.length), each.follow_up)
    console().print(lines)
    if len(found.waiting) > SHOWN:
        say(f"{len(found.waiting) - SHOWN:,} more are waiting.", style="dim")
