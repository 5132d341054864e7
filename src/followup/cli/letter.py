"""followup letter."""

from pathlib import Path
from typing import Annotated

import typer

from followup.actions.letters import edit as change
from followup.core.trouble import Mend
from followup.models import Letter

from .as_json import put_json, written
from .editor import edited
from .here import Here
from .letter_named import letter_named
from .lists import Json
from .show import print_letter

LetterId = Annotated[str, typer.Argument(metavar="ID", help="The follow-up's id, or the letter's number.")]


def letter(
    id_: LetterId,
    edit: Annotated[bool, typer.Option("--edit", help="Open subject and body in $EDITOR.")] = False,
    body: Annotated[
        str, typer.Option("--body", help="Take the body from a file (- for standard input).")
    ] = "",
    subject: Annotated[str, typer.Option("--subject", help="A new subject.")] = "",
    json: Json = False,
) -> None:
    """Read or change the letter of a follow-up; what changes is checked at once."""
    here = Here()
    found = letter_named(here, id_)
    if edit:
        found = _edited(found, here)
    elif body or subject:
        text = _read(body) if body else found.body
        found = change(found, subject=subject or found.subject, body=text, now=here.now)
    if json:
        put_json(written(found))
        return
    print_letter(found)


def _edited(found: Letter, here: Here) -> Letter:
    text = edited(f"Subject: {found.subject}\n\n{found.body}")
    first, _, rest = text.partition("\n")
    if not first.startswith("Subject:"):
        raise Mend("The first line must stay “Subject: …”; nothing was changed.")
    return change(found, subject=first.removeprefix("Subject:").strip(), body=rest.lstrip("\n"), now=here.now)


def _read(path: str) -> str:
    if path == "-":
        return typer.get_text_stream("stdin").read()
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise Mend(f"The body “{path}” cannot be read: {trouble}.") from trouble
