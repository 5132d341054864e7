"""Notes to colleagues of one firm get compared."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from followup.core.findings import Finding
from followup.core.letters.parts import opening

from .look import Look, folded

ALIKE = 88


def same_opening(look: Look) -> Iterator[Finding]:
    """The first sentence is that of another letter to the same firm."""
    if not look.sentences:
        return
    first = look.sentences[0]
    for other in look.record.to_colleagues:
        if fuzz.ratio(folded(first.text), folded(opening(other)), score_cutoff=ALIKE):
            firm = look.record.firm or "the same firm"
            yield look.warn(
                "same-opening", f"Another letter to {firm} begins the same way; people there compare.", first
            )
            return
