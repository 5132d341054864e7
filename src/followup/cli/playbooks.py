"""followup playbooks."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from followup.actions.playbooks import change_playbook, switch
from followup.actions.refresh import playbooks_of
from followup.core.playbooks import to_toml
from followup.core.trouble import Mend

from .here import Here
from .terminal import console, row, say, table


class Act(StrEnum):
    """What can be done with playbooks."""

    LIST = "list"
    EXPORT = "export"
    ADD = "add"
    OFF = "off"
    ON = "on"


def playbooks(
    act: Annotated[Act, typer.Argument(help="list, export, add FILE, off STEP or on STEP.")] = Act.LIST,
    what: Annotated[
        str, typer.Argument(help="A TOML file to add, a step to switch, or a folder to export into.")
    ] = "",
) -> None:
    """Read, override, switch off, add and export playbooks. They are TOML; docs/playbooks.md explains the words."""
    here = Here()
    _ACTS[act](here, what)


def _list(here: Here, _what: str) -> None:
    lines = table("step", "what", "due", "deadline", "lapses", "ground")
    for step in playbooks_of(here.workspace).steps:
        row(
            lines, step.id, step.title, str(step.due), str(step.deadline or ""), str(step.lapses), step.ground
        )
    console().print(lines)


def _export(here: Here, what: str) -> None:
    folder = Path(what or ".")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in to_toml(playbooks_of(here.workspace)).items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    say(f"Written to {folder}. Change a file and `followup playbooks add` it.")


def _add(here: Here, what: str) -> None:
    path = Path(what)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise Mend(f"“{what}” cannot be read: {trouble}.") from trouble
    change_playbook(here.workspace, path.stem, text, here.now)
    say(f"The playbook “{path.stem}” holds from now on.")


def _off(here: Here, what: str) -> None:
    switch(here.workspace, what, False, here.now)
    say(f"{what} is off.")


def _on(here: Here, what: str) -> None:
    switch(here.workspace, what, True, here.now)
    say(f"{what} is on.")


_ACTS = {Act.LIST: _list, Act.EXPORT: _export, Act.ADD: _add, Act.OFF: _off, Act.ON: _on}
