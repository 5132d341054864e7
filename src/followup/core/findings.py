"""Findings: what a check says of a draft."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend in a letter. `block` keeps it from being approved, `warn` leaves it to the person.

    `place` is subject | greeting | body | signature | recipient | letter; `start` and `end` are character
    offsets into the subject (place "subject") or the body (other places), equal where there is no span.
    """

    severity: Literal["block", "warn"]
    check: str  # the check's name, a lasting word such as "greeting-name"
    place: str
    sentence: str
    start: int = 0
    end: int = 0
    mend: str = ""  # replacement text, "" where there is none to offer
