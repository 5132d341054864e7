"""What a sync tells of itself, while it reads and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

#: Told how many things were read so far, of how many (0: not known).
Progress = Callable[[int, int], object]


@dataclass(slots=True)
class SyncReport:
    """What came of an account; `is_busy` when somebody else is reading it just now."""

    new: int = 0
    known: int = 0
    not_understood: int = 0
    is_busy: bool = False

    @property
    def read(self) -> int:
        """How many things were read so far."""
        return self.new + self.known + self.not_understood
