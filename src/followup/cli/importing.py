"""followup import."""

from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from followup.actions.importing.files import ImportReport, import_paths
from followup.core.orders import MEANINGS
from followup.core.trouble import Mend

from .as_json import put_json
from .columns import columns_as_json, legend_said, show_columns
from .here import Here
from .lists import Json
from .moments import moment_of
from .progress import counting
from .terminal import console, row, say, table

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH…", help="mbox, Maildir, .eml, .ics, .vcf, .csv, or a folder of them."),
]


def import_(
    paths: Paths,
    met: Annotated[
        str, typer.Option("--met", help="Where you met the people of these cards: “Trade fair, Cologne”.")
    ] = "",
    on: Annotated[str, typer.Option("--on", help="When you met them: 2026-03-02.")] = "",
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Read everything, write nothing; of tables say what each column is taken for."
        ),
    ] = False,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="MEANING=COLUMN",
            help=f"What a column of an order table means, remembered for tables of the same heading; may be repeated. Meanings: {', '.join(MEANINGS)}.",
        ),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="What 03/02/2026 means in tables that do not show it."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Read mail, calendars, cards and orders. What is known already is left alone, however often you import it.

    Per file: new, already known, not understood. `followup undo NUMBER` takes an import back.
    """
    here = Here()
    legend = legend_said(mapped or (), day_first)
    with counting("Reading") as progress:
        report = import_paths(
            here.workspace,
            paths,
            now=here.now,
            met=met,
            met_on=_met_on(on, here),
            dry_run=dry_run,
            legend=legend,
            progress=progress,
        )
    if json:
        put_json(_as_json(report, dry_run))
    else:
        _show(report, dry_run)
    _complain(report)


def _met_on(text: str, here: Here) -> datetime | None:
    return moment_of(text, here.now, here.zone, at=time(12)) if text else None


def _as_json(report: ImportReport, dry_run: bool) -> dict[str, object]:
    files = [
        {
            "path": each.path,
            "sort": each.sort,
            "new": each.new,
            "known": each.known,
            "not_understood": each.not_understood,
            "left_out": each.left_out,
            "trouble": each.trouble,
            "remarks": list(each.remarks),
            "columns": columns_as_json(each.glance),
        }
        for each in report.files
    ]
    return {"import": str(report.id) if report.id else None, "dry_run": dry_run, "files": files}


def _show(report: ImportReport, dry_run: bool) -> None:
    lines = table("file", "sort", "new", "known", "not understood", "")
    for each in report.files:
        row(
            lines,
            each.path,
            each.sort,
            str(each.new),
            str(each.known),
            str(each.not_understood),
            " ".join(filter(None, (each.trouble, *each.remarks))),
        )
    console().print(lines)
    for each in report.files:
        show_columns(each.path, each.glance)
    if dry_run:
        say("Nothing was written.")
    elif report.id:
        say(
            f"`followup undo {report.id}` takes this import back. `followup today` says who should hear from you."
        )


def _complain(report: ImportReport) -> None:
    unread = [each for each in report.files if each.trouble and not each.new and not each.known]
    if unread and len(unread) == len(report.files):
        raise Mend("Nothing could be read: " + " ".join(each.trouble for each in unread[:3]))
