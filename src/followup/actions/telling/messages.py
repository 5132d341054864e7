"""Telling, messages: mails become rows in their conversations, each kept once.

Headers tie messages into strands (`Mention.thread`); where they lead nowhere, guesses tie strands into
conversations (`Message.thread`). Mostly a conversation is one strand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, Value, When

from followup.core.facts import Party
from followup.core.mail import Mail, message_key
from followup.core.reading.known import Known, fold_address
from followup.core.threads import Joined, Link, answered_ids, join, link
from followup.models import Fact, Guess, Import, Letter, Mention, Message, Workspace
from followup.models.bulk import add, among, change

from .conversations import settle_conversations
from .guessing import await_parents, concerned, guess_anew
from .traces import leave_traces, topic_of

#: What machines on the way note for each other, longer than many a letter.
OF_THE_WAY = frozenset({
    "arc-authentication-results", "arc-message-signature", "arc-seal", "authentication-results",
    "dkim-signature", "domainkey-signature", "received", "x-google-dkim-signature", "x-google-smtp-source",
    "x-gm-message-state", "x-ms-exchange-antispam-messagedata-0", "x-received",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The conversation of each mail by its key, which conversations changed, and which mails were new."""

    threads: Mapping[str, str]
    changed: frozenset[str]
    new: frozenset[str]


def sent_by_outbox(workspace: Workspace, mails: Sequence[Mail]) -> set[str]:
    """The keys of mails that are copies of letters of ours, whatever id the provider gave them."""
    names = {mail.message_id: message_key(mail.message_id) for mail in mails}
    names |= {own: message_key(mail.message_id) for mail in mails if (own := _own_id(mail))}
    letters = Letter.objects.filter(workspace=workspace).filter(
        Q(message_id__in=list(names)) | Q(alias_id__in=list(names))
    )
    told = Fact.objects.filter(workspace=workspace, source="outbox", source_key__in=list(names))
    ids = {each for pair in letters.values_list("message_id", "alias_id") for each in pair}
    return {names[each] for each in ids | set(told.values_list("source_key", flat=True)) if each in names}


def write_messages(  # noqa: PLR0913 - the mails, and what each row needs beside them
    workspace: Workspace,
    mails: Sequence[Mail],
    contacts: Mapping[str, int],
    *,
    known: Known,
    now: datetime,
    origin: Import | None,
) -> Written:
    """Rows for the mails that are not there yet; `contacts` names the other side of each by its key."""
    by_key = {message_key(mail.message_id): mail for mail in mails}
    here = dict(among(Message, ("key", "thread"), {"workspace_id": workspace.pk}, "key", by_key))
    fresh = {key: mail for key, mail in by_key.items() if key not in here}
    _mention_letters(workspace, fresh.values())
    joined = _join(workspace, [_link(mail, now) for mail in fresh.values()])
    rows = [
        _columns(mail, key, known, now)
        | {
            "workspace_id": workspace.pk,
            "thread": joined.threads[key],
            "contact_id": contacts.get(key),
            "origin_id": origin and origin.pk,
        }
        for key, mail in fresh.items()
    ]
    add(Message, rows)
    changed = _guess(workspace, rows, joined, known) if rows else set()
    threads = dict(among(Message, ("key", "thread"), {"workspace_id": workspace.pk}, "key", by_key))
    return Written(threads, frozenset(changed | {threads[key] for key in fresh}), frozenset(fresh))


def _guess(workspace: Workspace, rows: Sequence[dict[str, Any]], joined: Joined, known: Known) -> set[str]:
    """Tie strands together where headers lead nowhere; the conversations that changed."""
    fresh = {row["key"]: row["thread"] for row in rows}
    strands = set(fresh.values())
    here = {"workspace_id": workspace.pk}
    # Of new messages, and of those they join.
    numbers = {
        key: (pk, thread)
        for key, pk, thread in among(Message, ("key", "id", "thread"), here, "key", fresh.keys() | strands)
    }
    ids = {key: numbers[key][0] for key in fresh}
    marks = leave_traces(workspace, {ids[row["key"]]: row["text"] for row in rows})
    if joined.renamed:
        Guess.objects.filter(workspace=workspace, message__key__in=list(joined.renamed)).delete()
    await_parents(workspace, {ids[row["key"]]: row for row in rows if row["key"] in strands})
    roots = {numbers[key][0] for key in strands & numbers.keys()}
    asked = concerned(workspace, {row["topic"] for row in rows}, marks, roots)
    changed = guess_anew(workspace, asked, known.own_addresses) if asked else set()
    plain = {key for key, (_, thread) in numbers.items() if key == thread}
    moved = changed | joined.renamed.keys() | set(joined.renamed.values()) | (strands - plain)
    beside = {key for key, thread in fresh.items() if thread in moved}
    return settle_conversations(workspace, moved | beside) if moved else set()


