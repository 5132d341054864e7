"""A letter taken apart once for all checks."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from followup.core.findings import Finding
from followup.core.letters.days import day_of
from followup.core.letters.parts import CLOSING, GREETING
from followup.core.letters.record import Draft, Record

from .own_lines import is_own_line

type Check = Callable[[Look], Iterable[Finding]]

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w)[^.!?\n]*)*[.!?]*")
_TITLES = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Mx|St|No|ref|Ref|e\.g|i\.e)\.")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the body."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The draft with its parts: greeting line, all that the letter says, and the foot (from the closing on).

    `core` reaches to the end of the body, since a postscript is read like the rest: only the closing and the
    lines of our own contact block are blanked in it, sign by sign, so that places in it are places in the body.
    """

    draft: Draft
    record: Record
    now: datetime
    greeting: Span | None
    core: Span
    foot: Span
    sentences: tuple[Span, ...]

    @classmethod
    def at(cls, draft: Draft, record: Record, now: datetime) -> "Look":
        """The draft, taken apart."""
        lines = _lines(draft.body)
        greeting = _greeting(lines)
        foot_start = _foot_start(lines, record.sender.name, len(draft.body))
        core_start = min(greeting.end if greeting else 0, foot_start)
        core = Span(core_start, len(draft.body), without_own_lines(draft.body, record)[core_start:])
        return cls(
            draft=draft,
            record=record,
            now=now,
            greeting=greeting,
            core=core,
            foot=Span(foot_start, len(draft.body), draft.body[foot_start:]),
            sentences=_sentences(core),
        )

    @property
    def is_their_subject(self) -> bool:
        """True for the subject of a conversation that they began."""
        answered = self.record.answered
        said = folded(self.draft.subject).removeprefix("re:").strip()
        return bool(answered and said and folded(answered.subject).endswith(said))

    @property
    def texts(self) -> tuple[tuple[str, int, str], ...]:
        """What we wrote, each with its place and where it begins there: the letter, and a subject of our own."""
        own = () if self.is_their_subject else (("subject", 0, self.draft.subject),)
        return (("body", self.core.start, self.core.text), *own)

    @property
    def today(self) -> date:
        """The day it is where we are."""
        return day_of(self.now, self.record.sender.timezone)

    def warn(self, check: str, sentence: str, span: Span | None = None, mend: str = "") -> Finding:
        """A finding that leaves it to the person."""
        return _finding("warn", check, sentence, span, mend)

    def block(self, check: str, sentence: str, span: Span | None = None, mend: str = "") -> Finding:
        """A finding that keeps the letter from leaving; without a span it is about the whole letter."""
        return _finding("block", check, sentence, span, mend)


def folded(text: str) -> str:
    """For comparing words: lower case, one space between words."""
    return " ".join(text.casefold().split())


def without_own_lines(text: str, record: Record) -> str:
    """The text, equally long, without its closing and the lines that are nothing but our own details."""
    return "\n".join(
        " " * len(line) if is_closing(line) or is_own_line(line, record.sender) else line
        for line in text.split("\n")
    )


def is_closing(line: str) -> bool:
    """True for “Kind regards” and its like, alone on a line."""
    return bool(CLOSING.match(line.strip()))


def _finding(severity: str, check: str, sentence: str, span: Span | None, mend: str) -> Finding:
    return Finding(
        severity="block" if severity == "block" else "warn",
        check=check,
        place="body" if span else "letter",
        sentence=sentence,
        start=span.start if span else 0,
        end=span.end if span else 0,
        mend=mend,
    )


def _lines(body: str) -> list[Span]:
    spans, start = [], 0
    for line in body.split("\n"):
        stripped = line.strip()
        if stripped:
            left = start + line.index(stripped[0])
            spans.append(Span(left, left + len(stripped), stripped))
        start += len(line) + 1
    return spans


def _greeting(lines: list[Span]) -> Span | None:
    if not lines:
        return None
    first = lines[0]
    # A line such as “Ada,” greets as well.
    is_name_alone = first.text.endswith(",") and len(first.text.split()) <= 4
    if not (GREETING.match(first.text) or is_name_alone):
        return None
    comma = first.text.find(",")
    if comma >= 0 and len(first.text) > 60:
        return Span(first.start, first.start + comma + 1, first.text[: comma + 1])
    return first


def _foot_start(lines: list[Span], name: str, end: int) -> int:
    for line in reversed(lines[1:]):
        if CLOSING.match(line.text):
            return line.start
    for line in lines[1:]:
        if name and folded(line.text) == folded(name):
            return line.start
    return end


def _sentences(core: Span) -> tuple[Span, ...]:
    # The full stop of a title ends no sentence; same length, so that offsets hold.
    masked = _TITLES.sub(lambda found: found.group().replace(".", " "), core.text)
    spans = []
    for found in _SENTENCE.finditer(masked):
        text = core.text[found.start() : found.end()]
        stripped = text.strip()
        if stripped:
            start = core.start + found.start() + text.index(stripped[0])
            spans.append(Span(start, start + len(stripped), stripped))
    return tuple(spans)
