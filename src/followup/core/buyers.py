"""Customers: when it matters who of them is likely to buy again."""

from .playbooks import Playbooks

#: Of fewer customers a fifth means nothing.
ENOUGH = 10


def ranks_matter(playbooks: Playbooks, customers: int | None) -> bool:
    """Whether a step goes to likely buyers only; it is for everybody until (None) enough customers have been ranked."""
    if customers is None or customers < ENOUGH:
        return False
    return any(step.likely for step in playbooks.steps)