def _own_id(mail: Mail) -> str:
    return mail.header("x-followup-id").strip("<> ")


def _mention_letters(workspace: Workspace, mails: Iterable[Mail]) -> None:
    """Let the conversations know the letters of ours that these mails name, under each of their ids."""
    named = {each for mail in mails for each in (mail.message_id, _own_id(mail), *answered_ids(mail)) if each}
    letters = Letter.objects.filter(workspace=workspace).filter(
        Q(message_id__in=list(named)) | Q(alias_id__in=list(named))
    )
    aliases = dict(letters.exclude(message_id="").values_list("message_id", "alias_id"))
    told = Fact.objects.filter(workspace=workspace, source="outbox", source_key__in=[*named, *aliases])
    facts = list(told.only("source_key", "thread", "at"))
    keys = [message_key(fact.source_key) for fact in facts]
    strands = dict(among(Mention, ("key", "thread"), {"workspace_id": workspace.pk}, "key", keys))
    mentions = []
    for key, fact in zip(keys, facts, strict=True):
        thread = strands.get(key) or fact.thread or key
        if not fact.thread:
            Fact.objects.filter(pk=fact.pk, thread="").update(thread=thread)
        mentions.append(_mention(workspace, fact.source_key, thread, fact.at))
        if alias := aliases.get(fact.source_key):
            mentions.append(_mention(workspace, alias, thread, None))
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)


def _mention(workspace: Workspace, message_id: str, thread: str, at: datetime | None) -> Mention:
    return Mention(workspace=workspace, key=message_key(message_id), thread=thread, at=at)


def _link(mail: Mail, now: datetime) -> Link:
    placed = link(mail, mail.when or now)
    if mail.report and mail.report.original_message_id:
        original = message_key(mail.report.original_message_id)
        return Link(placed.key, placed.at, (original, *placed.answers))
    return placed


def _join(workspace: Workspace, links: Sequence[Link]) -> Joined:
    named = {key for each in links for key in (each.key, *each.answers)}
    here = {"workspace_id": workspace.pk}
    known, awaited = {}, {}
    for key, thread, pk, at in among(Mention, ("key", "thread", "id", "at"), here, "key", named):
        known[key] = thread
        if at is None:
            awaited[key] = pk
    firsts = Mention.objects.filter(workspace=workspace, key__in=set(known.values()), at__isnull=False)
    joined = join(links, known, {key: at for key, at in firsts.values_list("key", "at") if at})
    _rename(workspace, joined.renamed)
    arrived = {each.key: each.at for each in links}
    add(
        Mention,
        [
            {"workspace_id": workspace.pk, "key": key, "thread": thread, "at": arrived.get(key)}
            for key, thread in joined.threads.items()
            if key not in known
        ],
    )
    change(Mention, "at", [(arrived[key], awaited[key]) for key in sorted(arrived.keys() & awaited.keys())])
    return joined


def _rename(workspace: Workspace, renamed: Mapping[str, str]) -> None:
    if renamed:
        new = Case(
            *(When(thread=old, then=Value(name)) for old, name in renamed.items()), default=F("thread")
        )
        Mention.objects.filter(workspace=workspace, thread__in=list(renamed)).update(thread=new)


def _columns(mail: Mail, key: str, known: Known, now: datetime) -> dict[str, object]:
    address = fold_address(mail.sender.address)
    return {
        "key": key,
        "message_id": mail.message_id[:998],
        "is_ours": mail.is_sent or address in known.own_addresses,
        "sender_name": mail.sender.name[:320],
        "sender_address": address[:320],
        "recipients": ", ".join(_recipients([*mail.to, *mail.cc])),
        "subject": _storable(mail.subject),
        "topic": topic_of(mail.subject),
        "at": mail.when or now,
        "headers": [[name, _storable(value)] for name, value in mail.headers if name not in OF_THE_WAY],
        "text": _storable(mail.text),
        "answers": answered_ids(mail),
    }


def _recipients(parties: Iterable[Party]) -> Iterable[str]:
    return (f"{each.name} <{each.address}>" if each.name else each.address for each in parties)


def _storable(text: str) -> str:
    # PostgreSQL takes neither NUL nor lone surrogates, which broken mail is full of.
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
