"""followup doctor."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import typer
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from followup import __version__
from followup.actions.syncing.counts import sentence
from followup.conf.clock import now, rehearsal
from followup.conf.home import home
from followup.models import Account, Folder, Heartbeat, ImportFile, Letter, Unread, Workspace

from .as_json import put_json
from .lists import Json
from .terminal import say, span

#: A worker looks around every few seconds; silent for longer than this, it is not running.
SILENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Word:
    """What the doctor says of one thing: ok, note (good to know) or mend."""

    state: str
    about: str
    sentence: str


def doctor(json: Json = False) -> None:
    """Say what is well and what wants mending. Exit code 2 when something does."""
    words = list(_examine(now()))
    if json:
        put_json([{"state": each.state, "about": each.about, "sentence": each.sentence} for each in words])
    else:
        for each in words:
            style = {"ok": "green", "note": "yellow", "mend": "red"}[each.state]
            say(f"{each.state:<5} {each.about}: {each.sentence}", style=style)
    if any(each.state == "mend" for each in words):
        raise typer.Exit(2)


def _examine(moment: datetime) -> Iterator[Word]:
    yield Word("ok", "followup", f"version {__version__}, data in {home()}")
    if fixed := rehearsal():
        yield Word(
            "note", "clock", f"fixed at {fixed.isoformat()} by FOLLOWUP_NOW; only loopback is written to."
        )
    try:
        yield from _database()
    except DatabaseError as trouble:
        yield Word("mend", "database", f"it does not answer: {trouble}")
        return
    if not Workspace.objects.exists():
        yield Word("note", "workspace", "none yet; `followup init` makes one, `followup demo` shows one.")
        return
    for examine in _PARTS:
        yield from examine(moment)


def _database() -> Iterator[Word]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Word(
            "note", "database", f"{len(missing)} steps behind; any command but this one brings it up to date."
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            found = cursor.fetchone()[0]
        sound = found == "ok"
        sentence = (
            "SQLite, sound"
            if sound
            else f"SQLite finds damage ({found}); the newest whole copy is in copies/."
        )
        yield Word("ok" if sound else "mend", "database", sentence)
        return
    yield Word("ok", "database", "PostgreSQL answers")


def _worker(moment: datetime) -> Iterator[Word]:
    beat = Heartbeat.objects.order_by("-at").first()
    if beat is None:
        yield Word("note", "worker", "it has never run; `followup up` runs it beside the pages.")
    elif moment - beat.at > SILENT:
        yield Word("note", "worker", f"silent for {span(moment - beat.at)}; `followup up` starts it.")
    else:
        yield Word("ok", "worker", f"at work {span(moment - beat.at)} ago")


def _accounts(_moment: datetime) -> Iterator[Word]:
    for account in Account.objects.order_by("pk"):
        yield Word("mend" if account.trouble else "ok", str(account), account.trouble or "connected")
    for folder in Folder.objects.order_by("account", "pk").select_related("account"):
        about = f"{folder.account}, {folder.name}"
        if folder.trouble:
            yield Word("mend", about, folder.trouble)
        elif folder.is_read and folder.read_at:
            yield Word("note" if folder.unexplained else "ok", about, f"{sentence(folder)}.")


def _letters(_moment: datetime) -> Iterator[Word]:
    for letter in Letter.objects.filter(state=Letter.State.UNSURE).select_related("contact"):
        yield Word("mend", f"letter {letter.pk}", f"to {letter.contact.name} is in doubt. {letter.trouble}")
    for letter in Letter.objects.filter(state=Letter.State.REFUSED).select_related("contact"):
        yield Word("note", f"letter {letter.pk}", f"to {letter.contact.name} was refused. {letter.trouble}")


def _sources(_moment: datetime) -> Iterator[Word]:
    if unread := Unread.objects.count():
        yield Word(
            "note", "sources", f"{unread} things were not understood; the page Sources keeps and names them."
        )
    if troubled := ImportFile.objects.exclude(trouble="").count():
        yield Word("note", "sources", f"{troubled} imported files had trouble; the page Sources says which.")


_PARTS: tuple[Callable[[datetime], Iterator[Word]], ...] = (_worker, _accounts, _letters, _sources)
