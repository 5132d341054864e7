"""Telling, conversations: strands of messages become conversations, and their facts with them."""

import json
from collections.abc import Collection, Mapping
from itertools import batched

from followup.core.threading.conversations import Place, Placed, conversations
from followup.models import Fact, Guess, Mention, Message, Workspace
from followup.models.bulk import among, change

#: The detail of a fact that says how its conversation was guessed.
GUESSED = "guessed"


def settle_conversations(workspace: Workspace, keys: Collection[str]) -> set[str]:
    """Put every message near these (messages or strands, by their keys) into its conversation; those that changed."""
    threads = _threads_near(workspace, keys)
    rows = {
        key: (pk, thread, by, at)
        for some in batched(sorted(threads), 500, strict=False)
        for pk, key, thread, by, at in Message.objects.filter(
            workspace=workspace, thread__in=some
        ).values_list("pk", "key", "thread", "joined_by", "at")
    }
    placed = conversations(_places(workspace, rows))
    moved = {key: each for key, each in placed.items() if (each.thread, each.by) != rows[key][1:3]}
    _move(workspace, {rows[key][0]: each for key, each in moved.items()})
    old = {thread: placed[thread].thread for thread in threads if thread in placed}
    _move_lone_facts(workspace, old)
    return {each.thread for each in moved.values()} | {rows[key][1] for key in moved}


def _threads_near(workspace: Workspace, keys: Collection[str]) -> set[str]:
    here = dict(among(Message, ("key", "thread"), {"workspace_id": workspace.pk}, "key", keys))
    nameless = [key for key in keys if key not in here]
    # A strand may outlive its first message, which was taken back.
    members = [key for (key,) in among(Mention, ("key",), {"workspace_id": workspace.pk}, "thread", nameless)]
    theirs = among(Message, ("key", "thread"), {"workspace_id": workspace.pk}, "key", members)
    return {*keys, *here.values(), *(thread for _, thread in theirs)}


def _places(workspace: Workspace, rows: Mapping[str, tuple]) -> list[Place]:
    strands = dict(among(Mention, ("key", "thread"), {"workspace_id": workspace.pk}, "key", rows))
    guessed: dict[int, Guess] = {}
    for some in batched([row[0] for row in rows.values()], 500, strict=False):
        guessed |= {
            each.message_id: each for each in Guess.objects.filter(message__in=some).exclude(parent="")
        }
    return [
        Place(
            key,
            at,
            strands.get(key, key),
            guessed[pk].parent if pk in guessed else "",
            guessed[pk].words if pk in guessed else "",
        )
        for key, (pk, _, _, at) in rows.items()
    ]


def _move(workspace: Workspace, placed: Mapping[int, Placed]) -> None:
    change(Message, "thread", [(each.thread, pk) for pk, each in placed.items()])
    change(Message, "joined_by", [(each.by, pk) for pk, each in placed.items()])
    for some in batched(placed, 500, strict=False):
        rows = Fact.objects.filter(workspace=workspace, message__in=some)
        facts = list(rows.values_list("pk", "message__pk", "details"))
        change(Fact, "thread", [(placed[message].thread, pk) for pk, message, _ in facts])
        told = [(with_guess(details, placed[message].by), pk) for pk, message, details in facts]
        change(Fact, "details", [(json.dumps(details), pk) for details, pk in told])


def with_guess(details: Mapping[str, str], by: str) -> dict[str, str]:
    """A fact's details, with how its conversation was guessed where it was."""
    rest = {name: value for name, value in details.items() if name != GUESSED}
    return rest | ({GUESSED: by} if by else {})


def _move_lone_facts(workspace: Workspace, threads: Mapping[str, str]) -> None:
    """Facts of letters whose message is not there follow the conversation that they name."""
    moved = [old for old, new in threads.items() if old != new]
    for some in batched(moved, 500, strict=False):
        lone = Fact.objects.filter(workspace=workspace, message=None, thread__in=some)
        change(Fact, "thread", [(threads[old], pk) for pk, old in lone.values_list("pk", "thread")])
