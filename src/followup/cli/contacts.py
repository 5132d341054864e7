"""followup contacts · merge."""

from typing import Annotated

import typer

from followup.actions.contacts import contact_named, find_contacts
from followup.actions.contacts import merge as merge_contacts

from .as_json import person, put_json
from .here import Here
from .lists import Json
from .terminal import console, row, say, table


def contacts(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]", help="Part of a name, a firm or an address.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    json: Json = False,
) -> None:
    """Find people; without a text, those you dealt with last."""
    here = Here()
    found = (
        find_contacts(here.workspace, " ".join(text or []))
        .select_related("organisation")
        .prefetch_related("addresses")
    )
    shown = list(found[:limit])
    if json:
        put_json({"contacts": [person(each) for each in shown]})
        return
    lines = table("number", "name", "firm", "address")
    for each in shown:
        told = person(each)
        row(lines, told["id"], told["name"], told["organisation"], told["address"])
    console().print(lines)
    if not shown:
        say("Nobody is found under that; part of a name, a firm or an address will do.")


def merge(
    kept: Annotated[str, typer.Argument(help="The contact that stays: number, address or name.")],
    gone: Annotated[str, typer.Argument(help="The contact that goes into it.")],
) -> None:
    """Make one contact of two: all history goes to the first."""
    here = Here()
    stays, goes = contact_named(here.workspace, kept), contact_named(here.workspace, gone)
    done = merge_contacts(stays, goes, here.now)
    say(f"{goes.name} is now {stays.name}. `followup undo merge:{done.pk}` takes them apart again.")
