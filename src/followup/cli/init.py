"""followup init."""

from typing import Annotated

import typer

from followup.actions.workspaces import init as make
from followup.actions.workspaces import local_owner
from followup.conf.clock import now

from .terminal import say


def init(
    name: Annotated[str, typer.Option("--name", help="Your name, as letters are signed.")],
    email: Annotated[str, typer.Option("--email", help="The address your letters come from.")],
    mobile: Annotated[str, typer.Option("--mobile")] = "",
    landline: Annotated[str, typer.Option("--landline")] = "",
    postal: Annotated[
        str, typer.Option("--postal", help="Street, code, city, country; commas or line breaks between.")
    ] = "",
    organisation: Annotated[
        str, typer.Option("--organisation", help="Your firm, if you write for one.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="What stands under your name.")] = "",
    timezone: Annotated[str, typer.Option("--timezone", help="Such as Europe/Berlin.")] = "",
    country: Annotated[str, typer.Option("--country", help="Two letters, such as DE.")] = "",
    subdivision: Annotated[str, typer.Option("--subdivision", help="Such as BY, for its holidays.")] = "",
    mode: Annotated[
        str, typer.Option("--mode", help="personal (looking for work) or business.")
    ] = "personal",
    answer_within: Annotated[
        str,
        typer.Option(
            "--answer-within",
            help="Working hours within which whoever writes should have an answer; 2 when left out.",
        ),
    ] = "",
    workspace: Annotated[
        str, typer.Option("--workspace", help="The workspace's name; yours when left out.")
    ] = "",
) -> None:
    """Make your workspace and the sender of its letters."""
    made = make(
        name=name,
        email=email,
        mode=mode,
        now=now(),
        workspace_name=workspace,
        owner=local_owner(),
        answer_hours=answer_within,
        mobile=mobile,
        landline=landline,
        postal=postal,
        organisation=organisation,
        title=title,
        timezone=timezone,
        country=country,
        subdivision=subdivision,
    )
    say(f"The workspace “{made.name}” ({made.slug}) is ready.")
    say("Next: `followup import PATH…` or `followup connect imap URL`, then `followup up`.")
