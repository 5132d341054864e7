"""followup undo."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import typer

from followup.actions.contacts import unmerge
from followup.actions.decide import undo_decision
from followup.actions.importing.files import undo_import
from followup.actions.letters import call_back
from followup.core.trouble import Mend
from followup.models import Fact, Import, Letter, Merge

from .here import Here
from .terminal import say

_UNDO: dict[str, tuple[Any, Callable[[Any, datetime], object], str]] = {
    "import": (Import, undo_import, "The import is taken back."),
    "merge": (Merge, unmerge, "The two contacts are apart again."),
    "fact": (Fact, undo_decision, "The decision is taken back."),
    "letter": (Letter, call_back, "The letter is a draft again."),
}


def undo(
    what: Annotated[str, typer.Argument(metavar="IMPORT|merge:N|fact:N|letter:N", help="What to take back.")],
) -> None:
    """Take back an import (its number), a merge, a decision or an approval."""
    here = Here()
    sort, _, number = what.rpartition(":")
    sort = sort or "import"
    if sort not in _UNDO or not number.isdecimal():
        raise Mend(
            f"“{what}” is nothing to take back; write an import's number, merge:N, fact:N or letter:N."
        )
    model, verb, sentence = _UNDO[sort]
    found = model.objects.filter(workspace=here.workspace, pk=int(number)).first()
    if found is None:
        raise Mend(f"There is no {sort} {number} in this workspace.")
    verb(found, here.now)
    say(sentence)
