"""The records of a CSV file: each row's cells and the line it ends on, and going on behind a row that is broken."""

import csv
from collections import deque
from collections.abc import Iterator

#: A row with more lines is one whose quotation mark is never closed: what follows it is read by itself.
MOST_LINES = 300


class Records:
    """Yields (line, cells); cells are None for a row whose quotation mark is never closed.

    After each record `raw` is its text; at the last one `is_cut` says that the file ends without ending its line,
    `is_open` that it ends inside quotation marks.
    """

    def __init__(self, lines: Iterator[str], separator: str) -> None:
        self._lines, self._separator = lines, separator
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._line = 0
        self.is_cut = self.is_open = False
        self._is_over = False

    @property
    def raw(self) -> str:
        """The text of the record that was yielded last."""
        return "".join(self._taken)

    def __iter__(self) -> Iterator[tuple[int, list[str] | None]]:
        reader = self._reader()
        while True:
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield self._give_back(), None
                reader = self._reader()
                continue
            # The reader asks beyond the last line only where a quotation mark is still open.
            self.is_open = self._is_over
            if self.is_open and len(self._taken) > 1:
                yield self._give_back(), None
                reader = self._reader()
                continue
            self.is_cut = self.is_open or not self.raw.endswith("\n")
            yield self._line, cells

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._separator)

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._waiting.popleft() if self._waiting else next(self._lines, "")
            if not line:
                self._is_over = True
                return
            if len(self._taken) >= MOST_LINES:
                self._taken.append(line)
                raise csv.Error("too many lines in one row")
            self._taken.append(line)
            self._line += 1
            yield line

    def _give_back(self) -> int:
        """Keep the first line of the broken row and let the others be read again; the line it stands on."""
        self._is_over = False
        later = self._taken[1:]
        self._waiting.extendleft(reversed(later))
        self._line -= len(later) - (len(self._taken) > MOST_LINES)
        del self._taken[1:]
        return self._line
