"""Facts as the core's values, quickly."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models

from followup.core import facts as values
from followup.core.kinds import Kind

if TYPE_CHECKING:
    from .fact import Fact  # noqa: F401  # named in the string below

COLUMNS = (
    "id", "kind", "at", "contact_id", "opportunity_id", "thread", "until", "says", "step", "because_id", "asks",
    "by_machine", "sure", "source", "source_key", "details",
)  # fmt: skip
#: `Kind(text)` costs more than all the rest of a row.
KINDS = {kind.value: kind for kind in Kind}
A_BATCH = 5000
#: Kinds that may call for a letter to somebody else than the one they tell of.
FAR = (
    "hired", "offered", "reference_asked", "referee_agreed", "referee_declined", "referee_named", "referred",
    "rejected", "withdrawn",
)  # fmt: skip
IS_FAR = f"kind IN ({', '.join(map(repr, FAR))})"
#: What the agenda is not derived from: left out, so that a mailbox of ten years fits the memory.
WORDS = ("says", "source_key")
#: The details that it does look at.
LOOKED_AT = frozenset(
    {
        "automatic",
        "cc",
        "event",
        "for_contact",
        "guessed",
        "hard",
        "number",
        "organiser",
        "sequence",
        "status",
    }
)
#: The moments, and how SQLite hands them over as text that says UTC: reading that is much quicker than Django's converter.
MOMENTS = ("at", "until")
AS_TEXT = "{} || '+00:00'"


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts."""

    def as_values(self) -> Iterator[values.Fact]:
        """The facts as the core knows them.

        Rows are read beside Django's converters, which take three times as long as everything else together.
        """
        try:
            sentence, parameters = self.values_list(*COLUMNS).query.sql_with_params()
        except EmptyResultSet:
            return
        with connections[self.db].cursor() as cursor:
            cursor.execute(sentence, parameters)
            while rows := cursor.fetchmany(A_BATCH):
                yield from map(_full, rows)


def facts_among(column: str, wanted: Collection[int]) -> Iterator[values.Fact]:
    """The facts whose contact_id or opportunity_id is among those wanted, as the agenda needs them: without words.

    One sentence written out once: a refresh asks it several times, and building it anew costs more than its answer.
    """
    yield from _among(f"{column} IN", wanted, ())


def facts_in_threads(workspace: int, threads: Collection[str]) -> Iterator[values.Fact]:
    """The facts of these conversations, whoever they concern."""
    yield from _among("workspace_id = %s AND thread IN", threads, (workspace,))


def far_facts(workspace: int, kinds: Collection[str]) -> Iterator[values.Fact]:
    """The facts of kinds that may call for a letter to somebody else, across a whole workspace."""
    # The condition of their index stands in the sentence, or SQLite would look through every fact instead.
    yield from _among(f"{IS_FAR} AND workspace_id = %s AND kind IN", kinds, (workspace,))


def facts_since(workspace: int, kinds: Collection[str], since: datetime | None) -> Iterator[values.Fact]:
    """The sure facts of some kinds from a moment on (all for None); of what they wrote only what asks for an answer."""
    condition = "workspace_id = %s AND sure AND (asks OR kind <> 'received') AND kind IN"
    if since is None:
        yield from _among(condition, kinds, (workspace,))
        return
    moment = connection.ops.adapt_datetimefield_value(since)
    yield from _among(f"at >= %s AND {condition}", kinds, (moment, workspace))


@lru_cache(maxsize=2)
def _select(vendor: str) -> str:
    moment = AS_TEXT if vendor == "sqlite" else "{}"
    shown = {each: moment.format(each) for each in MOMENTS} | dict.fromkeys(WORDS, "''")
    columns = (shown.get(each, each) for each in COLUMNS)
    return f"SELECT {', '.join(columns)} FROM followup_fact WHERE"  # noqa: S608  # nothing in it comes from outside


def _among(condition: str, wanted: Collection[Any], first: tuple[Any, ...]) -> Iterator[values.Fact]:
    sentence = f"{_select(connection.vendor)} {condition}"
    # Every fact of a conversation names it again: one text for all of them.
    threads: dict[str, str] = {}
    with connection.cursor() as cursor:
        for some in batched(wanted, A_BATCH // 10, strict=False):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{sentence} ({marks})", (*first, *some))  # all but the marks is ours
            while rows := cursor.fetchmany(A_BATCH):
                for row in rows:
                    yield _value(row, threads.setdefault(row[5], row[5]), _looked_at(row[15]))


def _looked_at(details: str | None) -> Mapping[str, str]:
    if details in {"{}", None}:
        return values.NOTHING
    kept = {name: value for name, value in json.loads(details).items() if name in LOOKED_AT}
    return kept or values.NOTHING


def _full(row: tuple) -> values.Fact:
    return _value(row, row[5], values.NOTHING if row[15] in {"{}", None} else json.loads(row[15]))


def _value(row: tuple, thread: str, details: Mapping[str, str]) -> values.Fact:
    # By place, in the order of COLUMNS: naming sixteen columns takes as long as all the rest.
    (
        number,
        kind,
        at,
        contact,
        opportunity,
        _,
        until,
        says,
        step,
        because,
        asks,
        by_machine,
        sure,
        source,
        key,
        _,
    ) = row
    return values.Fact(
        KINDS[kind], _moment(at), contact, number, opportunity, thread, _moment(until) if until else None, says, step,
        because, bool(asks), bool(by_machine), bool(sure), source, key, details,
    )  # fmt: skip


def _moment(stored: datetime | str) -> datetime:
    """SQLite keeps UTC without saying so, PostgreSQL says it."""
    if isinstance(stored, str):
        return datetime.fromisoformat(stored)
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
