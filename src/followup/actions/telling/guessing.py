"""Telling, guessing: which messages answers without usable headers seem to answer.

A guess is made for the first message of a strand alone, and is a function of all messages that are there: when
more of them come, the guesses that they may change are made anew. So the order of arrival does not matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import batched
from typing import Any

from django.db.models.functions import Substr

from followup.core.mail import message_key
from followup.core.threading import guess as guesses
from followup.core.threading.guess import SKEW, WINDOW, Trail, seeks
from followup.core.threading.people import people
from followup.core.threading.quoting import MOST_CHARACTERS, layers
from followup.core.threading.shingles import all_marks
from followup.core.threading.subjects import former_subject, topic
from followup.models import Guess, Message, Trace, Workspace
from followup.models.bulk import add, among

from .traces import topic_of

#: So many are thought about in one go, with the texts of what they may answer in memory.
A_HANDFUL = 50


def await_parents(workspace: Workspace, roots: Mapping[int, Mapping[str, Any]]) -> None:
    """Note the messages among the first of new strands (their columns by their ids) that look like answers."""
    answers = {pk: row for pk, row in roots.items() if seeks(row["subject"], row["text"])}
    add(Guess, [_awaiting(workspace, pk, row) for pk, row in answers.items()])
    add(
        Trace,
        [
            {"workspace_id": workspace.pk, "message_id": pk, "mark": mark, "is_quoted": True}
            for pk, row in answers.items()
            for mark in sorted(all_marks(layers(row["text"]).all_quoted))
        ],
    )


def concerned(
    workspace: Workspace, topics: Collection[str], marks: Collection[int], roots: Collection[int]
) -> set[int]:
    """The guesses that new messages (of these topics and marks) may change, or those of the roots of their strands."""
    if not Guess.objects.filter(workspace=workspace).exists():
        return set()
    here = {"workspace_id": workspace.pk}
    quoted = here | {"is_quoted": True}
    quoting = {message for (message,) in among(Trace, ("message_id",), quoted, "mark", marks)}
    wanted: tuple[tuple[str, Collection[object]], ...] = (
        ("topic", set(topics) - {""}),
        ("former_topic", set(topics) - {""}),
        ("message_id", quoting.union(roots)),
    )
    return {pk for column, some in wanted for (pk,) in among(Guess, ("id",), here, column, some)}


def guess_anew(workspace: Workspace, numbers: Iterable[int], own: frozenset[str]) -> set[str]:
    """Make these guesses anew; the keys of messages whose parent changed, and of their parents."""
    changed: set[str] = set()
    for some in batched(sorted(numbers), A_HANDFUL, strict=False):
        rows = list(Guess.objects.filter(workspace=workspace, pk__in=some).select_related("message"))
        changed |= _guess_some(workspace, rows, own)
    return changed


def _awaiting(workspace: Workspace, pk: int, row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "workspace_id": workspace.pk,
        "message_id": pk,
        "topic": topic_of(row["subject"]),
        "former_topic": topic(former_subject(row["subject"])),
    }


def _guess_some(workspace: Workspace, rows: Sequence[Guess], own: frozenset[str]) -> set[str]:
    answered = _answered(workspace, rows)
    choices = _choices(workspace, [row for row in rows if row.pk not in answered], own)
    texts = _texts(workspace, {each.key for _, some in choices.values() for each in some})
    changed: set[str] = set()
    anew = []
    for row in rows:
        answer, some = choices.get(row.pk, (None, []))
        found = answer and guesses.guess(answer, [replace(each, text=texts[each.key]) for each in some])
        parent, sure, by = (found.parent, found.confidence, found.by) if found else ("", 0.0, "")
        if (parent, sure, by) != (row.parent, row.confidence, row.by):
            changed |= {row.message.key, row.parent, parent}
            row.parent, row.confidence, row.by = parent, sure, by
            anew.append(row)
    Guess.objects.bulk_update(anew, ["parent", "confidence", "by"])
    return changed - {""}


def _answered(workspace: Workspace, rows: Iterable[Guess]) -> set[int]:
    """Those whose headers name a message that is there after all."""
    named = {row.pk: {message_key(each) for each in row.message.answers} for row in rows}
    wanted = set().union(*named.values())
    here = set(Message.objects.filter(workspace=workspace, key__in=wanted).values_list("key", flat=True))
    return {pk for pk, keys in named.items() if keys & here}


def _choices(
    workspace: Workspace, rows: Sequence[Guess], own: frozenset[str]
) -> dict[int, tuple[Trail, list[Trail]]]:
    """Each awaiting message with those whose words are worth comparing, their texts still to be read."""
    by_topic = _by_topic(workspace, rows, own)
    by_mark = _by_mark(workspace, rows, own)
    found = {}
    for row in rows:
        each = row.message
        answer = replace(_trail(_columns(each), own), text=each.text[:MOST_CHARACTERS])
        near = [*by_topic[row.topic], *by_topic[row.former_topic], *by_mark[row.message_id]]
        some = guesses.worth_comparing(answer, {trail.key: trail for trail in near}.values())
        found[row.pk] = (answer, some)
    return found


COLUMNS = ("key", "at", "subject", "sender_address", "recipients", "sender_name", "topic", "pk")


def _by_topic(
    workspace: Workspace, rows: Sequence[Guess], own: frozenset[str]
) -> defaultdict[str, list[Trail]]:
    found: defaultdict[str, list[Trail]] = defaultdict(list)
    topics = {each for row in rows for each in (row.topic, row.former_topic) if each}
    if topics:
        times = [row.message.at for row in rows]
        near = Message.objects.filter(
            workspace=workspace, topic__in=topics, at__range=(min(times) - WINDOW, max(times) + SKEW)
        )
        for columns in near.values_list(*COLUMNS):
            found[columns[6]].append(_trail(columns, own))
    return found


def _by_mark(
    workspace: Workspace, rows: Sequence[Guess], own: frozenset[str]
) -> defaultdict[int, list[Trail]]:
    """The messages whose words each of these quotes, by the message that quotes."""
    found: defaultdict[int, list[Trail]] = defaultdict(list)
    here = Trace.objects.filter(workspace=workspace)
    quoted = here.filter(message__in=[row.message_id for row in rows], is_quoted=True)
    quoting: defaultdict[int, set[int]] = defaultdict(set)
    for message, mark in quoted.values_list("message_id", "mark"):
        quoting[mark].add(message)
    said: defaultdict[int, set[int]] = defaultdict(set)
    for marks in batched(sorted(quoting), 500, strict=False):
        saying = here.filter(mark__in=marks, is_quoted=False)
        for message, mark in saying.values_list("message_id", "mark"):
            said[message] |= quoting[mark]
    times = [row.message.at for row in rows]
    span = (min(times) - WINDOW, max(times) + SKEW)
    for some in batched(sorted(said), 500, strict=False):
        for columns in Message.objects.filter(pk__in=some, at__range=span).values_list(*COLUMNS):
            letter = _trail(columns, own)
            for message in said[columns[-1]]:
                found[message].append(letter)
    return found


def _columns(message: Message) -> tuple:
    return tuple(getattr(message, each) for each in COLUMNS)


def _trail(columns: tuple, own: frozenset[str]) -> Trail:
    key, at, subject, sender, recipients, name, *_ = columns
    return Trail(key, at, subject, people(sender, recipients, own), name)


def _texts(workspace: Workspace, keys: Collection[str]) -> dict[str, str]:
    rows = Message.objects.filter(workspace=workspace, key__in=keys)
    return dict(rows.values_list("key", Substr("text", 1, MOST_CHARACTERS)))
