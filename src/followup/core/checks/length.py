"""Long enough to say something, short enough to be read."""

from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look

FEWEST, MOST = 30, 150


def words(look: Look) -> Iterator[Finding]:
    """Fewer than 30 words or more than 150; 50 to 125 get the most answers."""
    count = len(look.core.text.split())
    if count > MOST:
        yield look.warn("long", f"The letter has {count} words; 50 to 125 are read and answered most.")
    elif 0 < count < FEWEST:
        yield look.warn("short", f"The letter has only {count} words; one concrete sentence more would help.")
