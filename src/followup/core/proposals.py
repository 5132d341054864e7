"""Proposals: an interview that they proposed is agreed once our next answer in the conversation says yes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .facts import Fact
from .kinds import Kind

#: Two times so near to each other are the same one, said more or less exactly.
SAME_TIME = timedelta(minutes=30)


def is_agreed(proposal: Fact, asked_at: datetime, conversation: Iterable[Fact]) -> bool:
    """Whether our first letter in the conversation since the proposal agrees to it, and to no other time."""
    ours = (
        fact
        for fact in conversation
        if fact.kind is Kind.SENT and asked_at < fact.at < proposal.at and fact.details.get("cc") != "yes"
    )
    answer = min(ours, key=lambda fact: fact.at, default=None)
    return answer is not None and _says_yes(answer.details.get("agrees", ""), proposal.at)


def _says_yes(agrees: str, to: datetime) -> bool:
    if agrees in {"", "yes"}:
        return bool(agrees)
    return abs(datetime.fromisoformat(agrees) - to) <= SAME_TIME
