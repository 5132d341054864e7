"""Runs one command's function with the arguments that its annotations describe."""

from collections.abc import Callable

import typer

from .table import Command


def call(function: Callable[..., None], command: Command, arguments: list[str]) -> int:
    """Parse the arguments, run the function, and give its exit code."""
    application = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
    settings = getattr(function, "context_settings", None)
    application.command(command.name, help=_help(function, command), context_settings=settings)(function)
    try:
        application(args=arguments, prog_name=f"followup {command.name}")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _help(function: Callable[..., None], command: Command) -> str:
    return function.__doc__ or command.sentence
