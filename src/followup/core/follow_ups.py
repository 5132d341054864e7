"""Follow-ups: the lines of the agenda."""

from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from .kinds import Kind


class FollowUp(NamedTuple):
    """A letter (or call) that is owed to one contact, and why.

    `because_kind` may be a kind that time made of the stored one (interview_set → interviewed).
    `waiting_since` is set while the next move is theirs: the time of our unanswered touch, or of the end of our talk.
    `rank` orders a day: the smaller, the sooner it should be done.
    """

    step: str
    contact: int
    because: int
    because_kind: Kind
    because_at: datetime
    due: datetime
    lapses: datetime
    deadline: datetime | None = None
    opportunity: int | None = None
    waiting_since: datetime | None = None
    rank: int = 100
    key: str = ""


def follow_up_key(step: str, because: int, contact: int) -> str:
    """The follow-up's lasting name: ten characters that stay the same however often it is derived."""
    digest = blake2b(f"{step}|{because}|{contact}".encode(), digest_size=5).hexdigest()
    return digest
