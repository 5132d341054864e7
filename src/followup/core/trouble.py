"""The three ways in which something may not work, for the whole product.

Trouble with *data* is a value (`Finding`, `NotUnderstood`); these are for people and for the world.
"""

from dataclasses import dataclass


class Mend(Exception):
    """Something the user can mend; the message says what and where. Command exit code 2."""


class Unreachable(Exception):
    """The world did not answer. Command exit code 3; `for_good` when trying again cannot help."""

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


class Refused(Exception):
    """The world answered no: a server refused a letter or a login. Command exit code 3."""

    def __init__(self, sentence: str, *, code: int = 0, for_good: bool = True) -> None:
        super().__init__(sentence)
        self.code = code
        self.for_good = for_good


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """Something in a source that could not be read: kept raw, named, and never in the way of the rest."""

    place: str  # "inbox.mbox, message 17"
    sentence: str  # what is wrong with it
    raw: bytes = b""
