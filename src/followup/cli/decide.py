"""followup snooze · skip."""

from typing import Annotated

import typer

from followup.actions import decide

from .here import Here
from .moments import moment_of
from .show import Id
from .terminal import day, say

Until = Annotated[
    str, typer.Option("--until", help="2026-03-09, “2026-03-09 14:00”, or days from now such as 3d.")
]


def snooze(id_: Id, until: Until) -> None:
    """Bring a follow-up back later. It never comes earlier than it would have."""
    here = Here()
    follow_up = here.follow_up(id_)
    when = moment_of(until, here.now, here.zone)
    decide.snooze(here.workspace, follow_up.key, when, here.now)
    say(f"{follow_up.contact.name} · {follow_up.step} comes back {day(when, here.now, here.zone)}.")


def skip(id_: Id) -> None:
    """Leave a follow-up out for good."""
    here = Here()
    follow_up = here.follow_up(id_)
    fact = decide.skip(here.workspace, follow_up.key, here.now)
    say(
        f"{follow_up.contact.name} · {follow_up.step} is left out. `followup undo fact:{fact.pk}` brings it back."
    )
