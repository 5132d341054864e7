"""The same letter again."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from followup.core.findings import Finding
from followup.core.letters.families import PLAIN
from followup.core.letters.parts import letter_proper

from .look import Look, folded

#: Percent of likeness from which two letters are one.
SAME = 90
WORD_FOR_WORD = 100
SHORTEST = 40


def sent_before(look: Look) -> Iterator[Finding]:
    """Text that this person has already had from us."""
    text = folded(look.core.text)
    if len(text) < SHORTEST:
        return
    alike = WORD_FOR_WORD if look.record.step in PLAIN else SAME
    for earlier in look.record.said:
        if fuzz.ratio(text, folded(letter_proper(earlier)), score_cutoff=alike):
            name = look.record.contact.name
            yield look.block(
                "sent-before", f"{name} has had this letter already; say something new or leave it."
            )
            return
