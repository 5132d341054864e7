"""Telling, facts: each sentence of a source becomes one row, once."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any

from followup.actions.placing.place import Touched
from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind
from followup.core.matching import organisation_key
from followup.models import Fact, Import, Message, Workspace
from followup.models.bulk import add, among

from .conversations import with_guess
from .items import Sentence


def unknown(
    workspace: Workspace, sentences: Sequence[Sentence], sent_by_us: Container[str]
) -> list[Sentence]:
    """The sentences that were not told before; of corrected facts the new reading is kept beside them.

    `sent_by_us` holds the keys of the mails that the outbox sent: it has told so itself.
    """
    known = _known(workspace, sentences)
    for each in sentences:
        pk, is_corrected, read_as = known.get((each.source, each.key), (0, False, ""))
        if is_corrected and read_as != each.told.kind:
            Fact.objects.filter(pk=pk).update(read_as=each.told.kind)
    fresh: dict[tuple[str, str], Sentence] = {}
    for each in sentences:
        if (each.source, each.key) not in known:
            fresh.setdefault((each.source, each.key), each)
    return [
        each for each in fresh.values() if not (each.told.kind == Kind.SENT and each.message in sent_by_us)
    ]


def write_facts(  # noqa: PLR0913 - the sentences, and what each row needs beside them
    workspace: Workspace,
    sentences: Sequence[Sentence],
    *,
    now: datetime,
    origin: Import | None,
    contacts: Mapping[Party, int],
    threads: Mapping[str, str],
) -> Touched:
    """New rows for sentences whose person is known by `contacts`, and whom they concern.

    `threads` names each mail's conversation.
    """
    named = {each.message for each in sentences} - {""}
    here = list(among(Message, ("key", "id", "joined_by"), {"workspace_id": workspace.pk}, "key", named))
    messages, guessed = {key: pk for key, pk, _ in here}, {key: by for key, _, by in here if by}
    rows = [
        _columns(each.told)
        | {
            "workspace_id": workspace.pk,
            "contact_id": contacts[each.told.who],
            "source": each.source,
            "source_key": each.key,
            "recorded_at": now,
            "thread": threads.get(each.message, ""),
            "details": with_guess(each.told.details, guessed.get(each.message, "")),
            "message_id": messages.get(each.message),
            "origin_id": origin and origin.pk,
        }
        for each in sentences
        if each.told.who in contacts
    ]
    add(Fact, rows)
    return Touched({row["contact_id"] for row in rows}, {row["thread"] for row in rows} - {""})


def by_hand(workspace: Workspace, told: Told, *, contact: int, source_key: str, now: datetime) -> Fact:
    """The row, not yet written, of something that the person told."""
    return Fact(
        **_columns(told),
        workspace=workspace,
        contact_id=contact,
        source="hand",
        source_key=source_key,
        recorded_at=now,
    )


def _columns(told: Told) -> dict[str, Any]:
    return {
        "kind": told.kind.value,
        "read_as": told.kind.value,
        "at": told.at,
        "until": told.until,
        "says": told.says,
        "asks": told.asks,
        "by_machine": told.by_machine,
        "sure": told.sure,
        "details": dict(told.details),
        "about": about_as_json(told.about),
        "firm": organisation_key(told.about.organisation) if told.about else "",
    }


def about_as_json(about: About | None) -> dict[str, str] | None:
    """What a source said it is about, as it is stored."""
    if about is None:
        return None
    return {
        "kind": about.kind,
        "title": about.title,
        "organisation": about.organisation,
        "reference": about.reference,
    }


def _known(
    workspace: Workspace, sentences: Sequence[Sentence]
) -> dict[tuple[str, str], tuple[int, bool, str]]:
    """The facts told before by source and key: their id, whether the person corrected them, and how they were read."""
    keys: dict[str, set[str]] = defaultdict(set)
    for each in sentences:
        keys[each.source].add(each.key)
    columns = ("source_key", "id", "corrected_at", "read_as")
    return {
        (source, key): (pk, at is not None, read_as)
        for source, named in keys.items()
        for key, pk, at, read_as in among(
            Fact, columns, {"workspace_id": workspace.pk, "source": source}, "source_key", named
        )
    }
