"""Tables that were dropped on the page and wait to be explained: kept in the home for a day, and read once they are."""

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from followup.conf.home import home
from followup.core.orders import NO_LEGEND, Legend
from followup.core.trouble import Mend
from followup.models import Workspace
from followup.sources.orders.read import Glance
from followup.sources.orders.sheet import MAY_BE_EITHER
from followup.sources.places import place

from .files import FileReport, ImportReport, import_paths, reader_of
from .legends import glance_at

KEPT_FOR = timedelta(days=1)
#: As the folders of other uploads, whose names no page shows.
PREFIX = "followup-upload-"
TOKEN = re.compile(r"^[0-9a-f]{32}$")


def needs_explaining(report: FileReport) -> bool:
    """Whether a table holds orders only once somebody has said what its columns or dates mean."""
    is_unknown = report.glance is not None and bool(report.glance.missing)
    return is_unknown or (report.sort == "orders" and MAY_BE_EITHER in report.trouble)


def keep(workspace: Workspace, path: Path, now: datetime) -> str:
    """Keep a table until it is explained; the token by which it is found again. Older ones are thrown away."""
    folder = home() / "uploads" / str(workspace.pk)
    _tidy(folder, now)
    token = place(path).digest[:32]
    mine = folder / f"{PREFIX}{token}"
    mine.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, mine / path.name)
    return token


def kept(workspace: Workspace, token: str) -> Path:
    """The table that was kept; Mend where it is there no more."""
    folder = home() / "uploads" / str(workspace.pk) / f"{PREFIX}{token}"
    found = next(folder.iterdir(), None) if TOKEN.match(token) and folder.is_dir() else None
    if found is None:
        raise Mend("This file was kept for a day only; drop it again.")
    return found


def look(workspace: Workspace, token: str, now: datetime, legend: Legend = NO_LEGEND) -> Glance | None:
    """What the columns of a kept table are taken for."""
    return glance_at(place(kept(workspace, token)), reader_of(workspace, now=now, legend=legend))


def read_kept(workspace: Workspace, token: str, legend: Legend, now: datetime) -> ImportReport:
    """Import a kept table with what was said of it, and keep it no longer."""
    path = kept(workspace, token)
    glance = look(workspace, token, now, legend)
    if glance is None or glance.missing:
        missing = ", ".join(glance.missing) if glance else "a table"
        raise Mend(f"Still missing: {missing}. Choose the column for it.")
    report = import_paths(workspace, [path], now=now, legend=legend)
    shutil.rmtree(path.parent)
    return report


def _tidy(folder: Path, now: datetime) -> None:
    for each in folder.glob(f"{PREFIX}*"):
        if each.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(each, ignore_errors=True)
