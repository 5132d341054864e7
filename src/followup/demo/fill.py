"""Fills the sample workspaces by the same verbs as anybody's own: init, import, record."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup.actions.importing.files import import_paths
from followup.actions.record import record
from followup.actions.workspaces import init, local_owner
from followup.core.facts import About
from followup.core.kinds import Kind
from followup.models import Workspace

from .days import moment, with_days
from .render import FOLDERS, files
from .stories import Block, blocks, person, read

#: Where and when the stack of business cards was collected.
MET = "Trade fair, Cologne"
MET_ON = "-2b 11:00"

Progress = Callable[[int, int], object]


def fill(now: datetime, folder: Path, progress: Progress) -> list[Workspace]:
    """Both sample workspaces, from files that are written to folder/samples; a second time adds nothing."""
    told = files(now)
    return [_fill(slug, _written(folder / "samples" / slug, told[slug]), now, progress) for slug in FOLDERS]


def _written(place: Path, samples: dict[str, bytes]) -> Path:
    for name, content in samples.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def _fill(slug: str, place: Path, now: datetime, progress: Progress) -> Workspace:
    known = Workspace.objects.filter(slug=slug, is_demo=True).first()
    workspace = known or _made(FOLDERS[slug], now)
    here = now.astimezone(ZoneInfo(person(FOLDERS[slug], "me").zone))
    _import(workspace, place, here, progress)
    if known is None:
        for block in blocks(FOLDERS[slug], "facts.txt"):
            _record(workspace, block, here)
    return workspace


def _made(folder: str, now: datetime) -> Workspace:
    told = tomllib.loads(read(folder, "workspace.toml"))
    return init(**told, now=now, owner=local_owner(), is_demo=True)


def _import(workspace: Workspace, place: Path, now: datetime, progress: Progress) -> None:
    cards = place / "cards"
    if cards.is_dir():
        import_paths(workspace, [cards], now=now, met=MET, met_on=moment(MET_ON, now), progress=progress)
    rest = sorted(path for path in place.iterdir() if path != cards)
    import_paths(workspace, rest, now=now, progress=progress)


def _record(workspace: Workspace, block: Block, now: datetime) -> None:
    record(
        workspace,
        Kind(block.heads["fact"]),
        block.heads["contact"],
        at=moment(block.heads["at"], now),
        now=now,
        about=_about(block),
        note=with_days(block.head("note"), now),
        until=moment(block.heads["until"], now) if block.head("until") else None,
    )


def _about(block: Block) -> About | None:
    if not block.head("about"):
        return None
    return About(
        kind=block.heads["about"], title=block.head("title"), organisation=block.head("organisation")
    )
