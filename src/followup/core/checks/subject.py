"""The subject line."""

from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look


def unsafe(look: Look) -> Iterator[Finding]:
    """Line breaks and control characters, which could smuggle in another header."""
    subject = look.draft.subject
    if strays := [place for place, sign in enumerate(subject) if not sign.isprintable()]:
        yield Finding(
            severity="block",
            check="subject-unsafe",
            place="subject",
            sentence="The subject holds a line break or a control character; write it in one line.",
            start=strays[0],
            end=strays[-1] + 1,
            mend=" ",
        )


def missing(look: Look) -> Iterator[Finding]:
    """Nothing in the subject, or nothing in the letter."""
    if not look.draft.subject.strip():
        yield Finding(
            severity="block",
            check="subject-missing",
            place="subject",
            sentence="The letter has no subject; three to six words are best.",
        )
    if not look.core.text.strip():
        yield look.block("empty", "The letter says nothing yet.")
