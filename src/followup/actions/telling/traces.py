"""Telling, traces: what each message leaves behind by which an answer without headers finds it."""

from collections.abc import Mapping
from functools import lru_cache

from followup.core.threading.shingles import marks
from followup.core.threading.subjects import base_subject, topic
from followup.models import Trace, Workspace
from followup.models.bulk import add


@lru_cache(maxsize=2000)
def topic_of(subject: str) -> str:
    """The short name of what a subject is about."""
    return topic(base_subject(subject))


def leave_traces(workspace: Workspace, texts: Mapping[int, str]) -> frozenset[int]:
    """Keep a few marks of each message's words (by its id), and tell which they are."""
    made = {pk: found for pk, text in texts.items() if (found := marks(text))}
    rows = [
        {"workspace_id": workspace.pk, "message_id": pk, "mark": mark}
        for pk, found in made.items()
        for mark in sorted(found)
    ]
    add(Trace, rows)
    return frozenset().union(*made.values())
