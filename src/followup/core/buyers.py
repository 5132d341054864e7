"""Customers: who counts as likely to buy again."""

from collections.abc import Iterable

#: Of fewer customers a fifth means nothing.
ENOUGH = 10


def likely_ones(fifth: Iterable[int], customers: int | None) -> frozenset[int] | None:
    """Whom a step for those likely to buy again is for: the fifth so ranked, or None for everybody.

    It is for everybody while nobody has been ranked yet, and where too few customers were.
    """
    return None if customers is None or customers < ENOUGH else frozenset(fifth)
