"""followup record · correct."""

from typing import Annotated

import typer

from followup.actions import corrections
from followup.actions.record import record as record_fact
from followup.core.kinds import BY_HAND, Kind
from followup.core.trouble import Mend
from followup.models import Fact

from .as_json import moment, put_json
from .here import Here
from .lists import Json
from .moments import moment_of
from .terminal import day, say

_KINDS = ", ".join(BY_HAND)


def record(
    kind: Annotated[str, typer.Argument(help=f"What happened: {_KINDS}.")],
    contact: Annotated[str, typer.Argument(help="Name, address, “Name <address>” or number of the contact.")],
    at: Annotated[str, typer.Option("--at", help="When: 2026-03-09, “2026-03-09 14:00”, yesterday.")] = "now",
    until: Annotated[str, typer.Option("--until", help="Its end, or the day that was named.")] = "",
    about: Annotated[str, typer.Option("--about", help="“Data Analyst at Northwind (ref 12)”.")] = "",
    note: Annotated[str, typer.Option("--note", help="What was said; letters use it.")] = "",
    json: Json = False,
) -> None:
    """Note by hand what happened: met, called, details_left, applied …"""
    here = Here()
    fact = record_fact(
        here.workspace,
        kind_named(kind),
        contact,
        at=moment_of(at, here.now, here.zone),
        until=moment_of(until, here.now, here.zone) if until else None,
        about=about,
        note=note,
        now=here.now,
    )
    if json:
        put_json(
            {
                "id": str(fact.pk),
                "kind": fact.kind,
                "contact": str(fact.contact_id),
                "at": moment(fact.at, here.zone),
            }
        )
        return
    say(
        f"Recorded: {fact.contact.name}, {fact.kind.replace('_', ' ')}, {day(fact.at, here.now, here.zone)} (fact {fact.pk})."
    )


def correct(
    number: Annotated[int, typer.Argument(help="The fact's number, as Today and `show` print it.")],
    kind: Annotated[str, typer.Argument(help="What it really was; “noted” for nothing that matters.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Answer a question: yes, it is that.")] = False,
    no: Annotated[bool, typer.Option("--no", help="Answer a question: no, it is not.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Take a correction back.")] = False,
) -> None:
    """Say what a fact really was, or answer a question about it. It holds through every later sync."""
    here = Here()
    fact = Fact.objects.filter(workspace=here.workspace, pk=number).select_related("contact").first()
    if fact is None:
        raise Mend(f"There is no fact {number} in this workspace.")
    if sum((bool(kind), yes, no, back)) != 1:
        raise Mend("Say one thing: a kind, --yes, --no or --back.")
    if kind:
        corrections.correct(fact, kind_named(kind), here.now)
    elif back:
        corrections.uncorrect(fact, here.now)
    else:
        corrections.answer(fact, yes, here.now)
    fact.refresh_from_db()
    say(f"Fact {fact.pk}, {fact.contact.name}: {fact.kind.replace('_', ' ')}.")


def kind_named(text: str) -> Kind:
    """The kind of that name; dashes and blanks will do for underscores."""
    word = text.strip().lower().replace("-", "_").replace(" ", "_")
    if word not in BY_HAND:
        raise Mend(f"“{text}” is not something to record by hand; take one of {_KINDS}.")
    return Kind(word)
