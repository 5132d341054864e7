"""The lines of a message with a mark on each: what it belongs to."""

from enum import Enum

MOST_CHARACTERS = 100_000
_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad")
)
_UNSEEN |= {0xA0: " ", 0x202F: " ", ord("’"): "'", ord("‘"): "'", ord("："): ":"}
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RULE_SIGNS = " -_=*~#+‐‑‒–—―─━•·.|<>/\\"


class Mark(Enum):
    """What a line belongs to."""

    NEW = "new"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    SIGNED = "signed"
    FOOTER = "footer"


class Lines:
    """The lines as they were written, their bare words for comparing, and their marks."""

    def __init__(self, text: str) -> None:
        text = text[:MOST_CHARACTERS]
        self.written = [line.rstrip() for line in text.splitlines()]
        self.bare = [line.strip() if line.isascii() else bare(line) for line in self.written]
        self.low = [line.lower() for line in self.bare]
        self.has_mark = list(map(is_quote, self.bare)) if _has_marks(text) else [False] * len(self.bare)
        self.marks = [Mark.NEW] * len(self.written)

    def __len__(self) -> int:
        return len(self.written)

    def mark(self, start: int, end: int, mark: Mark) -> None:
        """Marks the lines from `start` up to, not including, `end`."""
        self.marks[start:end] = [mark] * (end - start)

    def marked(self, mark: Mark) -> str:
        """The text of all lines with this mark."""
        pairs = zip(self.written, self.marks, strict=True)
        return "\n".join(line for line, each in pairs if each is mark).strip()

    def own(self) -> list[int]:
        """The places of lines with words that are still new."""
        return [place for place, mark in enumerate(self.marks) if mark is Mark.NEW and self.bare[place]]

    def own_before(self, place: int) -> bool:
        """Whether a line above this place has words of its own."""
        pairs = zip(self.bare[:place], self.marks, strict=False)
        return any(line and mark is Mark.NEW for line, mark in pairs)

    def next_written(self, place: int, within: int) -> str:
        """The first line with words from this place on; "" where the next few have none."""
        return next((line for line in self.bare[place : place + within] if line), "")


def bare(line: str) -> str:
    """The line without margins and invisible signs, with plain apostrophes, colons and spaces."""
    return line.translate(_UNSEEN).strip()


def _has_marks(text: str) -> bool:
    return ">" in text or "＞" in text


def is_ruler(line: str) -> bool:
    """Whether a bare line is drawn, not written: “_____”, “-- ”, “* * *”."""
    return len(line) > 1 and not line.strip(_RULE_SIGNS)


def is_quote(line: str) -> bool:
    """Whether a bare line is marked as quoted, by “>” or by a name’s first letters and “>”."""
    if line.startswith((">", "|>", "＞")):
        return True
    return ">" in line[1:5] and line.lstrip(_CAPITALS)[:2] in {"> ", ">>"}
