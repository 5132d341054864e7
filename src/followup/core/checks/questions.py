"""How much the letter asks."""

from collections.abc import Iterator

from followup.core.findings import Finding
from followup.core.letters.families import ASKING, OWED

from .look import Look

MOST = 3


def count(look: Look) -> Iterator[Finding]:
    """More than three questions, or none where asking is the point. Quoted questions are theirs."""
    own = [line for line in look.core.text.splitlines() if not line.lstrip().startswith(("“", ">", '"'))]
    asked = sum(line.count("?") for line in own)
    if asked > MOST:
        yield look.warn(
            "many-questions", f"The letter asks {asked} questions; one to three are easy to answer."
        )
    elif asked == 0 and look.record.step in ASKING and look.record.step not in OWED:
        yield look.warn("no-question", "The letter asks nothing; one clear question makes it easy to answer.")
