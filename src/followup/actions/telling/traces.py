"""Telling, traces: what each message leaves behind by which an answer without headers finds it."""

from collections.abc import Mapping
from functools import lru_cache

from followup.core.threading.shingles import marks
from followup.core.threading.subjects import base_subject, topic
from followup.models import Message, Trace, Workspace
from followup.models.bulk import add, among


@lru_cache(maxsize=2000)
def topic_of(subject: str) -> str:
    """The short name of what a subject is about."""
    return topic(base_subject(subject))


def leave_traces(workspace: Workspace, texts: Mapping[str, str]) -> frozenset[int]:
    """Keep a few marks of each message's words (by its key), and tell which they are."""
    made = {key: found for key, text in texts.items() if (found := marks(text))}
    numbers = dict(among(Message, ("key", "id"), {"workspace_id": workspace.pk}, "key", made))
    rows = [
        {"workspace_id": workspace.pk, "message_id": numbers[key], "mark": mark}
        for key, found in made.items()
        for mark in sorted(found)
    ]
    add(Trace, rows)
    return frozenset().union(*made.values())
