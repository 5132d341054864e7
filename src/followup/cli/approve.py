"""followup approve."""

import getpass
from typing import Annotated

import typer

from followup.actions.letters import approve as release
from followup.core.trouble import Mend

from .as_json import moment, put_json
from .here import Here
from .letter_named import letter_named
from .lists import Json
from .terminal import day, say

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Follow-up ids or letter numbers.")]


def approve(ids: Ids, json: Json = False) -> None:
    """Release letters: recipient, subject and body are frozen, and they leave after the undo window.

    A letter with something to mend is refused; the others of the line are released all the same.
    """
    here = Here()
    released, refused = [], []
    for text in ids:
        try:
            released.append(release(letter_named(here, text), here.now, by=getpass.getuser()))
        except Mend as trouble:
            refused.append(f"{text}: {trouble}")
    for letter in released:
        letter.refresh_from_db()
    if json:
        put_json(
            [
                {"id": str(each.pk), "state": each.state, "send_after": moment(each.send_after, here.zone)}
                for each in released
            ]
        )
    else:
        for each in released:
            when = day(each.send_after, here.now, here.zone) if each.send_after else "now"
            say(
                f"Letter {each.pk} to {each.contact.name} leaves {when}; `followup undo letter:{each.pk}` calls it back."
            )
    if refused:
        raise Mend("\n".join(refused))
