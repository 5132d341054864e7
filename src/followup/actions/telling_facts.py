"""Telling, facts: each sentence of a source becomes one row, once."""

from collections.abc import Container, Mapping, Sequence
from datetime import datetime

from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind
from followup.models import Fact, Import, Message, Workspace

from .items import Sentence

AT_ONCE = 500


def unknown(
    workspace: Workspace, sentences: Sequence[Sentence], sent_by_us: Container[str]
) -> list[Sentence]:
    """The sentences that were not told before; of corrected facts the new reading is kept beside them.

    `sent_by_us` holds the keys of the mails that the outbox sent: it has told so itself.
    """
    known = _known(workspace, sentences)
    for each in sentences:
        fact = known.get((each.source, each.key))
        if fact and fact.corrected_at and fact.read_as != each.told.kind:
            Fact.objects.filter(pk=fact.pk).update(read_as=each.told.kind)
    fresh = {(each.source, each.key): each for each in sentences if (each.source, each.key) not in known}
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
) -> list[Fact]:
    """New rows for sentences whose person is known by `contacts`; `threads` names each mail's conversation."""
    messages = _messages(workspace, {each.message for each in sentences if each.message})
    facts = [
        as_row(
            workspace,
            each.told,
            contact=contacts[each.told.who],
            source=each.source,
            source_key=each.key,
            now=now,
            thread=threads.get(each.message, ""),
            message=messages.get(each.message),
            origin=origin,
        )
        for each in sentences
        if each.told.who in contacts
    ]
    return Fact.objects.bulk_create(facts, batch_size=AT_ONCE)


def as_row(  # noqa: PLR0913 - a fact's columns
    workspace: Workspace,
    told: Told,
    *,
    contact: int,
    source: str,
    source_key: str,
    now: datetime,
    thread: str = "",
    message: int | None = None,
    origin: Import | None = None,
) -> Fact:
    """The row, not yet written, of something that was told."""
    return Fact(
        workspace=workspace,
        contact_id=contact,
        kind=told.kind,
        read_as=told.kind,
        at=told.at,
        until=told.until,
        thread=thread,
        says=told.says,
        asks=told.asks,
        by_machine=told.by_machine,
        sure=told.sure,
        details=dict(told.details),
        about=about_as_json(told.about),
        source=source,
        source_key=source_key,
        message_id=message,
        origin=origin,
        recorded_at=now,
    )


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


def _known(workspace: Workspace, sentences: Sequence[Sentence]) -> dict[tuple[str, str], Fact]:
    known: dict[tuple[str, str], Fact] = {}
    for source in sorted({each.source for each in sentences}):
        keys = sorted({each.key for each in sentences if each.source == source})
        rows = Fact.objects.filter(workspace=workspace, source=source, source_key__in=keys)
        for fact in rows.only("source_key", "corrected_at", "read_as"):
            known[source, fact.source_key] = fact
    return known


def _messages(workspace: Workspace, keys: set[str]) -> dict[str, int]:
    rows = Message.objects.filter(workspace=workspace, key__in=keys)
    return dict(rows.values_list("key", "pk"))
