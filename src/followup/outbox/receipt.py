"""What came of a submission."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

CONNECTED = "connected"
RECIPIENT_ACCEPTED = "recipient_accepted"
DATA_STARTED = "data_started"
DOT_SENT = "dot_sent"

#: Called before each step that cannot be taken back; False calls the submission off.
Journal = Callable[[str], bool]

Outcome = Literal["sent", "refused", "later", "unsure", "held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The outcome, the server's answer, and one sentence for the person.

    sent: the server took it. refused: it never will. later: it did not, try the same bytes again.
    unsure: it may have it, nobody can know from here. held: called off before the last step.
    `phase` is the last step reached; `code` 0 means that the server gave no answer.
    """

    outcome: Outcome
    sentence: str = ""
    code: int = 0
    text: str = ""
    phase: str = ""
    blames_address: bool = False
