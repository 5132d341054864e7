"""followup check."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from followup.actions.letters import check_letter, check_text
from followup.actions.letters.checks import seal
from followup.core.trouble import Mend

from .as_json import put_json
from .here import Here
from .letter_named import letter_named
from .lists import Json
from .show import print_findings

Target = Annotated[
    str, typer.Argument(metavar="ID|FILE", help="A follow-up's id, a letter's number, or a text file.")
]


def check(target: Target, json: Json = False) -> None:
    """Check a letter against the record, or a text file against what can be checked without one.

    Exit code 2 when something blocks.
    """
    here = Here()
    findings, right = _looked_at(target, here)
    if json:
        put_json({"findings": findings, "right": right})
    else:
        print_findings(findings, right)
    if any(finding["severity"] == "block" for finding in findings):
        raise typer.Exit(2)


def _looked_at(target: str, here: Here) -> tuple[list[dict[str, Any]], Sequence[str]]:
    """The findings, and what was looked at and is right."""
    path = Path(target)
    if not path.is_file():
        letter = letter_named(here, target)
        check_letter(letter, here.now)
        letter.refresh_from_db()
        return letter.findings, seal(letter, here.now)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise Mend(f"“{target}” cannot be read as text: {trouble}.") from trouble
    return [asdict(each) for each in check_text(here.workspace, text, here.now)], ()
