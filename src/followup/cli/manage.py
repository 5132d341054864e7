"""followup manage."""

from typing import Annotated

import django
import typer
from django.core.management import execute_from_command_line

Arguments = Annotated[list[str] | None, typer.Argument(metavar="[COMMAND …]")]


def manage(arguments: Arguments = None) -> None:
    """Django's own commands, such as `followup manage createsuperuser`."""
    django.setup()
    execute_from_command_line(["followup manage", *(arguments or [])])


manage.context_settings = {"ignore_unknown_options": True, "help_option_names": []}  # type: ignore[attr-defined]
